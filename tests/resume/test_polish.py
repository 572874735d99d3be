from resume.edits import Edit
from resume.facts import number_facts
from resume.job import Requirement
from resume.polish import arrange, order_sections, polish_edits
from tests.people import nurse

FACTS = number_facts(nurse())


def requirement(id: str, weight: float, term: str) -> Requirement:
    return Requirement(id=id, text=f"Experience of {term}", kind="required", weight=weight, terms=[term])


def test_a_line_that_stands_twice_in_a_role_becomes_one() -> None:
    merged = [edit for edit in polish_edits(FACTS, []) if len(edit.facts) > 1]
    assert [edit.facts for edit in merged] == [["w2.1", "w2.2"]]


def test_the_double_keeps_the_drafted_words() -> None:
    drafted = Edit(facts=["w2.1"], text="Ran the wound-care round", reason="No “I”.", stage="drafter")
    merged = next(edit for edit in polish_edits(FACTS, [drafted]) if len(edit.facts) > 1)
    assert merged.text == "Ran the wound-care round"


def test_a_lone_full_stop_goes_where_the_others_have_none() -> None:
    resume = nurse()
    resume.work[0].highlights[2] += "."
    edits = polish_edits(number_facts(resume), [])
    assert ["w1.3"] in [edit.facts for edit in edits if edit.text == "Rota planning in RotaWise"]


def test_what_the_job_asks_for_comes_first_in_its_role() -> None:
    arrangement = arrange(FACTS, [requirement("r1", 1.0, "rota planning")], {"r1": ["w1.3"]})
    assert arrangement.order["/work/0/highlights"] == ["w1.3", "w1.1", "w1.2"]
    assert arrangement.moved == {"w1.3": "Moved up: the job asks for “rota planning”."}


def test_a_group_of_skills_moves_with_its_strongest_skills() -> None:
    arrangement = arrange(FACTS, [requirement("r1", 0.5, "RotaWise")], {"r1": ["s2"]})
    assert arrangement.order["/skills"] == ["s2", "s1"]


def test_where_nothing_is_asked_for_nothing_moves() -> None:
    assert arrange(FACTS, [], {}).order == {}


def test_the_summary_leads_and_what_stood_beside_it_comes_last() -> None:
    order = ["skills", "languages", "summary", "work", "education", "custom:0"]
    assert order_sections(order) == ["summary", "work", "education", "custom:0", "skills", "languages"]


def test_sections_below_the_summary_keep_their_order() -> None:
    order = ["summary", "skills", "work", "education"]
    assert order_sections(order) == order
