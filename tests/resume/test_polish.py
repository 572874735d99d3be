from resume.edits import Edit
from resume.facts import number_facts
from resume.job import Requirement
from resume.polish import PUT_FORWARD_FOR_JOB, arrange, follow_ad_spelling, order_sections, polish_edits
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


def test_a_line_of_which_another_says_all_goes_into_that_one() -> None:
    resume = nurse()
    resume.work[1].highlights.append("Trained 6 students in wound care on two wards")
    merged = [edit for edit in polish_edits(number_facts(resume), []) if "w2.3" in edit.facts]
    assert [edit.facts for edit in merged] == [["w2.4", "w2.3"]]
    assert merged[0].text == "Trained 6 students in wound care on two wards"


def test_lines_of_two_roles_are_never_merged() -> None:
    resume = nurse()
    resume.work[0].highlights.append("Trained 6 students in wound care on two wards")
    assert [edit for edit in polish_edits(number_facts(resume), []) if "w2.3" in edit.facts] == []


def test_both_halves_of_a_cut_line_close_as_the_other_lines_do() -> None:
    cut = Edit(facts=["w1.1"], text="Ran the ward.", extra=["Wrote its rota."], reason="Too long.", stage="drafter")
    edit = next(edit for edit in reversed(polish_edits(FACTS, [cut])) if edit.facts == ["w1.1"])
    assert (edit.text, edit.extra) == ("Ran the ward", ["Wrote its rota"])


def test_prose_is_spelled_as_the_ad_spells_and_names_are_not() -> None:
    resume = nurse()
    resume.work[0].highlights[0] = "Organised the programme of the Harbour Centre"
    resume.work[0].name = "Centre for Paediatrics"
    edits = follow_ad_spelling(number_facts(resume), [], "american")
    assert [edit.text for edit in edits] == ["Organized the program of the Harbour Centre"]
    assert edits[0].reason == "Spelled as in the job ad, in American English."


def test_an_edited_line_keeps_its_reason_when_its_spelling_follows() -> None:
    drafted = Edit(facts=["w2.1"], text="Organised the round", reason="No “I”.", stage="drafter")
    (edit,) = follow_ad_spelling(FACTS, [drafted], "american")
    assert edit.text == "Organized the round"
    assert edit.reason.startswith("No “I”.")


def test_an_ad_that_shows_no_spelling_changes_none() -> None:
    assert follow_ad_spelling(FACTS, [], None) == []


def test_a_mere_duty_moves_no_line_above_another_where_the_ad_names_conditions() -> None:
    duty = Requirement(id="r2", text="Plan rotas", kind="responsibility", weight=0.35, terms=["rota planning"])
    wanted = [requirement("r1", 0.9, "wound care"), duty]
    arrangement = arrange(FACTS, wanted, {"r1": ["w2.1"], "r2": ["w1.3"]})
    assert "/work/0/highlights" not in arrangement.order


def test_a_line_moves_only_for_a_term_that_it_says() -> None:
    assert arrange(FACTS, [requirement("r1", 0.9, "midwifery")], {"r1": ["w1.3"]}).order == {}


def test_what_is_put_forward_goes_before_what_answers_nothing_and_never_before_what_does() -> None:
    arrangement = arrange(FACTS, [requirement("r1", 1.0, "rota planning")], {"r1": ["w1.3"]}, (), {"w1.2"})
    assert arrangement.order["/work/0/highlights"] == ["w1.3", "w1.2", "w1.1"]


def test_a_line_that_is_put_forward_says_so() -> None:
    arrangement = arrange(FACTS, [], {}, (), {"w1.3"})
    assert arrangement.order["/work/0/highlights"] == ["w1.3", "w1.1", "w1.2"]
    assert arrangement.moved == {"w1.3": PUT_FORWARD_FOR_JOB}
