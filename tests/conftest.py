"""What all tests share: golden files that a flag renews, and processes that hear an interrupt."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.prompt_sizes import pytest_terminal_summary  # noqa: F401 (a hook)
from tests.skips_in_ci import pytest_make_collect_report, pytest_runtest_makereport  # noqa: F401 (hooks)

os.environ.setdefault(
    "LANGGRAPH_STRICT_MSGPACK", "true"
)  # before a test's own import of LangGraph, as graph/__init__.py does

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell starts what it runs in the background so, and every process that a test starts and interrupts would be deaf too.
    signal.signal(signal.SIGINT, signal.default_int_handler)
if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
    # Likewise below nohup, for what is to hear the end of its terminal.
    signal.signal(signal.SIGHUP, signal.SIG_DFL)

# How long they take is no question for a test: another program may have the machine.
settings.register_profile("new examples", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# What a change is judged by does not depend on luck; half as many as Hypothesis draws, since they are the same each time.
settings.register_profile("same examples", settings.get_profile("new examples"), derandomize=True, max_examples=50)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same examples"))

GoldenCheck = Callable[[str, Path], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew-golden", action="store_true", help="write the golden files anew instead of comparing")


@pytest.fixture
def check_golden(request: pytest.FixtureRequest) -> GoldenCheck:
    """Compares a text with a golden file, or writes the file when pytest runs with `--renew-golden`."""

    def check(text: str, golden: Path) -> None:
        if request.config.getoption("--renew-golden"):
            golden.parent.mkdir(parents=True, exist_ok=True)
            golden.write_text(text, encoding="utf-8")
        assert golden.exists(), f"no {golden.name} yet: run pytest with --renew-golden, and read what it wrote"
        assert text == golden.read_text(encoding="utf-8"), (
            f"{golden.name} differs: run pytest with --renew-golden, read the diff"
        )

    return check
