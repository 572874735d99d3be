"""The browser that prints: one warm headless Chromium and a few pages that are used again.

It runs no script and reaches no network: pages show what stands in their HTML and in its data: addresses, nothing else.
"""

import asyncio
import atexit
import contextlib
import os
import signal
import threading
import weakref
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine
from concurrent.futures import Future, wait
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from documents.chromium import Chromium, start_chromium, start_playwright
from errors import UserError

if TYPE_CHECKING:
    from playwright.async_api import Browser as PlaywrightBrowser
    from playwright.async_api import BrowserContext, Page, Playwright, Route

PAGES = 2
"""Pages that print at the same time. Printing is work for a processor; two keep an ordinary machine's cores busy."""

PRINT_SECONDS = 20
"""Longest wait for one print. A resume takes 20 ms; twenty dense pages take 1 s, ten times that on a busy machine."""

CLOSE_SECONDS = 3
"""Longest wait for the browser to close by itself; then it is killed. It takes 50 ms."""

KILL_SECONDS = 0.3
"""What the driver is given to notice that a browser was killed; it takes 20 ms."""

_Result = TypeVar("_Result")

FONTS_READY = "document.fonts.ready.then(() => null)"
"""Waits for the fonts; embedded ones are decoded after the page has loaded, and a print before that shows none of their text."""


class Browser:
    """A headless Chromium that starts at its first use, stays warm, and is gone when the context is left.

    Prints may run at the same time; those beyond the number of pages wait for their turn. A browser that dies or hangs is
    replaced once per print. It is driven from a thread of its own, so that it may be used from any event loop, starts while
    the caller computes, and outlives a caller's loop. One that nobody closes ends when nobody refers to it any more, at the
    latest with the process.

    Args:
        chosen: the Chromium that the setting names; None: whichever is found.
        pages: how many prints run at the same time.
        print_seconds: longest wait for one print.
    """

    def __init__(self, chosen: Path | None = None, pages: int = PAGES, print_seconds: float = PRINT_SECONDS) -> None:
        self._pool = _Pool(chosen, pages, print_seconds)
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._forgotten: weakref.finalize[[_Pool, asyncio.AbstractEventLoop], Browser] | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    def warm_up(self) -> None:
        """Begin to start the browser in the background, so that the first print need not wait for it (0.3 to 1 s).

        Failures are not shown here: the first print meets them again.
        """
        self._drive(self._pool.warm_up())

    async def print_pdf(self, html: str) -> bytes:
        """The document as a tagged PDF with bookmarks, on pages as its own `@page` rules say.

        Raises:
            UserError: there is no browser, or it failed twice.
        """
        return await asyncio.wrap_future(self._drive(self._pool.use_page(html, _print)))

    async def screenshot(self, html: str, width: int, height: int) -> bytes:
        """The document's top as a PNG, `width` × `height` in CSS pixels, with print rules as on paper.

        Raises:
            UserError: there is no browser, or it failed twice.
        """

        async def picture(page: "Page") -> bytes:
            await page.set_viewport_size({"width": width, "height": height})
            return await page.screenshot(type="png")

        return await asyncio.wrap_future(self._drive(self._pool.use_page(html, picture)))

    async def close(self) -> None:
        """Close the browser if it was started; a later print starts a new one."""
        if closing := self.begin_to_close():
            await asyncio.shield(asyncio.wrap_future(closing))

    def begin_to_close(self) -> "Future[None] | None":
        """Have the browser closed in the background; None when there is nothing to close."""
        with self._lock:
            loop, self._loop = self._loop, None
            forgotten, self._forgotten = self._forgotten, None
        if loop is None or forgotten is None:
            return None
        forgotten.detach()
        return _finish(self._pool, loop)

    def _drive(self, work: Coroutine[object, object, _Result]) -> "Future[_Result]":
        """Have the browser's thread do some work; the thread is started when there is none."""
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                # A daemon: it must not hold up the end of a process that forgot to close its browser.
                threading.Thread(target=_run_loop, args=(self._loop,), name="browser", daemon=True).start()
                self._forgotten = weakref.finalize(self, _finish, self._pool, self._loop)
                self._forgotten.atexit = False  # `_close_all` sees to those that live until then
                _open.add(self)
            return asyncio.run_coroutine_threadsafe(work, self._loop)


def _finish(pool: "_Pool", loop: asyncio.AbstractEventLoop) -> "Future[None]":
    """Have the browser's thread close everything and end."""
    closing = asyncio.run_coroutine_threadsafe(pool.close(), loop)
    closing.add_done_callback(lambda _: loop.call_soon_threadsafe(loop.stop))
    _finishing.add(closing)
    closing.add_done_callback(_finishing.discard)
    return closing


_open: weakref.WeakSet[Browser] = weakref.WeakSet()
_finishing: set["Future[None]"] = set()


@atexit.register
def _close_all() -> None:
    """Let every browser come to its end before the process does, or temporary folders may stay behind."""
    for browser in list(_open):
        browser.begin_to_close()
    wait(list(_finishing), timeout=2 * CLOSE_SECONDS)


def _run_loop(loop: asyncio.AbstractEventLoop) -> None:
    """Run an event loop until it is stopped."""
    asyncio.set_event_loop(loop)
    try:
        loop.run_forever()
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.run_until_complete(loop.shutdown_default_executor())
    finally:
        loop.close()


async def _print(page: "Page") -> bytes:
    return await page.pdf(tagged=True, outline=True, prefer_css_page_size=True, print_background=True)


@dataclass
class _Session:
    """One started browser; every print in it holds one of its slots."""

    chromium: Chromium
    context: "BrowserContext"
    slots: asyncio.Semaphore
    idle: list["Page"] = field(default_factory=list)


_Life = AsyncGenerator[_Session, None]


class _Pool:
    """The browser and its pages; all of it is used on the browser's thread alone."""

    def __init__(self, chosen: Path | None, pages: int, print_seconds: float) -> None:
        self._chosen = chosen
        self._pages = pages
        self._print_seconds = print_seconds
        self._launch: asyncio.Task[_Session] | None = None
        self._lives: dict[int, _Life] = {}

    async def warm_up(self) -> None:
        """Begin to start the browser."""
        self._launching()

    async def close(self) -> None:
        """End the browser, also one that is just starting."""
        launch, self._launch = self._launch, None
        if launch is not None:
            await asyncio.wait({launch})
        while self._lives:
            _, life = self._lives.popitem()
            await life.aclose()
        if _closing:
            await asyncio.wait(_closing)

    async def use_page(self, html: str, take: Callable[["Page"], Awaitable[bytes]]) -> bytes:
        """What `take` gives for a page that shows the document; tried again once in a new browser."""
        from playwright.async_api import Error

        problem = ""
        for _ in range(2):
            launch = self._launching()
            session = await asyncio.shield(launch)
            try:
                return await self._take(session, html, take)
            except TimeoutError:
                problem = f"{session.chromium} did not print within {self._print_seconds:g} s"
            except Error as error:
                problem = f"{session.chromium} failed while printing ({error.message.splitlines()[0][:120]})"
            await self._discard(launch)
        raise UserError("browser", f"{problem}, twice", "try again, or install another Chromium")

    async def _take(self, session: _Session, html: str, take: Callable[["Page"], Awaitable[bytes]]) -> bytes:
        """One attempt. A page is used again only after a clean end; the time spent waiting for a slot does not count."""
        async with session.slots:
            page = session.idle.pop() if session.idle else None
            try:
                async with asyncio.timeout(self._print_seconds):
                    if page is None:
                        page = await session.context.new_page()
                        await page.emulate_media(media="print")
                    await page.set_content(html)
                    await page.evaluate(FONTS_READY)
                    result = await take(page)
            except BaseException:
                if page is not None:
                    _close_later(page)
                raise
            session.idle.append(page)
            return result

    def _launching(self) -> asyncio.Task[_Session]:
        """The start of the browser, under way or done; begun anew when the last one failed."""
        if self._launch is not None and self._launch.done() and (self._launch.cancelled() or self._launch.exception()):
            self._launch = None
        if self._launch is None:
            self._launch = asyncio.create_task(self._start())
            # A start that nobody waits for any more may fail without asyncio's complaint; the next print begins a new one.
            self._launch.add_done_callback(lambda task: None if task.cancelled() else task.exception())
        return self._launch

    async def _start(self) -> _Session:
        life = _live(self._chosen, self._pages)
        session = await anext(life)
        self._lives[id(session)] = life
        return session

    async def _discard(self, launch: asyncio.Task[_Session]) -> None:
        """Put an end to a browser that failed, once, whichever print noticed it first."""
        if self._launch is launch:
            self._launch = None
        if life := self._lives.pop(id(launch.result()), None):
            await life.aclose()


_closing: set[asyncio.Task[None]] = set()


def _close_later(page: "Page") -> None:
    """Close a page without waiting: its browser may be dead or hung, and the caller may have been cancelled."""
    from playwright.async_api import Error

    async def close() -> None:
        with contextlib.suppress(Error, TimeoutError):
            async with asyncio.timeout(CLOSE_SECONDS):
                await page.close()

    task = asyncio.create_task(close())
    _closing.add(task)
    task.add_done_callback(_closing.discard)


async def _live(chosen: Path | None, pages: int) -> _Life:
    """The life of one browser: starts it, lends it, ends it when the generator is closed."""
    playwright = await start_playwright()
    browser: PlaywrightBrowser | None = None
    group = 0
    try:
        browser, chromium = await start_chromium(playwright, chosen)
        group = await _read_process_group(browser)
        context = await browser.new_context(java_script_enabled=False, offline=True, accept_downloads=False)
        await context.route("**/*", _refuse)
        yield _Session(chromium, context, asyncio.Semaphore(pages))
    finally:
        await _end(playwright, browser, group)


async def _refuse(route: "Route") -> None:
    """Let no request out; data: and about: addresses never come here. To a page that would go elsewhere: stay."""
    if route.request.is_navigation_request():
        await route.fulfill(status=204)
    else:
        await route.abort()


async def _read_process_group(browser: "PlaywrightBrowser") -> int:
    """The process group of the browser and all its helpers; Playwright starts each browser in a group of its own."""
    channel = await browser.new_browser_cdp_session()
    answer = await channel.send("SystemInfo.getProcessInfo")
    await channel.detach()
    return os.getpgid(next(process["id"] for process in answer["processInfo"] if process["type"] == "browser"))


async def _end(playwright: "Playwright", browser: "PlaywrightBrowser | None", group: int) -> None:
    """Close the browser, kill what does not close, and end Playwright's driver, which clears its temporary folders."""
    from playwright.async_api import Error

    if browser is not None:
        try:
            async with asyncio.timeout(CLOSE_SECONDS):
                await browser.close()
        except (Error, TimeoutError):
            await _kill_group(group)
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(CLOSE_SECONDS):
            await playwright.stop()


async def _kill_group(group: int) -> None:
    """Kill a browser that does not answer, and leave the driver a moment to see it and to clear its folders."""
    if group > 1:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(group, signal.SIGKILL)
            await asyncio.sleep(KILL_SECONDS)
