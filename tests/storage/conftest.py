"""The databases on which the tests of the storage run."""

from tests.storage.backends import (
    backend,
    database_url,
    engine,
    new_database_url,
    postgres_server,
    postgres_tables,
    redis_url,
)

__all__ = ["backend", "database_url", "engine", "new_database_url", "postgres_server", "postgres_tables", "redis_url"]
