import asyncio
import gc
import io
import os
import signal
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pypdfium2
import pytest

from documents.browser import Browser
from errors import UserError

ROOT = Path(__file__).parent.parent.parent
PAGE = "<!doctype html><html lang=en><title>Odile Marchetti</title><h1>Odile Marchetti</h1><h2>Work</h2><p>{}</p>"


def read_text(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def list_processes(naming: Path) -> dict[int, str]:
    """The running processes whose command line or environment's temporary folder names a path, by id."""
    found = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                command = (folder / "cmdline").read_bytes()
                environment = (folder / "environ").read_bytes()
            except OSError:
                continue
            if command and (str(naming).encode() in command or f"TMPDIR={naming}".encode() in environment):
                found[int(folder.name)] = command.replace(b"\0", b" ").decode(errors="replace")
    return found


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder where browsers started in this test keep their temporary files."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


def list_browsers(temporary: Path) -> list[int]:
    """The browsers' main processes; their group holds all their helpers."""
    return [pid for pid, command in list_processes(temporary).items() if "--remote-debugging-pipe" in command]


def signal_browsers(temporary: Path, number: signal.Signals) -> None:
    groups = {os.getpgid(pid) for pid in list_browsers(temporary)}
    assert groups, "no browser runs"
    for group in groups:
        os.killpg(group, number)


class CountingServer(ThreadingHTTPServer):
    """A web server on loopback that notes the paths it is asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        super().__init__(("127.0.0.1", 0), Answer)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Answer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, CountingServer)
        self.server.asked.append(self.path)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"from outside")

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def outside() -> Iterator[CountingServer]:
    with CountingServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


# --- what is printed ------------------------------------------------------------------------------------------------------------


async def test_prints_the_text_of_the_document() -> None:
    async with Browser() as browser:
        pdf = await browser.print_pdf(PAGE.format("Baked bread for a village of 900 – every morning."))
    assert "Baked bread for a village of 900 – every morning." in read_text(pdf)


async def test_pdf_is_tagged_and_has_bookmarks_language_and_title() -> None:
    async with Browser() as browser:
        pdf = await browser.print_pdf(PAGE.format("Text"))
    assert b"/StructTreeRoot" in pdf
    assert b"/Lang (en)" in pdf
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        assert [mark.get_title() for mark in document.get_toc()] == ["Odile Marchetti", "Work"]
        assert document.get_metadata_value("Title") == "Odile Marchetti"


async def test_paper_is_what_the_document_asks_for() -> None:
    async with Browser() as browser:
        pdf = await browser.print_pdf("<style>@page { size: 100mm 200mm }</style><p>Small")
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        assert document[0].get_size() == pytest.approx((100 / 25.4 * 72, 200 / 25.4 * 72), abs=1)


async def test_screenshot_is_a_png_of_the_size_asked_for() -> None:
    async with Browser() as browser:
        png = await browser.screenshot(PAGE.format("Text"), width=640, height=360)
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", png[16:24]) == (640, 360)


async def test_prints_at_the_same_time_do_not_mix() -> None:
    async with Browser(pages=2) as browser:
        pdfs = await asyncio.gather(*(browser.print_pdf(PAGE.format(f"Document number {n}.")) for n in range(9)))
    assert [f"Document number {n}." in read_text(pdf) for n, pdf in enumerate(pdfs)] == [True] * 9


async def test_a_page_keeps_nothing_of_the_document_before() -> None:
    async with Browser(pages=1) as browser:
        await browser.print_pdf("<style>p { display: none } @page { size: 50mm 50mm }</style><p>First")
        after = await browser.print_pdf("<p>Second")
    assert read_text(after).strip() == "Second"
    with pypdfium2.PdfDocument(io.BytesIO(after)) as document:
        assert document[0].get_width() > 300


async def test_one_browser_serves_all_prints(temporary: Path) -> None:
    async with Browser() as browser:
        await browser.print_pdf(PAGE.format("One"))
        first = list_browsers(temporary)
        await asyncio.gather(*(browser.print_pdf(PAGE.format("More")) for _ in range(4)))
        assert list_browsers(temporary) == first


# --- what cannot happen ---------------------------------------------------------------------------------------------------------


async def test_scripts_do_not_run() -> None:
    html = (
        "<p id=a>As written</p><script>document.getElementById('a').remove()</script><img src=x onerror='a.remove()'>"
    )
    async with Browser() as browser:
        assert read_text(await browser.print_pdf(html)).strip() == "As written"


async def test_no_request_leaves_the_page(outside: CountingServer) -> None:
    address = outside.address
    html = f"""<link rel=stylesheet href={address}/css><link rel=preload as=image href={address}/preload>
        <link rel=prefetch href={address}/prefetch><link rel=preconnect href={address}>
        <style>@import "{address}/import"; @font-face {{ font-family: f; src: url({address}/font) }} p {{ font-family: f;
        background: url({address}/background) }}</style><p>Text</p><img src={address}/image><iframe src={address}/frame></iframe>
        <object data={address}/object></object><embed src={address}/embed><audio src={address}/audio autoplay></audio>"""
    async with Browser() as browser:
        text = read_text(await browser.print_pdf(html))
    assert (outside.asked, text.strip()) == ([], "Text")


async def test_a_document_that_would_go_elsewhere_stays(outside: CountingServer) -> None:
    html = f"<meta http-equiv=refresh content='0;url={outside.address}/'><p>Here</p>"
    async with Browser(pages=1) as browser:
        first = await browser.print_pdf(html)
        await asyncio.sleep(0.3)
        second = await browser.print_pdf("<p>There</p>")
    assert (read_text(first).strip(), read_text(second).strip(), outside.asked) == ("Here", "There", [])


async def test_files_of_the_machine_are_not_shown(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hidden words")
    html = f"<p>Text</p><iframe src='file://{secret}'></iframe><object data='file://{secret}'></object><embed src='file://{secret}'>"
    async with Browser() as browser:
        assert read_text(await browser.print_pdf(html)).strip() == "Text"


# --- when it goes wrong ---------------------------------------------------------------------------------------------------------


async def test_a_browser_killed_between_prints_is_replaced(temporary: Path) -> None:
    async with Browser() as browser:
        await browser.print_pdf(PAGE.format("Before"))
        signal_browsers(temporary, signal.SIGKILL)
        assert "After" in read_text(await browser.print_pdf(PAGE.format("After")))


async def test_a_browser_killed_during_prints_is_replaced_once_for_all_of_them(temporary: Path) -> None:
    async with Browser() as browser:
        await browser.print_pdf(PAGE.format("Before"))
        signal_browsers(temporary, signal.SIGSTOP)
        prints = [asyncio.create_task(browser.print_pdf(PAGE.format("Line") * 50)) for _ in range(2)]
        await asyncio.sleep(0.3)
        signal_browsers(temporary, signal.SIGKILL)
        pdfs = await asyncio.gather(*prints)
        assert len({os.getpgid(pid) for pid in list_browsers(temporary)}) == 1
    assert all("Line" in read_text(pdf) for pdf in pdfs)


async def test_a_browser_that_hangs_is_killed_and_replaced(temporary: Path) -> None:
    async with Browser(print_seconds=2) as browser:
        await browser.print_pdf(PAGE.format("Before"))
        hung = list_browsers(temporary)
        signal_browsers(temporary, signal.SIGSTOP)
        assert "After" in read_text(await browser.print_pdf(PAGE.format("After")))
        assert not set(hung) & set(list_browsers(temporary))
    assert_nothing_left(temporary)


async def test_failing_twice_is_told_in_one_line() -> None:
    async with Browser(print_seconds=0.001) as browser:
        with pytest.raises(UserError, match=r"^browser: \S+ did not print within 0\.001 s, twice; "):
            await browser.print_pdf(PAGE.format("Text"))


async def test_a_machine_without_a_browser_is_told_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
    async with Browser() as browser:
        with pytest.raises(UserError, match=r"^browser: no headless Chromium was found; run `make browser`"):
            await browser.print_pdf(PAGE.format("Text"))


async def test_a_chosen_program_that_is_no_browser_is_named(tmp_path: Path) -> None:
    program = tmp_path / "not-a-browser"
    program.write_text("#!/bin/sh\nexit 3\n")
    program.chmod(0o755)
    async with Browser(program) as browser:
        with pytest.raises(UserError, match=r"^RESUME_TAILOR_CHROMIUM: \S+not-a-browser does not start"):
            await browser.print_pdf(PAGE.format("Text"))


async def test_after_a_failed_start_the_next_print_starts_anew(tmp_path: Path) -> None:
    chosen = tmp_path / "chromium"
    async with Browser(chosen) as browser:
        with pytest.raises(UserError):
            await browser.print_pdf(PAGE.format("Text"))
        chosen.symlink_to("/bin/false")
        with pytest.raises(UserError, match="does not start"):
            await browser.print_pdf(PAGE.format("Text"))


# --- what stays behind: nothing -------------------------------------------------------------------------------------------------


def assert_nothing_left(temporary: Path) -> None:
    """Processes end and folders go within a moment of the end."""
    deadline = time.monotonic() + 5
    while (list_processes(temporary) or any(temporary.iterdir())) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert (list_processes(temporary), list(temporary.iterdir())) == ({}, [])


async def test_nothing_is_started_before_the_first_print(temporary: Path) -> None:
    async with Browser():
        assert list_browsers(temporary) == []


async def test_warming_up_starts_it_before_the_first_print(temporary: Path) -> None:
    async with Browser() as browser:
        browser.warm_up()
        while not list_browsers(temporary):  # noqa: ASYNC110 (another process is waited for)
            await asyncio.sleep(0.02)
    assert_nothing_left(temporary)


BODIES = {
    "a print": "await browser.print_pdf('<p>Text')",
    "an exception": "await browser.print_pdf('<p>Text'); raise SystemExit(3)",
    "a cancelled print": "task = asyncio.create_task(browser.print_pdf('<p>Text' * 9999)); "
    "await asyncio.sleep(SECONDS); task.cancel()",
    "a kill": "await browser.print_pdf('<p>Text'); os.kill(os.getpid(), 9)",
    "an end of the terminal": "await browser.print_pdf('<p>Text'); print('ready', flush=True); await asyncio.sleep(60)",
}


def start_script(body: str, temporary: Path, enter: bool = True) -> subprocess.Popen[str]:
    lines = [
        "import asyncio, os",
        "from documents.browser import Browser",
        "async def main():",
        "    async with Browser() as browser:" if enter else "    browser = Browser()",
        f"        {body}" if enter else f"    {body}",
        "asyncio.run(main())",
    ]
    return subprocess.Popen(
        [sys.executable, "-c", "\n".join(lines)],
        cwd=ROOT,
        env=os.environ | {"TMPDIR": str(temporary)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


@pytest.mark.parametrize("ending", ["a print", "an exception", "a kill"])
def test_nothing_is_left_after(ending: str, temporary: Path) -> None:
    with start_script(BODIES[ending], temporary) as script:
        script.communicate(timeout=60)
    assert_nothing_left(temporary)


@pytest.mark.parametrize("seconds", [0.0, 0.1, 0.25, 0.4, 0.6])
def test_nothing_is_left_after_a_print_was_cancelled(seconds: float, temporary: Path) -> None:
    with start_script(BODIES["a cancelled print"].replace("SECONDS", str(seconds)), temporary) as script:
        _, errors = script.communicate(timeout=60)
    assert (script.returncode, errors) == (0, "")
    assert_nothing_left(temporary)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_nothing_is_left_after_a_signal_to_the_whole_group(number: signal.Signals, temporary: Path) -> None:
    with start_script(BODIES["an end of the terminal"], temporary) as script:
        assert script.stdout is not None
        assert script.stdout.readline() == "ready\n"
        os.killpg(script.pid, number)
        script.communicate(timeout=60)
    assert_nothing_left(temporary)


def test_nothing_is_left_when_nobody_closed_it_and_the_loop_ended(temporary: Path) -> None:
    with start_script("await browser.print_pdf('<p>Text')", temporary, enter=False) as script:
        _, errors = script.communicate(timeout=60)
    assert (script.returncode, errors) == (0, "")
    assert_nothing_left(temporary)


def test_nothing_is_left_when_a_browser_lives_to_the_end_of_the_process(temporary: Path) -> None:
    script = "import asyncio\nfrom documents.browser import Browser\nkept = Browser()\nasyncio.run(kept.print_pdf('<p>Text'))"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert_nothing_left(temporary)


def test_one_browser_serves_event_loops_one_after_the_other(temporary: Path) -> None:
    browser = Browser()
    found = []
    for word in ("Earlier", "Later"):
        assert word in read_text(asyncio.run(browser.print_pdf(PAGE.format(word))))
        found.append(list_browsers(temporary))
    asyncio.run(browser.close())
    assert found[0] == found[1]
    assert_nothing_left(temporary)


def test_one_browser_serves_event_loops_at_the_same_time(temporary: Path) -> None:
    browser = Browser()

    def print_in_a_loop(word: str) -> str:
        return read_text(asyncio.run(browser.print_pdf(PAGE.format(word))))

    with ThreadPoolExecutor(2) as threads:
        texts = list(threads.map(print_in_a_loop, ["Left", "Right"]))
    asyncio.run(browser.close())
    assert ("Left" in texts[0], "Right" in texts[1]) == (True, True)
    assert_nothing_left(temporary)


def test_a_browser_that_nobody_refers_to_any_more_ends(temporary: Path) -> None:
    asyncio.run(Browser().print_pdf(PAGE.format("Text")))
    gc.collect()
    assert_nothing_left(temporary)


async def test_a_closed_browser_can_print_again(temporary: Path) -> None:
    browser = Browser()
    for word in ("Earlier", "Later"):
        assert word in read_text(await browser.print_pdf(PAGE.format(word)))
        await browser.close()
    assert_nothing_left(temporary)
