"""The web UI from outside, for measuring and for pictures: a server of its own, and a headless browser."""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from documents.chromium import find_chromium
from settings import read_settings


@contextmanager
def open_browser() -> Iterator[Browser]:
    """A headless browser, the one that prints the PDFs."""
    chromium = find_chromium(read_settings().chromium)
    assert chromium is not None, "make browser finds or gets one"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium.path))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def new_server() -> Iterator[str]:
    """A new server with a state folder of its own and no provider; its address, once it answers."""
    with tempfile.TemporaryDirectory() as home:
        command = [str(Path(sys.executable).parent / "resume-tailor"), "ui", "--port", "0"]
        environment = {name: value for name, value in os.environ.items() if not name.endswith("_API_KEY")}
        environment["RESUME_TAILOR_HOME"] = home
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
            assert process.stdout is not None
            found = re.search(r"http://[\w.:\[\]]+", process.stdout.readline())
            assert found is not None, "the UI did not start"
            try:
                yield found[0]
            finally:
                process.terminate()
                process.wait()
