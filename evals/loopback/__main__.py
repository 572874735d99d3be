"""`python -m evals.loopback`: prints the server's address and serves until it is ended."""

import argparse
import asyncio
import importlib
import signal

from evals.loopback.faults import FAULTS, PASSING, RandomFaults
from evals.loopback.server import Answering, LoopbackServer


def main() -> None:
    """Read the options and serve."""
    parser = argparse.ArgumentParser(prog="python -m evals.loopback", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--latency", type=float, default=0.0, help="seconds until an answer")
    parser.add_argument("--fault-rate", type=float, default=0.0, help="share of faulty answers, 0..1")
    parser.add_argument("--fault", action="append", choices=FAULTS, help="a kind of fault; may be repeated")
    parser.add_argument("--seed", type=int, default=0, help="of the faults")
    parser.add_argument("--dead-key", action="append", default=[], help="a key that is answered with 401")
    parser.add_argument("--answers", help="module:function that makes the value of an answer")
    options = parser.parse_args()
    faults = RandomFaults(options.fault_rate, options.fault or PASSING, options.seed) if options.fault_rate else None
    server = LoopbackServer(
        latency=options.latency,
        faults=faults,
        dead_keys=frozenset(options.dead_key),
        answering=_loaded(options.answers),
        port=options.port,
    )
    asyncio.run(_serve(server))


def _loaded(name: str | None) -> Answering | None:
    if name is None:
        return None
    module, _, function = name.partition(":")
    loaded: Answering = getattr(importlib.import_module(module), function)
    return loaded


async def _serve(server: LoopbackServer) -> None:
    ended = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    async with server:
        print(server.address, flush=True)
        await ended.wait()


if __name__ == "__main__":
    main()
