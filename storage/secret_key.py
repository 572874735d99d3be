"""The key that encrypts the keys of model providers: from the settings, or made once and kept in the state folder."""

import binascii
import os
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from errors import UserError

VARIABLE = "RESUME_TAILOR_SECRET_KEY"
FILE = "secret.key"


@dataclass(frozen=True)
class SecretKey:
    """A Fernet key, and where it came from."""

    value: bytes
    source: str
    """The variable, or the file's path."""

    def __repr__(self) -> str:
        return f"SecretKey(source={self.source!r})"


def load_secret_key(given: str | None, home: Path) -> SecretKey:
    """The key of the settings; where none is set, the one of the state folder, which is made at first use.

    Raises:
        UserError: it is no Fernet key, or its file cannot be read or written.
    """
    if given is not None:
        return SecretKey(_checked(given, VARIABLE), VARIABLE)
    path = home / FILE
    try:
        if not path.exists():
            _make_file(path)
        return SecretKey(_checked(path.read_text(encoding="ascii", errors="replace"), str(path)), str(path))
    except OSError as error:
        raise UserError(
            str(path), f"the secret key cannot be kept there ({error.strerror})", f"set {VARIABLE}"
        ) from None


def _checked(text: str, source: str) -> bytes:
    from cryptography.fernet import Fernet

    key = text.strip().encode()
    try:
        Fernet(key)
    except (ValueError, binascii.Error):
        remedy = f"set {VARIABLE} to 32 bytes as url-safe base64, as it was when the keys were stored"
        raise UserError(source, "this is no Fernet key", remedy) from None
    return key


def _make_file(path: Path) -> None:
    """Write a new key, whole and readable by its owner alone; of several processes at once the first one's stays."""
    from cryptography.fernet import Fernet

    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with FileLock(path.with_name(path.name + ".lock"), mode=0o600):
        if path.exists():
            return
        temporary = path.with_name(path.name + ".new")
        temporary.unlink(missing_ok=True)
        with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(Fernet.generate_key() + b"\n")
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
