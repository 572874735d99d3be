"""The log of internal errors."""

import tempfile
from pathlib import Path

import pytest

import settings
from ui.log import write_log


def test_errors_are_added_to_one_log_in_the_state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "read_settings", lambda: settings.Settings(home=tmp_path))
    first, second = write_log(ValueError("one")), write_log(ValueError("two"))
    assert first == second == tmp_path / "log" / "errors.log"
    assert "ValueError: one" in first.read_text()
    assert "ValueError: two" in first.read_text()


def test_where_the_state_folder_cannot_be_written_the_log_is_a_file_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "home").touch()
    monkeypatch.setattr(settings, "read_settings", lambda: settings.Settings(home=tmp_path / "home"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    log = write_log(ValueError("one"))
    assert log.parent == tmp_path
    assert log.stat().st_mode & 0o077 == 0
    assert "ValueError: one" in log.read_text()
