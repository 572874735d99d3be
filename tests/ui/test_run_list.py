"""The list of runs reads well on an ordinary terminal."""

from datetime import UTC, datetime

import pytest

from storage.runs import Run
from ui.run_list import print_runs

RUN = Run(
    id="20310402-114501-3fe2",
    resume_document="documents/1",
    resume_name="curriculum-of-a-lighthouse-keeper.pdf",
    job_document="documents/2",
    job_name="advert.txt",
    folder="/home/somebody/applications/lighthouses/out/20310402-114501-3fe2",
    status="delivered",
    title="Head of Lamps",
    company="Skerry Light Company",
    created_at=datetime(2031, 4, 2, 11, 45, tzinfo=UTC),
)


def test_no_word_of_a_run_is_broken(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    print_runs([RUN, RUN], as_json=False)
    told = capsys.readouterr().out
    assert told.count(f"{RUN.id}  delivered, begun 2031-04-0") == 2
    assert told.count(f"{RUN.resume_name} for Head of Lamps, Skerry Light Company") == 2
    assert told.count(RUN.folder) == 2


def test_a_run_that_was_interrupted_is_said_to_be_unfinished(capsys: pytest.CaptureFixture[str]) -> None:
    from dataclasses import replace

    print_runs([replace(RUN, status="open", title=None, company=None)], as_json=False)
    told = capsys.readouterr().out
    assert "not finished" in told
    assert "for advert.txt" in told
    assert RUN.folder not in told
