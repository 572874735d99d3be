"""A clock that is told the time."""

from datetime import UTC, datetime, timedelta


class Calendar:
    """The present moment, which only the test moves."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 15, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **time: float) -> None:
        """Let time pass: seconds, hours, days."""
        self.now += timedelta(**time)
