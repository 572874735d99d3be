"""Nouns in the place of a line's own: the same thing in other words, and never another thing, place, rank or audience."""

import pytest

from resume.facts import number_facts
from resume.grounding import FactBase
from resume.grounding.language.lists import read_sections
from resume.grounding.support.standing_in import stands_in
from resume.schema import Resume
from tests.resume.grounding.person import TODAY


def says(line: str, claim: str) -> bool:
    """Whether a role with one line lets one claim another."""
    role = Resume.model_validate({"work": [{"name": "Orrin Quarry Baths", "highlights": [line]}]})
    return FactBase(number_facts(role), TODAY).check(claim, entry="w1").supported


@pytest.mark.parametrize(
    ("line", "claim"),
    [
        ("Cut the costs of 4 kitchens by 12%.", "Cut the spend of 4 kitchens by 12%."),
        ("Checked the documents of 300 lorries a week.", "Checked the paperwork of 300 lorries a week."),
        ("Raised enrolment in 6 evening classes by 20%.", "Raised uptake of 6 evening classes by 20%."),
        ("Cleaned the buildings of 3 councils.", "Cleaned the premises of 3 councils."),
        ("Counted visitors at 2 entrances.", "Counted footfall at 2 entrances."),
        ("Wrote reports on 14 wells for farmers.", "Wrote write-ups on 14 wells for farmers."),
        ("Planned holidays for 60 employees.", "Planned leave for 60 workers."),
        ("Fed 80 cows and mended the fences.", "Fed 80 cattle and mended the fencing."),
        ("Reconciled payments from 9 tenants every month.", "Reconciled remittances from 9 tenants every month."),
        ("Repainted the facade of 5 houses.", "Repainted the exterior of 5 houses."),
        ("Resolved 30 complaints a week from passengers.", "Resolved 30 grievances a week from travellers."),
        ("Found the cause of 8 outages in the network.", "Found the source of 8 outages in the network."),
        ("Wrote the manuals of 7 looms.", "Wrote the guides of 7 looms."),
        ("Taught 25 children to swim.", "Taught 25 youngsters to swim."),
    ],
)
def test_the_same_thing_may_have_another_name(line: str, claim: str) -> None:
    assert says(line, claim)


@pytest.mark.parametrize(
    ("line", "claim"),
    [
        ("Cut the costs of 4 kitchens by 12%.", "Cut the staff of 4 kitchens by 12%."),
        ("Checked the documents of 300 lorries a week.", "Checked the brakes of 300 lorries a week."),
        ("Raised enrolment in 6 evening classes by 20%.", "Raised fees of 6 evening classes by 20%."),
        ("Cleaned 3 buildings for the council.", "Cleaned 3 hospitals for the council."),
        ("Trained 12 staff in first aid.", "Trained 12 surgeons in first aid."),
        ("Wrote 14 forms for farmers.", "Wrote 14 policies for farmers."),
        ("Planned holidays for 60 employees.", "Planned holidays for 60 managers."),
        ("Fed 80 cows and mended the fences.", "Fed 80 horses and mended the fences."),
        ("Sorted invoices from 9 tenants every month.", "Sorted contracts from 9 tenants every month."),
        ("Advised 40 colleagues on lock repair.", "Advised 40 clients on lock repair."),
        ("Logged 30 errors a week in the kiln room.", "Logged 30 accidents a week in the kiln room."),
        ("Taught 25 children to swim.", "Taught 25 adults to swim."),
        ("Sold lamps at 6 schools.", "Sold lamps at 6 universities."),
        ("Bought 3 shops' stock of wool.", "Bought 3 chains' stock of wool."),
    ],
)
def test_another_thing_is_caught(line: str, claim: str) -> None:
    assert not says(line, claim)


@pytest.mark.parametrize(
    ("own", "other"),
    [
        ("staff", "nurse"), ("school", "university"), ("shop", "chain"), ("form", "policy"), ("draft", "book"),
        ("district", "country"), ("state", "country"), ("course", "degree"), ("colleague", "manager"), ("apprentice", "engineer"),
        ("technician", "engineer"), ("error", "accident"), ("incident", "accident"), ("product", "brand"), ("team", "department"),
        ("client", "investor"), ("paper", "award"), ("brake", "engine"), ("invoice", "contract"), ("patient", "doctor"),
        ("weld", "bolt"), ("supervisor", "director"), ("cook", "chef"), ("department", "ministry"), ("page", "website"),
        ("revenue", "profit"), ("cost", "revenue"), ("increase", "decrease"), ("rise", "fall"), ("month", "week"),
        ("parent", "mother"), ("vehicle", "ambulance"), ("document", "contract"), ("building", "hospital"),
        ("certificate", "degree"), ("nomination", "award"), ("followers", "subscribers"), ("winter", "season"),
        ("assistant", "manager"), ("teacher", "professor"), ("volunteer", "employee"), ("animal", "horse"),
    ],
)  # fmt: skip
def test_no_row_makes_a_thing_narrower_grander_or_another(own: str, other: str) -> None:
    assert not stands_in(own, other)


def rows() -> list[list[str]]:
    """The rows of the list, by their words."""
    return [line.split() for lines in read_sections("in_place_things.txt").values() for line in lines]


def test_every_word_of_the_list_has_one_row_and_others_to_stand_for_it() -> None:
    plain = [
        row
        for heading, lines in read_sections("in_place_things.txt").items()
        for row in lines
        if "plurals" not in heading
    ]
    owns = [row.split()[0] for row in plain]
    assert len(owns) == len(set(owns))
    assert [row for row in rows() if len(row) < 2 or row[0] in row[1:]] == []


def test_the_words_of_the_list_are_found_as_they_are_written() -> None:
    assert [(own, other) for own, *others in rows() for other in others if not stands_in(own, other)] == []
