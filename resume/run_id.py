"""Names of runs: safe as a folder's name on every system."""

import re
import secrets
from datetime import UTC, datetime

from errors import UserError

_RUN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


def new_run_id() -> str:
    """A new name: the date and time (UTC), and six random characters, e.g. `20260314-091503-9f1c2e`."""
    return f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{secrets.token_hex(3)}"


def check_run_id(id: str) -> str:
    """`id` if it may name a run.

    Raises:
        UserError: it may not.
    """
    if not _RUN_ID.fullmatch(id) or id.endswith("."):
        raise UserError(
            "run id", "it may hold letters, digits, `.`, `_` and `-`, begins with a letter or digit, 64 at most"
        )
    return id
