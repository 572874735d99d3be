"""Servers of PostgreSQL and Redis that the tests start for themselves, on free ports of the loopback."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

PASSWORD = "tulip-harbour-52"
START_SECONDS = 30
REPOSITORY = Path(__file__).parents[2]


def program(name: str) -> str:
    """Where a program is; Debian keeps PostgreSQL's own off the PATH. The test is skipped where there is none."""
    packaged = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    found = str(packaged[0]) if packaged else shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed: apt-get install postgresql redis-server")
    return found


def free_port() -> int:
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        port: int = made.getsockname()[1]
        return port


@contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """A PostgreSQL with a password; gives its address, without the name of a database."""
    initdb, server = program("initdb"), program("postgres")
    account = _lesser_account()
    (folder / "password").write_text(PASSWORD)
    _hand_over(folder, account)
    made = subprocess.run(
        [initdb, "-D", folder / "data", "-U", "tester", "-A", "scram-sha-256", "--pwfile", folder / "password", "-N"],
        check=False,
        capture_output=True,
        text=True,
        cwd=folder,
        env=_plain_environment(),
        user=account,
    )
    assert made.returncode == 0, made.stderr
    port = free_port()
    options = {"listen_addresses": "127.0.0.1", "port": port, "unix_socket_directories": "", "fsync": "off"}
    settings = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
    with _running([server, "-D", str(folder / "data"), *settings], port, folder, account):
        yield f"postgresql://tester:{PASSWORD}@127.0.0.1:{port}"


@contextmanager
def redis(folder: Path) -> Iterator[str]:
    """A Redis with a password that keeps nothing on disk; gives its address."""
    port = free_port()
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--requirepass", PASSWORD]
    with _running([program("redis-server"), *options], port, folder, None):
        yield f"redis://:{PASSWORD}@127.0.0.1:{port}/0"


@contextmanager
def folder_of_its_own() -> Iterator[Path]:
    """A folder that another account may enter, unlike pytest's."""
    folder = Path(tempfile.mkdtemp(prefix="resume-tailor-server-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _running(command: list[str], port: int, folder: Path, account: int | None) -> Iterator[None]:
    with (folder / "server.log").open("w") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, env=_plain_environment(), user=account)
        try:
            _wait_for(lambda: _accepts(port), process, folder / "server.log")
            yield
        finally:
            process.send_signal(
                signal.SIGINT
            )  # to PostgreSQL a SIGTERM is a wish: it waits until all clients have gone
            try:
                process.wait(timeout=START_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_for(ready: Callable[[], bool], process: "subprocess.Popen[bytes]", log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while not ready():
        if process.poll() is not None or time.monotonic() > end:
            raise RuntimeError(f"the server did not start: {log.read_text()[-2000:]}")
        time.sleep(0.05)


def _accepts(port: int) -> bool:
    with socket.socket() as made:
        made.settimeout(1)
        return made.connect_ex(("127.0.0.1", port)) == 0


def _lesser_account() -> int | None:
    """PostgreSQL does not run as root: as whom it runs then; None stays who we are."""
    if os.geteuid() != 0:
        return None
    names = {one.pw_name: one for one in pwd.getpwall()}
    found = names.get("postgres") or names["nobody"]
    return found.pw_uid


def _hand_over(folder: Path, account: int | None) -> None:
    if account is not None:
        for path in (folder, *folder.iterdir()):
            os.chown(path, account, -1)


def _plain_environment() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "HOME": "/"}


def run_python(code: str, *arguments: str) -> "subprocess.Popen[str]":
    """Another process of Python in the repository."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        cwd=REPOSITORY,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
