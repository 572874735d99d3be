"""The last pass over all lines: models' lines proofread, and the whole resume reading as one piece."""

import re

import pytest

from resume.consistency import Settled, is_short_for, settle_edits
from resume.edits import Arrangement, Edit, apply_edits
from resume.facts import Fact, number_facts
from resume.proofreading import read_house
from resume.schema import Basics, Resume, Skill, Work
from resume.wording import prose_kind

LIE = "Zorblax"


def baker(*bullets: str, end: str | None = "2021", summary: str | None = None) -> Resume:
    return Resume(
        basics=Basics(name="Wilma Roggen", label="Head Baker", summary=summary),
        work=[Work(position="Baker", name="Rye & Sons", start_date="2015", end_date=end, highlights=list(bullets))],
        skills=[Skill(name="Sourdough"), Skill(name="K8s")],
    )


def model(fact: str, text: str) -> Edit:
    return Edit(facts=[fact], text=text, reason="Reworded by a model.", stage="drafter", by="model")


def settle(
    resume: Resume, *edits: Edit, ad: str = "", terms: tuple[str, ...] = (), order: dict[str, list[str]] | None = None
) -> Settled:
    facts = number_facts(resume)
    house = read_house([fact.text for fact in facts if prose_kind(fact) is not None], ad, terms)
    return settle_edits(facts, edits, house, Arrangement(order=order or {}), lambda edit, text: LIE not in text)


def lines(resume: Resume, settled: Settled) -> list[str]:
    facts = number_facts(resume)
    return apply_edits(resume, facts, settled.edits, Arrangement()).resume.work[0].highlights


def test_a_models_line_that_reads_like_a_machines_makes_room_for_the_rules() -> None:
    resume = baker("Responsible for managing 3 ovens", "Sold cakes at two markets")
    settled = settle(resume, model("w1.1", "Played a pivotal role in managing 3 ovens"))
    assert lines(resume, settled) == ["Managed 3 ovens", "Sold cakes at two markets"]
    assert settled.notes == ["A model's wording of one line was not taken: it read like a machine's."]
    (edit,) = settled.edits
    assert edit.by == "rules"
    assert "names a duty" in edit.reason


def test_what_the_fact_check_will_find_is_left_for_it_to_find() -> None:
    resume = baker("Ran 3 ovens", "Sold cakes")
    lies = [model("w1.1", f"Passionate about {LIE} ovens"), model("w1.2", f"Sold {LIE} cakes for the king of the hill")]
    settled = settle(resume, *lies)
    assert {edit.text for edit in settled.edits} == {edit.text for edit in lies}
    assert settled.notes == []


def test_a_models_line_is_mended_where_that_is_safe() -> None:
    resume = baker("Used 3 ovens for the rye")
    settled = settle(resume, model("w1.1", "Leveraged 3 ovens for the robust rye"))
    assert lines(resume, settled) == ["Used 3 ovens for the rye"]
    assert settled.notes == []


def test_a_refused_line_that_merges_others_keeps_them_merged() -> None:
    resume = baker("Ran 3 ovens", "Ran 3 ovens of the bakery")
    settled = settle(
        resume,
        Edit(
            facts=["w1.2", "w1.1"], text="Leveraged synergies of ovens", reason="Doubles.", stage="polisher", by="model"
        ),
    )
    assert lines(resume, settled) == ["Ran 3 ovens of the bakery"]


def test_a_composed_summary_loses_the_sentence_that_may_not_be_taken() -> None:
    resume = baker("Ran 3 ovens")
    text = "Baker with 3 ovens. Passionate about driving exceptional results."
    edit = Edit(facts=["w1.1"], text=text, reason="New.", stage="polisher", by="model", place="summary")
    (kept,) = settle(resume, edit).edits
    assert kept.text == "Baker with 3 ovens."
    alone = edit.model_copy(update={"text": "Passionate about driving exceptional results."})
    assert settle(resume, alone).edits == []


def test_a_phrase_that_a_model_repeats_is_taken_once() -> None:
    resume = baker("Baked bread", "Sold cakes", "Cleaned vans")
    tail = " and raised the quality of the whole shop"
    settled = settle(
        resume, *(model(f"w1.{number}", text + tail) for number, text in enumerate(["Baked bread", "Sold cakes"], 1))
    )
    assert lines(resume, settled) == ["Baked bread" + tail, "Sold cakes", "Cleaned vans"]


def test_a_verb_of_a_models_own_that_opens_line_after_line_is_not_taken() -> None:
    resume = baker("Baked 40 loaves", "Sold cakes at two fairs", "Cleaned 3 vans", "Managed the till")
    edits = [
        model("w1.1", "Managed 40 loaves"),
        model("w1.2", "Managed cakes at two fairs"),
        model("w1.3", "Managed 3 vans"),
    ]
    settled = settle(resume, *edits, model("w1.4", "Managed the busy till"))
    assert lines(resume, settled) == [*resume.work[0].highlights[:3], "Managed the busy till"]


def test_a_models_line_may_not_make_the_resume_name_a_term_too_often() -> None:
    resume = baker(*(f"Baked sourdough for stall {number}" for number in range(8)), "Cleaned vans")
    settled = settle(resume, model("w1.9", "Cleaned vans for sourdough"), terms=("sourdough",))
    assert lines(resume, settled)[-1] == "Cleaned vans"


def test_the_candidates_own_machine_wording_and_slips_stay() -> None:
    own = "Passionate about bread that would of won"
    assert settle(baker(own)).edits == []


def test_percentages_are_written_in_one_way() -> None:
    resume = baker("Cut waste by 5 %", "Raised sales by 7%", "Sold 9% more")
    assert lines(resume, settle(resume)) == ["Cut waste by 5%", "Raised sales by 7%", "Sold 9% more"]


def test_a_resume_of_two_englishes_takes_the_one_it_mostly_has() -> None:
    resume = baker("Organised 3 fairs", "Prioritised rye", "Analyzed flour")
    assert lines(resume, settle(resume))[2] == "Analysed flour"
    assert lines(resume, settle(resume, ad="You organize and analyze")) == list(resume.work[0].highlights)


def test_a_tool_is_named_as_the_ad_names_it() -> None:
    resume = baker("Ran the shop's till on K8s", "Kept Kubernetes (K8s) notes")
    settled = settle(resume, terms=("Kubernetes",))
    assert lines(resume, settled) == ["Ran the shop's till on Kubernetes", "Kept Kubernetes (K8s) notes"]
    assert {edit.reason for edit in settled.edits} == {"Named as the job ad names it."}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("K8s", "Kubernetes", True),
        ("Postgres", "PostgreSQL", True),
        ("JS", "JavaScript", True),
        ("Debian", "Linux", False),
        ("K9s", "Kubernetes", False),
        ("Kubernetes", "Kubernetes", False),
    ],
)
def test_a_short_form_is_told_from_another_thing(one: str, other: str, same: bool) -> None:
    assert is_short_for(one, other) is same


def test_a_narrower_thing_keeps_its_name() -> None:
    resume = baker("Packaged the till for Debian")
    assert settle(resume, terms=("Linux",)).edits == []


def test_openings_are_varied_in_the_order_in_which_lines_will_stand() -> None:
    resume = baker("Reduced waste by 5%", "Sold cakes", "Reduced costs by 7%")
    assert lines(resume, settle(resume)) == list(resume.work[0].highlights)
    order = {"/work/0/highlights": ["w1.3", "w1.1", "w1.2"]}
    assert lines(resume, settle(resume, order=order))[0] == "Cut waste by 5%"


def test_full_stops_agree_after_lines_went_back() -> None:
    resume = baker("Ran 3 ovens.", "Sold cakes.", "Cleaned two vans.")
    settled = settle(resume, model("w1.1", "Leveraged synergies of 3 ovens"), model("w1.2", "Sold good cakes"))
    assert all(line.endswith(".") for line in lines(resume, settled))


@pytest.mark.parametrize("ad", ["", "We organize. You know Kubernetes and email."])
def test_settling_again_changes_nothing(ad: str) -> None:
    resume = baker("Reduced waste by 5 %", "Reduced costs by 7%", "Organised K8s e-mails", "Was seperate")
    edits = [model("w1.3", "Leveraged K8s e-mails"), model("w1.4", "Delved into cakes")]
    facts = number_facts(resume)
    house = read_house([fact.text for fact in facts if prose_kind(fact) is not None], ad, ("Kubernetes",))
    once = settle_edits(facts, edits, house, Arrangement(), lambda _edit, _text: True).edits
    twice = settle_edits(facts, once, house, Arrangement(), lambda _edit, _text: True).edits
    assert {edit.target: edit.text for edit in twice} == {edit.target: edit.text for edit in once}


def test_no_figure_is_changed_by_settling() -> None:
    resume = baker(
        "Cut waste by 5 %", "Raised sales by 7%", "Sent 12,000 loaves", "Sent 15000 rolls", "Reduced 3 rotas by 4%"
    )
    before = [figures(line) for line in resume.work[0].highlights]
    assert [figures(line) for line in lines(resume, settle(resume))] == before


def figures(line: str) -> list[str]:
    return re.findall(r"\d+", line.replace(",", ""))


def test_names_and_titles_are_not_touched() -> None:
    resume = baker("Ran 3 ovens")
    touched = {
        edit.target for edit in settle(resume, ad="We organise. You know Kubernetes", terms=("Kubernetes",)).edits
    }
    named: list[Fact] = [fact for fact in number_facts(resume) if prose_kind(fact) is None]
    assert touched.isdisjoint(fact.id for fact in named)
