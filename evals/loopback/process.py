"""The server in a process of its own, so that client and server each have their interpreter."""

import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from evals.loopback.apis import Asked
from evals.loopback.faults import Fault
from evals.loopback.server import REQUESTS_PATH, STATISTICS_PATH


@dataclass(frozen=True)
class Statistics:
    """What a server has seen."""

    requests: int
    most_at_once: int


@contextmanager
def running_server(
    *,
    latency: float = 0.0,
    fault_rate: float = 0.0,
    faults: Sequence[Fault] = (),
    seed: int = 0,
    dead_keys: Sequence[str] = (),
    answers: str | None = None,
) -> Iterator[str]:
    """Run a server; gives its address, without a path.

    Args:
        latency: seconds until an answer.
        fault_rate: share of the answers that are faulty, 0..1.
        faults: of which kinds; none named: all that pass by themselves.
        seed: of the faults.
        dead_keys: keys that are answered with 401.
        answers: `module:function` that makes the value of an answer from an `Asked`, or returns None.
    """
    options = ["--latency", str(latency), "--fault-rate", str(fault_rate), "--seed", str(seed)]
    options += [part for fault in faults for part in ("--fault", fault)]
    options += [part for key in dead_keys for part in ("--dead-key", key)]
    options += ["--answers", answers] if answers else []
    command = [sys.executable, "-m", "evals.loopback", *options]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root) as process:
        try:
            address = process.stdout.readline().strip() if process.stdout else ""
            if not address:
                raise RuntimeError("the loopback server did not start")
            yield address
        finally:
            process.terminate()


def read_statistics(address: str) -> Statistics:
    """What the server at an address has seen so far."""
    return Statistics(**json.loads(_told(address + STATISTICS_PATH)))


def read_requests(address: str) -> list[Asked]:
    """What the server at an address was asked so far, in order."""
    return [Asked(**asked) for asked in json.loads(_told(address + REQUESTS_PATH))]


def _told(address: str) -> bytes:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(address, timeout=10) as response:
        told: bytes = response.read()
    return told
