import os
from pathlib import Path

import pytest

from errors import UserError
from storage.documents import DocumentStore, write_files


def test_a_document_comes_back_with_its_name(tmp_path: Path) -> None:
    store = DocumentStore(tmp_path / "documents")
    document = store.get(store.put("cv.pdf", b"%PDF"))
    assert (document.name, document.data) == ("cv.pdf", b"%PDF")


@pytest.mark.parametrize("id", ["", "../../etc/passwd", "0" * 64, "a" * 63 + "/"])
def test_an_unknown_id_is_refused_and_reaches_no_file(id: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no such document"):
        DocumentStore(tmp_path).get(id)


def test_a_deleted_document_is_gone(tmp_path: Path) -> None:
    store = DocumentStore(tmp_path)
    id = store.put("cv.txt", b"text")
    store.delete(id)
    assert list(tmp_path.iterdir()) == []


def test_files_are_written_with_ordinary_permissions(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.txt": b"a"})
    mask = os.umask(0)
    os.umask(mask)
    assert (tmp_path / "a.txt").stat().st_mode & 0o777 == 0o666 & ~mask


def test_when_one_file_cannot_be_written_none_is_and_what_stood_there_stays(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"before")
    with pytest.raises(OSError, match="name"):
        write_files(tmp_path, {"a.txt": b"after", "b" * 300: b"b"})
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
    assert (tmp_path / "a.txt").read_bytes() == b"before"
