"""`python -m storage`: brings the tables of the database up to date, and ends."""

import asyncio

from settings import read_settings
from storage.database import database_address, open_database


async def bring_up_to_date() -> None:
    """Open the database of the settings once.

    Raises:
        UserError: it cannot be opened.
    """
    settings = read_settings()
    address = settings.database_url.get_secret_value() if settings.database_url else None
    await (await open_database(database_address(address, settings.home))).dispose()


if __name__ == "__main__":
    asyncio.run(bring_up_to_date())
