"""Daily limits: nobody overspends, alone or together."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from errors import BudgetExceeded
from storage.database import database_address
from storage.spending import DailySpending
from tests.storage.clocks import Calendar
from tests.storage.servers import run_python


async def test_a_user_who_has_spent_the_day_is_refused(engine: AsyncEngine) -> None:
    spending = DailySpending(engine, 1000, None)
    await spending.reserve("ines", 700)
    with pytest.raises(BudgetExceeded, match="the user budget of 1,000 tokens has no room for 301 more") as refused:
        await spending.reserve("ines", 301, stage="drafter")
    assert (refused.value.stage, refused.value.budget) == ("drafter", "user")


async def test_a_limit_can_be_used_up_to_its_last_token(engine: AsyncEngine) -> None:
    spending = DailySpending(engine, 1000, None)
    await spending.reserve("ines", 700)
    await spending.reserve("ines", 300)
    assert await spending.spent_today("ines") == 1000


async def test_what_a_call_did_not_use_can_be_spent_again(engine: AsyncEngine) -> None:
    spending = DailySpending(engine, 1000, 1000)
    held = await spending.reserve("ines", 900)
    await spending.settle(held, 100)
    await spending.reserve("ines", 900)
    assert await spending.spent_today() == 1000


async def test_a_call_that_used_more_than_was_reserved_counts_in_full(engine: AsyncEngine) -> None:
    spending = DailySpending(engine, 1000, None)
    await spending.settle(await spending.reserve("ines", 100), 1500)
    assert await spending.spent_today("ines") == 1500


async def test_one_users_spending_is_not_anothers(engine: AsyncEngine) -> None:
    spending = DailySpending(engine, 1000, None)
    await spending.reserve("ines", 1000)
    await spending.reserve("odd", 1000)
    assert await spending.spent_today("odd") == 1000


async def test_all_users_together_have_a_limit(engine: AsyncEngine) -> None:
    spending = DailySpending(engine, None, 1000)
    await spending.reserve("ines", 600)
    with pytest.raises(BudgetExceeded) as refused:
        await spending.reserve("odd", 600)
    assert refused.value.budget == "day"


async def test_a_refused_reservation_leaves_no_trace(engine: AsyncEngine) -> None:
    spending = DailySpending(engine, 100, 1000)
    with pytest.raises(BudgetExceeded):
        await spending.reserve("ines", 101)
    assert await spending.spent_today() == 0


async def test_a_new_day_begins_with_nothing_spent(engine: AsyncEngine) -> None:
    calendar = Calendar()
    spending = DailySpending(engine, 1000, None, calendar)
    await spending.reserve("ines", 1000)
    calendar.pass_by(hours=12)
    await spending.reserve("ines", 1000)
    assert await spending.spent_today("ines") == 1000


async def test_a_call_over_midnight_is_settled_on_the_day_it_was_reserved(engine: AsyncEngine) -> None:
    calendar = Calendar()
    spending = DailySpending(engine, 1000, None, calendar)
    held = await spending.reserve("ines", 1000)
    calendar.pass_by(hours=12)
    await spending.settle(held, 10)
    assert await spending.spent_today("ines") == 0


async def test_without_limits_nothing_is_counted(engine: AsyncEngine) -> None:
    spending = DailySpending(engine, None, None)
    await spending.settle(await spending.reserve("local", 10**9), 10**9)
    assert await spending.spent_today() == 0


async def test_old_days_can_be_forgotten(engine: AsyncEngine) -> None:
    calendar = Calendar()
    spending = DailySpending(engine, 1000, None, calendar)
    await spending.reserve("ines", 1000)
    calendar.pass_by(days=41)
    assert await spending.prune(calendar.now - timedelta(days=40)) == 1
    calendar.pass_by(days=-41)
    assert await spending.spent_today("ines") == 0


async def test_calls_at_the_same_moment_cannot_overspend_together(engine: AsyncEngine) -> None:
    spending = DailySpending(engine, 1000, 1000)
    tried = await asyncio.gather(*(spending.reserve("ines", 100) for _ in range(40)), return_exceptions=True)
    assert sum(not isinstance(one, BaseException) for one in tried) == 10
    assert {type(one) for one in tried if isinstance(one, BaseException)} == {BudgetExceeded}


RESERVER = """
import asyncio, sys
from errors import BudgetExceeded
from storage.database import open_database
from storage.spending import DailySpending
async def main():
    engine = await open_database(sys.argv[1])
    spending, got = DailySpending(engine, 1000, 2000), 0
    for _ in range(40):
        try:
            await spending.reserve("ines", 30)
            got += 30
        except BudgetExceeded:
            pass
    await engine.dispose()
    print(got)
asyncio.run(main())
"""


async def test_processes_cannot_overspend_together(engine: AsyncEngine, database_url: str, tmp_path: Path) -> None:
    processes = [run_python(RESERVER, database_address(database_url, tmp_path)) for _ in range(3)]
    told = await asyncio.gather(*(asyncio.to_thread(process.communicate) for process in processes))
    assert [stderr for _, stderr in told] == [""] * 3
    assert sum(int(stdout) for stdout, _ in told) == 990
