"""Finds the Chromium that prints, starts it, and gets one where there is none.

`python -m documents.chromium` makes sure that this machine has one which really prints.
"""

import asyncio
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from errors import UserError
from settings import PREFIX, read_settings

if TYPE_CHECKING:
    from playwright.async_api import Browser as PlaywrightBrowser
    from playwright.async_api import Playwright

VARIABLE = PREFIX + "CHROMIUM"

REMEDY = f"run `make browser`, or name a Chromium in {VARIABLE}"

ON_PATH = (
    ("chromium-headless-shell", "headless shell"),
    ("chromium", "chromium"),
    ("chromium-browser", "chromium"),
    ("google-chrome", "chrome"),
    ("google-chrome-stable", "chrome"),
)
"""Program names in the order in which they are tried: the leanest first."""

MAC_APPLICATIONS = (
    ("Google Chrome.app/Contents/MacOS/Google Chrome", "chrome"),
    ("Chromium.app/Contents/MacOS/Chromium", "chromium"),
)

FLAGS = (
    # Nothing leaves the machine: no name is resolved, whatever a page or the browser itself asks for.
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--disable-background-networking",
    "--disable-domain-reliability",
    "--no-pings",
    # Glyph widths without the machine's hinting, so that lines break at the same words everywhere.
    "--font-render-hinting=none",
)
"""What is asked for beyond Playwright's own flags (no first run, no updates, no sync, no extensions, no crash reports)."""

LAUNCH_SECONDS = 20
"""Longest wait for a browser to start. A cold disk needs 3 s; more means that it hangs."""

VERSION_SECONDS = 10
"""Longest wait for `--version`; a first start from a cold disk, or a snap's, takes 1 to 3 s."""

DOWNLOAD_SECONDS = 600
"""Longest wait for Playwright's download: about 110 MB, so a line of 1.5 Mbit/s just makes it."""

CONNECT_MILLISECONDS = 5000
"""Longest silence of Playwright's download server. It is asked five times, so a dead line costs 25 s."""

PACKAGE_SECONDS = 900
"""Longest wait for one call of apt-get, waiting for its lock included."""

Kind = Literal["headless shell", "chromium", "chrome"]


@dataclass(frozen=True)
class Chromium:
    """A Chromium program on this machine."""

    path: Path
    kind: Kind
    found: Literal["setting", "playwright", "path", "application"]
    """Which rule found it: the setting, Playwright's cache, the search path, or the Mac's applications folder."""

    def __str__(self) -> str:
        return str(self.path)


def list_chromiums(chosen: Path | None) -> Iterator[Chromium]:
    """Every Chromium program that is there, in the order of preference; none is started.

    Args:
        chosen: the one that the setting names; then it is the only one.

    Raises:
        UserError: the chosen one is not a program; names the variable.
    """
    if chosen is not None:
        path = chosen.expanduser()
        if not path.is_file():
            raise UserError(VARIABLE, f"there is no file {path}", "name a Chromium program, or unset it")
        if not os.access(path, os.X_OK):
            raise UserError(VARIABLE, f"{path} is not a program", "name a Chromium program, or unset it")
        yield Chromium(path, _guess_kind(path), "setting")
        return
    for path in _list_playwright_shells():
        yield Chromium(path, "headless shell", "playwright")
    for name, kind in ON_PATH:
        if program := shutil.which(name):
            yield Chromium(Path(program), _as_kind(kind), "path")
    if sys.platform == "darwin":
        for folder in (Path("/Applications"), Path.home() / "Applications"):
            for name, kind in MAC_APPLICATIONS:
                if (folder / name).is_file():
                    yield Chromium(folder / name, _as_kind(kind), "application")


def find_chromium(chosen: Path | None) -> Chromium | None:
    """The first Chromium that runs, or None.

    Args:
        chosen: the one that the setting names; then no other is looked for.

    Raises:
        UserError: the chosen one is not there or does not run; names the variable.
    """
    for chromium in list_chromiums(chosen):
        if read_version(chromium.path) is not None:
            return chromium
        if chosen is not None:
            raise UserError(VARIABLE, f"{chromium} does not run as a Chromium", "name another one, or unset it")
    return None


def read_version(path: Path) -> str | None:
    """What `--version` says (`"Chromium 140.0.7339.80"`); None when it does not run or is no Chromium."""
    try:
        done = subprocess.run(
            [path, "--version"],
            capture_output=True,
            text=True,
            errors="replace",
            timeout=VERSION_SECONDS,
            stdin=subprocess.DEVNULL,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = re.search(r"(?:Google Chrome|Chromium|HeadlessChrome|Chrome)[\w ]*\d+(?:\.\d+)+", done.stdout)
    return found[0] if found and done.returncode == 0 else None


async def start_playwright() -> "Playwright":
    """Start Playwright's driver, the Node.js program that comes with it.

    Raises:
        UserError: it does not run on this machine.
    """
    if problem := await asyncio.to_thread(find_driver_problem):
        raise UserError("browser", f"Playwright's driver does not start ({problem})", REMEDY)
    from playwright.async_api import async_playwright

    return await async_playwright().start()


def find_driver_problem() -> str | None:
    """Why Playwright's driver does not run here, or None.

    Its Node.js takes one library from the machine that a bare Debian lacks, libatomic; only where that is missing is it tried.
    """
    import ctypes

    import playwright.async_api

    try:
        ctypes.CDLL("libatomic.so.1")
    except OSError:
        node = os.environ.get("PLAYWRIGHT_NODEJS_PATH") or Path(playwright.__file__).parent / "driver" / "node"
        return _run([str(node), "--version"], seconds=VERSION_SECONDS)
    return None


async def start_chromium(playwright: "Playwright", chosen: Path | None) -> tuple["PlaywrightBrowser", Chromium]:
    """Start the first Chromium that does start, headless.

    Raises:
        UserError: there is none, or none of them starts.
    """
    from playwright.async_api import Error

    reasons: list[str] = []
    candidates = list_chromiums(chosen)
    while (chromium := await asyncio.to_thread(next, candidates, None)) is not None:
        try:
            return await _launch(playwright, chromium), chromium
        except Error as error:
            reasons.append(f"{chromium} does not start ({_first_reason(str(error))})")
    if chosen is not None:
        raise UserError(VARIABLE, reasons[0], "name another Chromium, or unset it")
    if reasons:
        raise UserError("browser", ", ".join(reasons), REMEDY)
    raise UserError("browser", "no headless Chromium was found", REMEDY)


async def _launch(playwright: "Playwright", chromium: Chromium) -> "PlaywrightBrowser":
    """Start one. The sandbox is on wherever the system allows it: not for root, nor where user namespaces are forbidden.

    Without it the page still runs no script and reaches no network, and the HTML is our own.
    """
    from playwright.async_api import Error

    async def launch(sandbox: bool) -> "PlaywrightBrowser":
        return await playwright.chromium.launch(
            executable_path=chromium.path,
            headless=True,
            chromium_sandbox=sandbox,
            args=list(FLAGS),
            timeout=LAUNCH_SECONDS * 1000,
            handle_sigint=False,  # Ctrl-C reaches the whole process group; who closes the browser is the run, in its own time
        )

    if os.geteuid() == 0:
        return await launch(sandbox=False)
    try:
        return await launch(sandbox=True)
    except Error as error:
        if "No usable sandbox" not in str(error):
            raise
        return await launch(sandbox=False)


def _first_reason(message: str) -> str:
    """The line of Playwright's long message that says why, in at most 160 characters."""
    lines = [line.strip(" -") for line in message.splitlines()]
    telling = [
        line for line in lines if re.search(r"error while loading|cannot open|rror:|ENOENT|EACCES|FATAL|denied", line)
    ]
    reason = re.sub(r"^\[pid=\d+\]\[err\] ", "", (telling or lines or ["no reason given"])[-1])
    return reason[:160].rstrip(" .")


def _guess_kind(path: Path) -> Kind:
    name = path.name.lower()
    if "headless" in name:
        return "headless shell"
    return "chromium" if "chromium" in name else "chrome"


def _as_kind(kind: str) -> Kind:
    return "headless shell" if kind == "headless shell" else "chromium" if kind == "chromium" else "chrome"


def _list_playwright_shells() -> list[Path]:
    """The headless shells that Playwright downloaded completely, newest first."""
    named = os.environ.get("PLAYWRIGHT_BROWSERS_PATH", "")
    if named and named != "0":
        cache = Path(named)
    elif sys.platform == "darwin":
        cache = Path.home() / "Library/Caches/ms-playwright"
    else:
        cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "ms-playwright"
    folders = [marker.parent for marker in cache.glob("chromium_headless_shell-*/INSTALLATION_COMPLETE")]
    folders.sort(key=lambda folder: int(folder.name.rpartition("-")[2]), reverse=True)
    programs = ("chrome-headless-shell", "headless_shell")
    return [path for folder in folders for name in programs for path in folder.glob(f"*/{name}")]


@dataclass(frozen=True)
class Way:
    """One way to get a browser."""

    name: str
    """What is said before it is tried."""
    take: Callable[[], str | None]
    """Goes it; returns None when it went through, else why not, in a few words."""


def get_chromium(chosen: Path | None, prints: Callable[[Path | None], str | None]) -> str:
    """Make sure that there is a Chromium which prints, getting one if need be; says what it does on standard output.

    Args:
        chosen: the one that the setting names; then no other is fetched.
        prints: tries one print with the Chromium that is found; returns why it failed, or None.

    Returns:
        The browser and its version, to be shown.

    Raises:
        UserError: no way led to a browser that prints; says what to do by hand.
    """
    problem = prints(chosen)
    for way in _list_ways(chosen) if problem else ():
        print(f"Browser: {way.name} …", flush=True)
        failure = way.take()
        if failure:
            print(f"Browser: that did not work ({failure}).", flush=True)
        problem = prints(chosen)
        if problem is None:
            break
    if problem is not None and chosen is not None:
        raise UserError(VARIABLE, problem, "name another Chromium, or unset it")
    found = find_chromium(chosen)
    if problem is not None or found is None:
        reason = problem or "none was found"
        remedy = f"install it (Debian: apt-get install libatomic1 chromium-headless-shell) or name one in {VARIABLE}"
        raise UserError("browser", reason, f"{remedy}, then run `make browser`")
    return f"{found} ({read_version(found.path)})"


def _list_ways(chosen: Path | None) -> Iterator[Way]:
    """The ways to a browser, best first; the next is asked for only while those before it gave none that prints."""
    root = _root_command() if shutil.which("apt-get") else None
    if root is not None and find_driver_problem():
        yield Way("installing libatomic1, which Playwright needs, with apt-get", lambda: _install("libatomic1", root))
    if chosen is not None:
        return
    yield Way("downloading Playwright's headless shell", _download)
    if root is None:
        return
    yield Way("installing chromium-headless-shell with apt-get", lambda: _install("chromium-headless-shell", root))
    if _list_playwright_shells():
        yield Way("installing the libraries that Playwright's shell needs", lambda: _install_libraries(root))
    yield Way("installing chromium with apt-get", lambda: _install("chromium", root))


def _root_command() -> list[str] | None:
    """What to put before a command that only root may run: nothing for root, sudo where it asks for no password, else None."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and _run(["sudo", "-n", "true"], seconds=10) is None:
        return ["sudo", "-n"]
    return None


def _download() -> str | None:
    quick = {"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": str(CONNECT_MILLISECONDS)}
    command = [sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"]
    return _run(command, seconds=DOWNLOAD_SECONDS, extra=quick)


def _install(package: str, root: list[str]) -> str | None:
    """Install a package of the distribution; the list of packages is renewed only when it does not do as it is."""
    apt = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-o", "DPkg::Lock::Timeout=300"]
    install = [*apt, "install", "-y", "--no-install-recommends", package]
    if _run(install, seconds=PACKAGE_SECONDS) is None:
        return None
    return _run([*apt, "update"], seconds=PACKAGE_SECONDS) or _run(install, seconds=PACKAGE_SECONDS)


def _install_libraries(root: list[str]) -> str | None:
    command = [*root, sys.executable, "-m", "playwright", "install-deps", "chromium-headless-shell"]
    return _run(command, seconds=PACKAGE_SECONDS)


def _run(command: list[str], seconds: float, extra: dict[str, str] | None = None) -> str | None:
    """Run a command quietly; None when it went through, else why not: the last line it wrote that tells of an error."""
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=seconds,
            env=os.environ | (extra or {}),
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"no end after {seconds:.0f} s"
    except OSError as error:
        return str(error)
    if done.returncode == 0:
        return None
    lines = [line.strip() for line in done.stdout.splitlines() if line.strip()]
    telling = [line for line in lines if re.match(r"(E:|Error:|sudo:)", line)]
    return (telling or lines or [f"exit code {done.returncode}"])[0][:160]


def try_print(chosen: Path | None) -> str | None:
    """Print one small page with the Chromium that is found; returns why that failed, or None."""
    from documents.browser import Browser

    async def print_page() -> None:
        async with Browser(chosen) as browser:
            await browser.print_pdf("<title>Test</title><p>Test")

    try:
        asyncio.run(print_page())
    except UserError as error:
        return error.problem
    return None


def main() -> int:
    """Make sure that this machine has a browser; exit code 2 with one line when it cannot be had."""
    try:
        print(f"Browser: {get_chromium(read_settings().chromium, try_print)}")
    except UserError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
