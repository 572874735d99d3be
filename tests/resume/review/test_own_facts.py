"""Facts of the user's own go where they belong, and every other fact keeps its id and its text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from resume.dates import find_period
from resume.edits import Arrangement, apply_edits
from resume.facts import number_facts
from resume.review.own_facts import (
    Addition,
    FilledPeriod,
    NewCertificate,
    NewHeadline,
    NewLanguage,
    NewLine,
    NewSkill,
    NewSummary,
    Replaced,
    SwappedTitle,
    add_own_fact,
)
from resume.schema import Resume, Skill, Work
from tests.people import nurse

TEXTS = st.from_regex(r"[A-Z][a-z]{2,9}( [a-z]{2,9}){1,5}", fullmatch=True)


def additions() -> st.SearchStrategy[Addition]:
    return st.one_of(
        st.builds(NewLine, entry=st.sampled_from(["w1", "w2", "e1", "x1.1"]), text=TEXTS),
        st.builds(NewSkill, TEXTS),
        st.builds(NewCertificate, TEXTS),
        st.builds(NewLanguage, TEXTS, st.none() | TEXTS),
        st.builds(NewSummary, TEXTS),
    )


@given(st.lists(additions(), max_size=6))
@settings(max_examples=60, deadline=None)
def test_what_the_source_said_keeps_its_ids_and_texts_whatever_is_added(added: list[Addition]) -> None:
    source, facts = nurse(), number_facts(nurse())
    for addition in added:
        grown = add_own_fact(source, facts, addition)
        source, facts = grown.source, grown.facts
    assert [fact for fact in facts if fact.origin == "source"] == number_facts(nurse())
    own = [fact.id for fact in facts if fact.origin == "user"]
    assert sorted(own, key=lambda id: int(id[1:])) == [f"u{number}" for number in range(1, len(own) + 1)]


@given(st.lists(additions(), max_size=4))
@settings(max_examples=40, deadline=None)
def test_the_grown_resume_is_what_its_facts_say_without_any_edit(added: list[Addition]) -> None:
    source, facts = nurse(), number_facts(nurse())
    for addition in added:
        grown = add_own_fact(source, facts, addition)
        source, facts = grown.source, grown.facts
    tailored = apply_edits(source, facts, [], Arrangement())
    assert tailored.resume == source
    by_user = {claim.facts[0] for claim in tailored.claims if claim.by_user}
    assert by_user == {fact.id for fact in facts if fact.origin == "user"}


def test_the_given_resume_is_not_changed() -> None:
    source = nurse()
    add_own_fact(source, number_facts(source), NewLine("w1", "Chaired the falls committee"))
    assert source == nurse()


def test_a_line_belongs_to_its_role_and_has_its_dates() -> None:
    source = nurse()
    grown = add_own_fact(source, number_facts(source), NewLine("w2", "Chaired the falls committee"))
    fact = next(fact for fact in grown.facts if fact.id == "u1")
    assert (fact.entry, fact.start, fact.end, fact.section, fact.kind) == ("w2", "2014", "2019", "work", "bullet")
    assert grown.own == ("u1",)


def test_a_new_skill_joins_the_group_of_its_kind() -> None:
    source = Resume(
        skills=[
            Skill(name="Office", keywords=["Microsoft Excel", "Microsoft Word", "Outlook"]),
            Skill(name="Programming", keywords=["Python", "Java"]),
        ]
    )
    grown = add_own_fact(source, number_facts(source), NewSkill("Kotlin"))
    assert grown.source.skills[1].keywords == ["Python", "Java", "Kotlin"]


def test_a_skill_stands_alone_where_skills_are_not_grouped() -> None:
    source = Resume(skills=[Skill(name="Python")])
    grown = add_own_fact(source, number_facts(source), NewSkill("Kotlin"))
    assert [skill.name for skill in grown.source.skills] == ["Python", "Kotlin"]


def test_dates_that_are_filled_in_reach_every_line_of_the_role_and_the_header_remembers_how_it_read() -> None:
    source = Resume(work=[Work(position="Baker", name="Crumb & Co", highlights=["Baked bread"])])
    period = find_period("March 2019 – June 2021")
    assert period is not None
    grown = add_own_fact(source, number_facts(source), FilledPeriod("w1", period))
    header, line = grown.facts
    assert (header.origin, header.before) == ("user", "Baker, Crumb & Co")
    assert (line.start, line.end, line.origin) == ("2019-03", "2021-06", "source")


def test_a_title_read_the_wrong_way_round_is_swapped_with_the_employer() -> None:
    source = Resume(work=[Work(position="Crumb & Co", name="Baker")])
    grown = add_own_fact(source, number_facts(source), SwappedTitle("w1"))
    assert (grown.source.work[0].position, grown.source.work[0].name) == ("Baker", "Crumb & Co")


def test_a_headline_of_the_users_own_is_one_where_there_was_none() -> None:
    source = Resume(work=[Work(position="Baker", name="Crumb & Co")])
    grown = add_own_fact(source, number_facts(source), NewHeadline("Pastry Chef"))
    claims = apply_edits(grown.source, grown.facts, [], Arrangement()).claims
    assert [(claim.section, claim.text, claim.action, claim.by_user) for claim in claims[:1]] == [
        ("headline", "Pastry Chef", "added", True)
    ]


def test_a_replaced_headline_keeps_its_id_and_shows_how_it_read() -> None:
    source = nurse()
    grown = add_own_fact(source, number_facts(source), Replaced("b.label", "Matron"))
    claim = next(
        claim
        for claim in apply_edits(grown.source, grown.facts, [], Arrangement()).claims
        if claim.section == "headline"
    )
    assert (claim.text, claim.original, claim.action) == ("Matron", "Ward Sister", "edited")


def test_an_id_that_was_taken_back_is_not_given_again() -> None:
    source = nurse()
    grown = add_own_fact(source, number_facts(source), NewLine("w1", "Chaired the falls committee"), least=4)
    assert grown.own == ("u4",)
