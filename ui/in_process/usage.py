"""What asking models took, in this process."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from ui.client import Pending, User
from ui.client.usage import Named, Tally, Usage
from ui.in_process.admins import check_admin
from ui.in_process.core import Core

if TYPE_CHECKING:
    from storage.usage import UsageSum


class Usages:
    """The desk of usage."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def of(self, user: User, days: int) -> Pending[Usage]:
        """What this user took in the last days."""
        return self._core.loop.begin(self._usage(days, user.id))

    def of_everybody(self, user: User, days: int, whose: str | None = None) -> Pending[Usage]:
        """What all users took, or one of them."""
        check_admin(user)
        return self._core.loop.begin(self._usage(days, whose))

    def users(self, user: User) -> Sequence[str]:
        """The ids of all whose requests are recorded."""
        check_admin(user)
        return self._core.loop.call(self._users())

    async def _users(self) -> list[str]:
        from storage.usage import users_of_models

        return await users_of_models((await self._core.opened()).engine)

    async def _usage(self, days: int, whose: str | None) -> Usage:
        from storage.tables import now
        from storage.usage import count_failures, sum_usage

        opened = await self._core.opened()
        today = now().replace(hour=0, minute=0, second=0, microsecond=0)
        first = today - timedelta(days=days - 1)
        engine = opened.engine
        by_day = {one.name: _tally(one) for one in await sum_usage(engine, first, "day", whose)}
        span = [(first + timedelta(days=number)).date() for number in range(days)]
        total = await sum_usage(engine, first, None, whose)
        return Usage(
            days=tuple((day, by_day.get(day.isoformat(), Tally())) for day in span),
            total=_tally(total[0]) if total else Tally(),
            models=_named(await sum_usage(engine, first, "model", whose)),
            stages=_named(await sum_usage(engine, first, "stage", whose)),
            failures=tuple(await count_failures(engine, first, whose)),
            users=_named(await sum_usage(engine, first, "user")) if whose is None else (),
            limit=self._core.settings.daily_tokens_user if whose is not None else None,
        )


def _tally(one: "UsageSum") -> Tally:
    return Tally(
        requests=one.requests,
        cached=one.cached,
        failed=one.failed,
        tokens_in=one.tokens_in,
        tokens_out=one.tokens_out,
        cost=one.cost,
        unpriced=one.unpriced,
        latency=one.latency,
        latency_p95=one.latency_p95,
    )


def _named(sums: "Sequence[UsageSum]") -> tuple[Named, ...]:
    """Those that took most tokens first."""
    ordered = sorted(sums, key=lambda one: (-(one.tokens_in + one.tokens_out), one.name))
    return tuple(Named(one.name, _tally(one)) for one in ordered)
