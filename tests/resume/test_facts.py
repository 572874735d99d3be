from resume.facts import number_facts
from tests.people import nurse


def ids() -> dict[str, str]:
    return {fact.id: fact.text for fact in number_facts(nurse())}


def test_a_role_is_one_fact_of_title_employer_and_period() -> None:
    assert ids()["w1"] == "Ward Sister, St. Alcuin's Hospital, Mar 2019 – Present"


def test_bullets_count_within_their_role() -> None:
    assert ids()["w2.3"] == "Trained 6 students"


def test_sentences_of_a_summary_count_one_by_one_and_abbreviations_do_not_end_them() -> None:
    assert [text for id, text in ids().items() if id.startswith("b.s")] == [
        "Ward sister with a calm hand.",
        "Known at St. Alcuin's for quiet nights.",
    ]


def test_contact_details_are_facts_of_their_own_kind() -> None:
    kinds = {fact.id: fact.kind for fact in number_facts(nurse())}
    assert {kinds["b.email"], kinds["b.phone"], kinds["b.location"]} == {"contact"}


def test_a_custom_section_is_numbered_by_section_entry_and_line() -> None:
    assert (ids()["x1.1"], ids()["x1.1.1"]) == ("Army Reserve", "Field medic")


def test_lines_carry_the_period_of_their_entry() -> None:
    line = next(fact for fact in number_facts(nurse()) if fact.id == "w2.3")
    assert (line.start, line.end, line.entry) == ("2014", "2019", "w2")


def test_ids_are_unique_and_the_same_each_time() -> None:
    first = [fact.id for fact in number_facts(nurse())]
    assert len(set(first)) == len(first)
    assert first == [fact.id for fact in number_facts(nurse())]


def test_every_path_leads_to_something_in_the_resume() -> None:
    data: object = nurse().model_dump(by_alias=True)
    for fact in number_facts(nurse()):
        value = data
        for step in fact.path.split("/")[1:]:
            value = value[int(step)] if isinstance(value, list) else value[step]  # type: ignore[index]
        assert value, fact.path
