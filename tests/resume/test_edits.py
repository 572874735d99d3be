import pytest

from resume.edits import Arrangement, Edit, Place, TailoredResume, apply_edits
from resume.facts import number_facts
from tests.people import nurse

NO_ORDER = Arrangement()


def tailored(
    *edits: Edit,
    arrangement: Arrangement = NO_ORDER,
    reverted: dict[str, str] | None = None,
    dropped: dict[str, str] | None = None,
) -> TailoredResume:
    return apply_edits(nurse(), number_facts(nurse()), edits, arrangement, reverted=reverted, dropped=dropped)


def edit(text: str, *facts: str) -> Edit:
    return Edit(facts=list(facts), text=text, reason="Because.", stage="drafter")


def actions(result: TailoredResume) -> dict[str, str]:
    return {claim.facts[0]: claim.action for claim in result.claims}


def test_without_edits_the_resume_is_the_source() -> None:
    assert tailored().resume == nurse()


def test_an_edit_replaces_its_line_and_touches_nothing_else() -> None:
    result = tailored(edit("Managed a team of 14 nurses", "w1.1"))
    expected = nurse()
    expected.work[0].highlights[0] = "Managed a team of 14 nurses"
    assert result.resume == expected
    assert actions(result)["w1.1"] == "edited"


def test_an_edited_sentence_changes_only_that_sentence() -> None:
    result = tailored(edit("Known for quiet nights.", "b.s2"))
    assert result.resume.basics.summary == "Ward sister with a calm hand. Known for quiet nights."


def test_merged_lines_become_one() -> None:
    result = tailored(edit("Ran the wound-care round", "w2.1", "w2.2"))
    assert result.resume.work[1].highlights == ["Ran the wound-care round", "Trained 6 students"]
    assert "w2.2" not in actions(result)


def test_an_empty_text_drops_the_line_and_says_so() -> None:
    result = tailored(edit("", "w2.3"))
    assert "Trained 6 students" not in result.resume.work[1].highlights
    assert actions(result)["w2.3"] == "dropped"


def test_a_reverted_line_stands_as_in_the_source() -> None:
    result = tailored(edit("Led 40 nurses", "w1.1"), reverted={"w1.1": "No such figure."})
    assert result.resume == nurse()
    assert actions(result)["w1.1"] == "reverted"


def test_of_two_edits_the_last_one_counts() -> None:
    result = tailored(edit("First", "w1.1"), edit("Second", "w1.1"))
    assert result.resume.work[0].highlights[0] == "Second"


def test_bullets_follow_the_arrangement_and_unnamed_ones_come_behind() -> None:
    arrangement = Arrangement(order={"/work/0/highlights": ["w1.3", "w1.2"]}, moved={"w1.3": "Asked for."})
    result = tailored(arrangement=arrangement)
    assert result.resume.work[0].highlights == [
        "Rota planning in RotaWise",
        "Cut medication errors by 38 % within 9 months",
        "Responsible for managing a team of 14 nurses",
    ]
    moved = next(claim for claim in result.claims if claim.facts == ["w1.3"])
    assert (moved.action, moved.why) == ("kept", "Asked for.")


def test_groups_of_skills_follow_the_arrangement_with_their_own_keywords() -> None:
    order = {"/skills": ["s2", "s1"], "/skills/0/keywords": ["s1.2", "s1.1", "s1.3"]}
    skills = tailored(arrangement=Arrangement(order=order)).resume.skills
    assert [skill.name for skill in skills] == ["RotaWise", "Clinical"]
    assert skills[1].keywords == ["Wound care", "Triage", "Cannulation"]


def test_dropped_lines_are_claims_that_come_last() -> None:
    result = tailored(dropped={"w1.2": "No room."})
    assert result.claims[-1].action == "dropped"
    assert result.claims[-1].why == "No room."


def composed(text: str, place: Place) -> Edit:
    return Edit(facts=["w1", "w1.2"], text=text, reason="The job asks for it.", stage="polisher", place=place)


def test_a_composed_sentence_joins_the_summary_and_is_a_claim_of_its_own() -> None:
    result = tailored(composed("Cut medication errors by 38 %.", "summary"))
    assert (result.resume.basics.summary or "").endswith("quiet nights. Cut medication errors by 38 %.")
    claim = next(claim for claim in result.claims if claim.action == "added")
    assert (claim.section, claim.original, claim.facts) == ("summary", None, ["w1", "w1.2"])


def test_a_composed_headline_stands_where_the_source_has_none() -> None:
    source = nurse()
    source.basics.label = None
    result = apply_edits(source, number_facts(source), [composed("Ward Sister", "headline")], NO_ORDER)
    assert result.resume.basics.label == "Ward Sister"


def test_a_composed_line_that_is_reverted_leaves_no_trace() -> None:
    assert tailored(composed("Led 40 nurses.", "summary"), reverted={"summary": "No."}).resume == nurse()


def test_the_sources_headline_can_be_edited() -> None:
    assert tailored(edit("Ward Sister, Night Shift", "b.label")).resume.basics.label == "Ward Sister, Night Shift"


def test_a_skill_without_a_group_can_be_named_in_other_words() -> None:
    assert tailored(edit("Rostering (RotaWise)", "s2")).resume.skills[1].name == "Rostering (RotaWise)"


def test_an_entry_that_is_dropped_goes_with_its_lines() -> None:
    result = tailored(dropped={"x1.1": "No room."})
    assert result.resume.custom_sections[0].entries == []
    assert {claim.facts[0] for claim in result.claims if claim.action == "dropped"} == {"x1.1", "x1.1.1"}


def test_an_edit_of_an_unknown_fact_is_an_error() -> None:
    with pytest.raises(KeyError):
        tailored(edit("Chaired the board", "w9.1", "w9.2"))


def test_every_fact_but_contacts_is_a_claim() -> None:
    facts = [fact.id for fact in number_facts(nurse()) if fact.kind not in ("name", "contact")]
    assert sorted(id for claim in tailored().claims for id in claim.facts) == sorted(facts)


def test_a_line_cut_in_two_prints_both_and_both_rest_on_its_fact() -> None:
    cut = Edit(
        facts=["w2.1"], text="Ran the wound-care round", extra=["Wrote its rota"], reason="Too long.", stage="drafter"
    )
    result = tailored(cut)
    assert result.resume.work[1].highlights[:2] == ["Ran the wound-care round", "Wrote its rota"]
    halves = [claim for claim in result.claims if claim.facts == ["w2.1"]]
    assert [(half.text, half.action) for half in halves] == [
        ("Ran the wound-care round", "edited"),
        ("Wrote its rota", "edited"),
    ]


def test_a_line_cut_in_two_goes_back_to_one_when_it_is_reverted() -> None:
    cut = Edit(
        facts=["w2.1"], text="Ran the wound-care round", extra=["Wrote its rota"], reason="Too long.", stage="drafter"
    )
    assert tailored(cut, reverted={"w2.1": "No rota there."}).resume == nurse()
