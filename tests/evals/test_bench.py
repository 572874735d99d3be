"""What the benchmarks are made of; no time is asserted."""

import os

import pytest

from evals.bench.figures import Figure
from evals.bench.varied import invented_name, varied_pairs
from evals.loopback.environment import only


def test_a_figure_within_its_promise_has_a_ratio_of_one_or_less() -> None:
    assert Figure("time", promised=2.0, measured=1.0).ratio == 0.5
    assert Figure("share", promised=95.0, measured=100.0, unit="%", at_least=True).ratio == 0.95


def test_nothing_of_what_was_promised_is_infinitely_bad() -> None:
    assert Figure("share", promised=95.0, measured=0.0, unit="%", at_least=True).ratio == float("inf")


def test_no_two_runs_have_a_resume_or_an_ad_in_common() -> None:
    pairs = varied_pairs(0, 30)
    assert len({resume.data for resume, _ in pairs}) == 30
    assert len({ad.data for _, ad in pairs}) == 30


def test_every_run_has_an_employer_of_its_own() -> None:
    assert len({invented_name(number) for number in range(1_575)}) == 1_575


def test_other_providers_are_hidden_and_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEMINI_API_KEY", "invented")
    with only({"OPENAI_API_KEY": "loopback"}):
        assert "GEMINI_API_KEY" not in os.environ
        assert os.environ["OPENAI_API_KEY"] == "loopback"
    assert os.environ["GEMINI_API_KEY"] == "invented"
