"""The servers that the doctor looks at."""

from tests.storage.backends import postgres_server, postgres_tables, redis_url

__all__ = ["postgres_server", "postgres_tables", "redis_url"]
