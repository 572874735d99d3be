"""What may never pass, whatever is put in, and what may never fail, however it is typed."""

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from evals.datasets import Person, people
from resume.facts import number_facts
from resume.grounding import FactBase, check_draft
from resume.schema import Resume
from resume.wording import Verb, read_verbs
from tests.resume.grounding.person import TODAY, base, vet

VET: FactBase = base()
LINES = [(f"w{number}", line) for number, role in enumerate(vet().work, 1) for line in role.highlights]
lines = st.sampled_from(LINES)
numbers = st.integers(min_value=5_001, max_value=999_983)
"""Larger than all that follows from the source's figures."""
employers = st.sampled_from(
    ["Oxbow Clinic", "Red Larch Veterinary Group", "Hollin & Sons", "Kestrel Referrals", "Zephyrine"]
)
technologies = st.sampled_from(
    ["Kubernetes", "ChatGPT", "VetSpace", "SAP S/4HANA", "Power BI", "Ezyvet", "IDEXX Neo", "R"]
)


@given(
    lines,
    numbers,
    st.sampled_from(["for {} clients", "with {} colleagues", "saving £{}", "in {} cases", "over {} months"]),
)
@settings(max_examples=150, deadline=None)
def test_an_unsupported_number_is_always_caught(line: tuple[str, str], number: int, words: str) -> None:
    entry, text = line
    assert not VET.check(f"{text.rstrip('.')}, {words.format(number)}.", entry=entry).supported


@given(lines, numbers)
@settings(max_examples=100, deadline=None)
def test_a_changed_number_is_always_caught(line: tuple[str, str], number: int) -> None:
    entry, text = line
    changed = re.sub(r"\d[\d,]*", str(number), text, count=1)
    assert changed == text or not VET.check(changed, entry=entry).supported


@given(lines, employers, st.sampled_from(["at {}", "for {}", "with {}", "and at {}"]))
@settings(max_examples=100, deadline=None)
def test_an_unsupported_employer_is_always_caught(line: tuple[str, str], name: str, words: str) -> None:
    entry, text = line
    assert not VET.check(f"{text.rstrip('.')} {words.format(name)}.", entry=entry).supported


@given(lines, technologies, st.sampled_from(["using {}", "with {}", "in {}", "and {}"]))
@settings(max_examples=100, deadline=None)
def test_an_unsupported_technology_is_always_caught(line: tuple[str, str], name: str, words: str) -> None:
    entry, text = line
    assert not VET.check(f"{text.rstrip('.')} {words.format(name)}.", entry=entry).supported


things = st.sampled_from(
    [
        "harpsichords",
        "glaciers",
        "tractors",
        "sonnets",
        "submarines",
        "vineyards",
        "turbines",
        "parachutes",
        "lighthouses",
    ]
)


@given(lines, things, st.sampled_from(["for {}", "with {}", "and {}", "of {}", ", including {}"]))
@settings(max_examples=150, deadline=None)
def test_an_unsupported_thing_is_always_caught(line: tuple[str, str], thing: str, words: str) -> None:
    entry, text = line
    assert not VET.check(f"{text.rstrip('.')} {words.format(thing)}.", entry=entry).supported


@given(lines, things, st.data())
@settings(max_examples=200, deadline=None)
def test_a_thing_in_the_place_of_another_is_always_caught(
    line: tuple[str, str], thing: str, data: st.DataObject
) -> None:
    entry, text = line
    plurals = re.findall(r"\b[a-z]{4,}s\b", text)
    assume(plurals)
    assert not VET.check(text.replace(data.draw(st.sampled_from(plurals)), thing), entry=entry).supported


@given(lines, st.sampled_from(["Chaired", "Invented", "Won an award for", "Was headhunted to", "Published a book on"]))
@settings(max_examples=60, deadline=None)
def test_an_invented_achievement_is_always_caught(line: tuple[str, str], opening: str) -> None:
    entry, text = line
    assert not VET.check(f"{opening} {text[0].lower()}{text[1:]}", entry=entry).supported


@pytest.mark.parametrize("person", people(), ids=lambda person: person.slug)
def test_a_resume_checked_against_itself_has_nothing_unsupported(person: Person) -> None:
    check = check_draft(person.truth, person.truth, TODAY)
    assert [claim.text for claim in check.claims if not claim.supported] == []


@given(lines, st.data())
@settings(max_examples=150, deadline=None)
def test_harmless_typing_never_matters(line: tuple[str, str], data: st.DataObject) -> None:
    entry, text = line
    changes = [
        str.lower,
        lambda it: it.replace(" ", "  "),
        lambda it: it.replace("'", "’").replace(" - ", " – "),
        lambda it: it.removesuffix("."),
        lambda it: f"• {it}",
        lambda it: it.replace("%", " %"),
        lambda it: it.replace("%", " percent"),
        lambda it: it.replace("4,000", "4000").replace("9,500", "9.5k"),
        lambda it: it.replace(" 7 ", " seven ").replace(" 25 ", " twenty-five "),
    ]
    for change in data.draw(st.lists(st.sampled_from(changes), max_size=4, unique=True)):
        text = change(text)
    assert VET.check(text, entry=entry).reasons == []


@pytest.mark.parametrize("verb", read_verbs()[::7], ids=lambda verb: verb.base)
def test_the_tense_of_a_verb_never_matters(verb: Verb) -> None:
    source = {"work": [{"name": "Quillon", "highlights": [f"{verb.past.capitalize()} the harbour records of 9 quays"]}]}
    facts = FactBase(number_facts(Resume.model_validate(source)), TODAY)
    for form in (verb.base, verb.past, verb.gerund):
        assert (
            facts.check(f"{form.capitalize()} the harbour records of 9 quays.", cites=["w1.1"], entry="w1").reasons
            == []
        )


@given(
    st.permutations(["Soft-tissue surgery", "Anaesthesia", "Ultrasound"]), st.sampled_from([", ", " · ", "; ", " | "])
)
@settings(max_examples=30, deadline=None)
def test_the_order_of_a_list_never_matters(items: list[str], mark: str) -> None:
    assert VET.check(mark.join(items), section="skills").supported
