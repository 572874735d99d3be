"""The doctor says what fails instead of failing with it."""

from pathlib import Path

import pytest

import ui.doctor
from settings import Settings
from ui.doctor import Finding, examine


async def findings(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> dict[str, Finding]:
    monkeypatch.setattr(ui.doctor, "read_settings", lambda: settings)
    return {one.component: one for one in (await examine()).components}


async def test_a_database_that_is_none_is_told_beside_what_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "runs.sqlite").write_bytes(b"no database at all" * 100)
    found = await findings(Settings(home=tmp_path, chromium=tmp_path / "no-browser"), monkeypatch)
    assert found["python"].healthy
    assert not found["database"].healthy
    assert "not a database" in found["database"].detail
    assert "\n" not in found["database"].detail


async def test_a_browser_that_is_not_there_is_told_with_its_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = await findings(Settings(home=tmp_path, chromium=tmp_path / "no-browser"), monkeypatch)
    assert "RESUME_TAILOR_CHROMIUM" in found["browser"].detail
