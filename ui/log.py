"""The log of internal errors: one file in the state folder."""

import os
import tempfile
import traceback
from datetime import UTC, datetime
from pathlib import Path

from errors import UserError


def write_log(error: BaseException) -> Path:
    """Append the traceback to the log and return its path.

    That is in the state folder, or among the system's temporary files where the state folder cannot be written.
    """
    text = f"\n{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC, process {os.getpid()}\n" + "".join(
        traceback.format_exception(error)
    )
    try:
        from settings import read_settings

        folder = read_settings().home / "log"
        folder.mkdir(parents=True, exist_ok=True)
        return _append(folder / "errors.log", text)
    except (OSError, UserError):
        handle, path = tempfile.mkstemp(prefix="resume-tailor-", suffix=".log")  # its owner alone may read it
        os.close(handle)
        return _append(Path(path), text)


def _append(path: Path, text: str) -> Path:
    with path.open("a", encoding="utf-8") as file:
        file.write(text)
    return path
