"""Writing a row whether or not one of its key is there already."""

from collections.abc import Sequence

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.tables import Table

Insert = sqlite.Insert | postgresql.Insert


def insert_into(engine: AsyncEngine, table: type[Table]) -> Insert:
    """An insert in the dialect of the database, which knows `on_conflict_do_nothing` and `on_conflict_do_update`."""
    return sqlite.insert(table) if engine.dialect.name == "sqlite" else postgresql.insert(table)


def insert_or_replace(engine: AsyncEngine, table: type[Table], *, keep: Sequence[str] = ()) -> Insert:
    """An insert that replaces the row of the same primary key.

    Args:
        engine: of the database.
        table: where to.
        keep: columns that stay as they were.
    """
    statement = insert_into(engine, table)
    columns = table.__table__.columns
    key = [column.name for column in columns if column.primary_key]
    changed = {column.name: statement.excluded[column.name] for column in columns if column.name not in {*key, *keep}}
    return statement.on_conflict_do_update(index_elements=key, set_=changed)
