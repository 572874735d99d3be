"""The client in process on a state folder of the test's own, with no provider set up."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from settings import Settings
from tests.command_process import environment_of
from ui.client import RunState, RunStatus, User
from ui.in_process import InProcessClient

ANA, BEN = User("ana@example.org", "Ana"), User("ben@example.org", "Ben")

PATIENCE = 120.0
"""Seconds that a run may take on a machine that does much else."""


def settings_at(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings of an environment without providers, with their state in a folder."""
    environment = environment_of(folder / "home")
    for name in set(os.environ) - set(environment):
        monkeypatch.delenv(name)
    monkeypatch.setenv("RESUME_TAILOR_HOME", environment["RESUME_TAILOR_HOME"])
    return Settings()


def wait_until(client: InProcessClient, user: User, run_id: str, *states: RunState) -> RunStatus:
    """How a run stands once it is in one of these states."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        status = client.runs.status(user, run_id)
        if status.state in states:
            return status
        assert status.state in ("starting", "running"), status
        time.sleep(0.02)
    raise AssertionError(f"run {run_id} is still {status.state}")


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings of an environment without providers."""
    return settings_at(tmp_path, monkeypatch)


@pytest.fixture
def client(settings: Settings) -> Iterator[InProcessClient]:
    """A client that is closed at the end."""
    one = InProcessClient(settings)
    yield one
    one.close()


Wait = Callable[..., RunStatus]


@pytest.fixture
def wait(client: InProcessClient) -> Wait:
    """Waits until a run of the client is in a state: `wait(ANA, id, "delivered")`."""

    def until(user: User, run_id: str, *states: RunState, of: InProcessClient = client) -> RunStatus:
        return wait_until(of, user, run_id, *states)

    return until
