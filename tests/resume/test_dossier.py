from datetime import date

import pytest

from resume.ad.analysis import analyze_job
from resume.dossier import MAX_METRICS, Dossier, Guidance, angles, compile_dossier, steer_dossier, weigh_facts
from resume.facts import Fact, number_facts
from resume.job import JobReading, JobText, Requirement
from resume.matching import match_requirements
from resume.report import ProfileScores
from resume.scoring import score_profile
from tests.people import NURSE_AD, nurse

TODAY = date(2026, 3, 1)
FACTS: list[Fact] = number_facts(nurse())
ASKED = [
    *analyze_job(JobText(text=NURSE_AD)).requirements,
    Requirement(id="r99", text="Kubernetes", kind="required", weight=0.9, terms=["Kubernetes"]),
]


def scores() -> ProfileScores:
    reading = JobReading(analysis=analyze_job(JobText(text=NURSE_AD)).analysis, requirements=ASKED)
    return score_profile(FACTS, reading, match_requirements(ASKED, FACTS, TODAY), TODAY)


def by_rules() -> Dossier:
    return compile_dossier(FACTS, ASKED, match_requirements(ASKED, FACTS, TODAY), scores(), ["Lead with the ward."], [])


def steer(guidance: Guidance) -> Dossier | None:
    return steer_dossier(by_rules(), guidance, FACTS, ASKED, scores())


def test_nothing_of_the_rules_dossier_is_lost() -> None:
    steered = steer(Guidance(lead=["w2"], metrics=["w2.3"], angle="depth"))
    assert steered is not None
    assert set(by_rules().master_profile) <= set(steered.master_profile)
    assert set(by_rules().tailoring_strategy) <= set(steered.tailoring_strategy)
    assert steered.evidence == by_rules().evidence


@pytest.mark.parametrize(
    "guidance",
    [
        Guidance(),
        Guidance(lead=["w9", "w1.1", "b.email"], metrics=["w1", "nothing"], angle="best"),
        Guidance(links={"r99": ["b.name", "b.email", "zzz"], "nothing": ["w1.1"]}),
    ],
    ids=["empty", "ids of the wrong kind", "links to nothing that may speak"],
)
def test_guidance_of_which_nothing_fits_is_none(guidance: Guidance) -> None:
    assert steer(guidance) is None


def test_only_what_the_rules_found_no_support_for_is_linked() -> None:
    steered = steer(Guidance(links={one.id: ["w1.3"] for one in ASKED}))
    assert steered is not None
    assert set(steered.emphasis) == {one.id for one in ASKED if not by_rules().evidence.get(one.id)}


def test_links_and_metrics_are_few_however_many_are_given() -> None:
    bullets = [fact.id for fact in FACTS if fact.kind == "bullet"]
    steered = steer(Guidance(metrics=bullets * 9, links={"r99": bullets * 9}))
    assert steered is not None
    assert len(steered.key_metrics_to_use) <= MAX_METRICS
    assert len(steered.emphasis["r99"]) <= 3


def test_what_is_put_forward_weighs_less_than_the_lightest_support() -> None:
    lightest = Requirement(id="r1", text="Tea", kind="keyword", weight=0.2, terms=["tea"])
    weights = weigh_facts([lightest], {"r1": ["w1.1"]}, {"w1.2"})
    assert 0 < weights["w1.2"] < weights["w1.1"]


def test_every_angle_has_a_sentence() -> None:
    assert all(said.endswith(".") and name.islower() for name, said in angles().items())


def test_the_prompt_names_every_angle() -> None:
    from prompts.library import read_prompt

    system = read_prompt("researcher").system
    assert [name for name in angles() if name not in system] == []
