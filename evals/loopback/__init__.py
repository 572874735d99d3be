"""A model server on loopback: speaks the providers' interfaces, answers any JSON schema, and fails on demand.

In a test: `async with LoopbackServer() as server: …`. In a process of its own, for benches: `with running_server(…) as address`,
or `python -m evals.loopback --help`.
"""

from evals.loopback.apis import Asked
from evals.loopback.faults import FAULTS, PASSING, Fault, RandomFaults
from evals.loopback.process import Statistics, read_requests, read_statistics, running_server
from evals.loopback.server import LoopbackServer, Recorded

__all__ = [
    "FAULTS",
    "PASSING",
    "Asked",
    "Fault",
    "LoopbackServer",
    "RandomFaults",
    "Recorded",
    "Statistics",
    "read_requests",
    "read_statistics",
    "running_server",
]
