"""A worker process: does pickled work from standard input until that ends (see `nodes.offload`)."""

import gc
import os
import pickle
import sys
from contextlib import suppress
from typing import BinaryIO

from nodes.collector import collect_rarely
from nodes.offload import LENGTH, READY


def serve(asked: BinaryIO, answers: BinaryIO) -> None:
    """Import what the work needs, say so, and do work until there is no more."""
    collect_rarely()
    import nodes.intake
    import nodes.polisher
    import nodes.profile_compiler
    import nodes.validator  # noqa: F401

    gc.freeze()
    _send(answers, READY)
    while (head := asked.read(LENGTH.size)) and len(head) == LENGTH.size:
        message = asked.read(*LENGTH.unpack(head))
        _send(answers, _do(message))


def _do(message: bytes) -> bytes:
    """The pickled answer: whose work it was, whether it was done, and the result or the name of what it raised.

    What it raised is not sent: the work is done again where it was asked for, and raises there.
    """
    id, work, args, kwargs = pickle.loads(message)
    try:
        return pickle.dumps((id, True, work(*args, **kwargs)), pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # noqa: BLE001  whatever it is
        return pickle.dumps((id, False, type(error).__name__), pickle.HIGHEST_PROTOCOL)


def _send(answers: BinaryIO, message: bytes) -> None:
    answers.write(LENGTH.pack(len(message)) + message)
    answers.flush()


if __name__ == "__main__":
    # Answers have a descriptor of their own: what a library prints must not get between them.
    with open(os.dup(sys.stdout.fileno()), "wb") as answers:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        with suppress(BrokenPipeError):  # nobody is there any more
            serve(sys.stdin.buffer, answers)
        os._exit(0)  # nothing is left to be done, nor to be told
