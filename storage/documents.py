"""Uploaded documents: kept by the hash of their bytes, so that a run refers to one by an id and never by a path."""

import hashlib
import json
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from errors import UserError

_ID = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Origin:
    """Where on the web a document was fetched from, and when."""

    address: str
    fetched_at: datetime


@dataclass(frozen=True)
class StoredDocument:
    """A document as it was uploaded."""

    id: str
    """SHA-256 of name, origin and bytes, in hexadecimal."""
    name: str
    """The file's name as the user knows it, without folders."""
    data: bytes
    origin: Origin | None = None
    """None where somebody uploaded it."""


class DocumentStore:
    """Documents in one folder, each in two files: the bytes, and the name with the origin."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, name: str, data: bytes, origin: Origin | None = None) -> str:
        """Keep a document and return its id; the same document again is kept once."""
        about = {"name": name}
        if origin is not None:
            about |= {"address": origin.address, "fetched_at": origin.fetched_at.isoformat()}
        id = hashlib.sha256("\0".join(about.values()).encode() + b"\0" + data).hexdigest()
        if not self._data_path(id).exists():
            self._folder.mkdir(parents=True, exist_ok=True)
            write_whole(self._name_path(id), json.dumps(about).encode())
            write_whole(self._data_path(id), data)
        return id

    def get(self, id: str) -> StoredDocument:
        """The document with this id.

        Raises:
            UserError: there is none.
        """
        if not _ID.fullmatch(id) or not self._data_path(id).exists():
            raise UserError(f"document {id[:80]}", "there is no such document", "upload it again")
        about = json.loads(self._name_path(id).read_text(encoding="utf-8"))
        fetched = "address" in about
        origin = Origin(about["address"], datetime.fromisoformat(about["fetched_at"])) if fetched else None
        return StoredDocument(id=id, name=str(about["name"]), data=self._data_path(id).read_bytes(), origin=origin)

    def delete(self, id: str) -> None:
        """Forget a document; nothing happens if it is gone already."""
        if _ID.fullmatch(id):
            self._data_path(id).unlink(missing_ok=True)
            self._name_path(id).unlink(missing_ok=True)

    def _data_path(self, id: str) -> Path:
        return self._folder / id

    def _name_path(self, id: str) -> Path:
        return self._folder / f"{id}.json"


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: under a temporary name in the same folder, then renamed."""
    write_files(path.parent, {path.name: data})


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files whole or not at all: all under temporary names first, renamed only when every one is on disk.

    Raises:
        OSError: the folder cannot be written; nothing of these files is left in it.
    """
    temporary: dict[Path, Path] = {}
    try:
        for name, data in files.items():
            made = folder / f".{name}.{secrets.token_hex(8)}"
            temporary[made] = folder / name
            with made.open("xb") as file:  # not `tempfile`, whose files only their owner may read
                file.write(data)
        for path, final in temporary.items():
            os.replace(path, final)
    finally:
        for path in temporary:
            path.unlink(missing_ok=True)
