import asyncio
import threading
from functools import wraps
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from ui.in_process.background import BackgroundLoop


def test_a_connection_on_its_way_back_is_given_back_before_the_loop_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loop, engine = BackgroundLoop(), create_async_engine(f"sqlite+aiosqlite:///{tmp_path}/state.db")
    begun, returned, close = threading.Event(), threading.Event(), AsyncConnection.close

    @wraps(close)
    async def slow_close(self: AsyncConnection) -> None:
        begun.set()
        await asyncio.sleep(0.05)
        await close(self)
        returned.set()

    async def work() -> None:
        async with engine.connect():
            pass

    monkeypatch.setattr(AsyncConnection, "close", slow_close)
    loop.begin(work())
    assert begun.wait(30)
    loop.close(engine.dispose)
    assert returned.is_set()
