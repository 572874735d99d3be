"""The cover letter from the command line: beside the resume, and alone."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import ui.cli
from settings import read_settings
from tests.people import NURSE_AD, NURSE_RESUME

Call = Callable[..., tuple[int, str, str]]
FILES = ["cover-letter.docx", "cover-letter.md", "cover-letter.pdf"]


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Iterator[Call]:
    (tmp_path / "cv.md").write_text(NURSE_RESUME)
    (tmp_path / "ad.md").write_text(NURSE_AD)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RESUME_TAILOR_HOME", str(tmp_path / "home"))
    read_settings.cache_clear()

    def call(*arguments: str) -> tuple[int, str, str]:
        capfd.readouterr()
        code = ui.cli.run(list(arguments))
        return (code, *capfd.readouterr())

    yield call
    read_settings.cache_clear()


def test_a_letter_that_is_asked_for_is_delivered_counted_and_deleted_with_the_run(call: Call, tmp_path: Path) -> None:
    code, out, error = call(
        "tailor", "cv.md", "ad.md", "--letter", "--mode", "offline", "--out", "done", "--run", "one", "--json"
    )
    assert code == 0, error
    report = json.loads(out)
    assert set(FILES) <= report["files"].keys()
    assert all((tmp_path / "done" / name).stat().st_size for name in FILES)
    claims = [claim for claim in report["claims"] if claim["section"] == "letter"]
    letter = (tmp_path / "done" / "cover-letter.md").read_text()
    assert claims
    assert all(claim["facts"] and claim["text"] in letter for claim in claims)
    assert report["fact_check"]["claims"] >= len(claims)
    assert report["fact_check"]["unsupported_shipped"] == 0
    assert "cover_letter" in {stage["stage"] for stage in report["stages"]}
    assert "Cover letter" in (tmp_path / "done" / "report.html").read_text()
    assert call("runs", "delete", "one")[0] == 0
    assert not (tmp_path / "done").exists()


def test_without_the_option_there_is_no_letter(call: Call, tmp_path: Path) -> None:
    code, out, _ = call("tailor", "cv.md", "ad.md", "--mode", "offline", "--out", "done", "--json")
    assert code == 0
    assert not any(name in json.loads(out)["files"] for name in FILES)
    assert "cover_letter" not in {stage["stage"] for stage in json.loads(out)["stages"]}


def test_the_letter_alone_leaves_its_files_and_no_run(call: Call, tmp_path: Path) -> None:
    code, out, error = call("letter", "cv.md", "ad.md", "--out", "done", "--mode", "offline")
    assert code == 0, error
    assert sorted(path.name for path in (tmp_path / "done").iterdir()) == FILES
    assert "I am writing to apply for the position of Senior Nurse at Calder Vale Care." in out
    assert json.loads(call("runs", "list", "--json")[1]) == []


def test_the_letter_alone_as_json_names_the_facts(call: Call) -> None:
    code, out, _ = call("letter", "cv.md", "ad.md", "--out", "done", "--mode", "offline", "--json")
    told = json.loads(out)
    assert code == 0
    assert told["by"] == "rules"
    assert any(sentence["facts"] for one in told["letter"]["paragraphs"] for sentence in one["sentences"])


GERMAN = """# Jörg Quellmüller

Berlin

## Berufserfahrung

### Leiter Konstruktion, Spreeland Pumpenbau GmbH
04/2016 – heute

- Verantwortlich für ein Team von 11 Konstrukteuren und das Jahresbudget
- Durchlaufzeit für die Aufträge der Kunden um 30 % verkürzt

## Ausbildung

Diplom-Ingenieur, Maschinenbau, Technische Hochschule Elbflorenz, 2005
"""


def test_in_a_language_without_rules_the_resume_comes_without_a_letter_and_says_so(call: Call, tmp_path: Path) -> None:
    (tmp_path / "lebenslauf.md").write_text(GERMAN)
    code, out, _ = call("tailor", "lebenslauf.md", "ad.md", "--letter", "--mode", "offline", "--out", "done", "--json")
    report = json.loads(out)
    assert code == 0
    assert not any(name in report["files"] for name in FILES)
    assert any("No cover letter was written" in warning for warning in report["warnings"])


def test_in_a_language_without_rules_there_is_no_letter_alone(call: Call, tmp_path: Path) -> None:
    (tmp_path / "lebenslauf.md").write_text(GERMAN)
    code, out, error = call("letter", "lebenslauf.md", "ad.md", "--out", "done", "--mode", "offline")
    assert (code, out) == (2, "")
    assert "lebenslauf.md: there are no rules for cover letters in its language (de)" in error
    assert json.loads(call("runs", "list", "--json")[1]) == []


def test_a_run_paused_at_the_letter_goes_on(call: Call, tmp_path: Path) -> None:
    code, _, _ = call(
        "tailor",
        "cv.md",
        "ad.md",
        "--letter",
        "--mode",
        "offline",
        "--out",
        "done",
        "--run",
        "one",
        "--until",
        "cover_letter",
    )
    assert code == 0
    assert not (tmp_path / "done").exists()
    assert call("resume", "one")[0] == 0
    assert (tmp_path / "done" / "cover-letter.pdf").exists()


async def test_the_letter_alone_from_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from graph import draft_cover_letter
    from nodes.state import RunSettings

    (tmp_path / "cv.md").write_text(NURSE_RESUME)
    (tmp_path / "ad.md").write_text(NURSE_AD)
    monkeypatch.setenv("RESUME_TAILOR_HOME", str(tmp_path / "home"))
    read_settings.cache_clear()
    letter = await draft_cover_letter(
        resume=str(tmp_path / "cv.md"), job=str(tmp_path / "ad.md"), settings=RunSettings(mode="offline")
    )
    read_settings.cache_clear()
    assert letter.recipient == ["Calder Vale Care"]
