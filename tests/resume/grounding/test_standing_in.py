"""A word of a claim in the place of its line's own, and what it must never bring in."""

import pytest

from resume.facts import number_facts
from resume.grounding import FactBase
from resume.grounding.support.standing_in import stands_in
from resume.schema import Resume
from tests.resume.grounding.person import TODAY


def says(line: str, claim: str) -> bool:
    """Whether a role with one line lets one claim another."""
    role = Resume.model_validate({"work": [{"name": "Tamsel Ferries", "highlights": [line]}]})
    return FactBase(number_facts(role), TODAY).check(claim, entry="w1").supported


@pytest.mark.parametrize(
    ("line", "claim"),
    [
        ("Built partnerships with 3 piers for school trips.", "Forged partnerships with 3 piers for school trips."),
        ("Collected overdue fares from 40 hauliers.", "Chased unpaid fares from 40 hauliers."),
        ("Negotiated the berth fee at 3 harbours.", "Haggled over the berth fee at 3 harbours."),
        ("Wrote the scripts of 12 safety films.", "Wrote the texts of 12 safety films."),
        ("Cut damage by adding fenders and repainting 6 piers.", "Cut damage by extra fenders and repainting 6 piers."),
        ("Raised the share of cars with tickets from 40% to 65%.", "A larger share of cars with tickets, 65% not 40%."),
        ("Decided the prices of 3 suppliers.", "Set the prices of 3 suppliers."),
        ("Used GBP 4,000 for a sensory room.", "Spent GBP 4,000 on a sensory room."),
        ("Regulated the humidity of 3 cold stores.", "Controlled the humidity of 3 cold stores."),
        ("Cut collisions by repainting 40 markings.", "Cut collisions by 40 fresh markings."),
        (
            "Checked the stock with the clerk within a year.",
            "Checked the stock in tandem with the clerk within a year.",
        ),
        ("Checked the stock alone on Sundays.", "Checked the stock on my own on Sundays."),
        ("Lowered the share of travellers without tickets.", "Lowered the share of ticketless travellers."),
        ("Lowered the share of ticketless travellers.", "Lowered the share of travellers without tickets."),
        ("Set up hardware-in-the-loop tests on 8 boards.", "Set up HIL tests on 8 boards."),
        ("Monitored the stock of 12 depots.", "Kept tabs on the stock of 12 depots."),
        ("Helped with the stock of 12 depots.", "Pitched in with the stock of 12 depots."),
        ("Gave wine sales per guest a lift to 27 euros.", "Gave wine sales per head a lift to 27 euros."),
    ],
)
def test_a_word_may_stand_for_the_one_that_its_line_has(line: str, claim: str) -> None:
    assert says(line, claim)


@pytest.mark.parametrize(
    ("line", "claim"),
    [
        ("Fitted new seals to 34 pumps.", "Patented new seals for 34 pumps."),
        ("Lent life jackets to 60 schools.", "Sold life jackets to 60 schools."),
        ("Logged every fault of 34 pumps.", "Repaired every fault of 34 pumps."),
        ("Drilled the crew in fire rescue every month.", "Drilled the passengers in fire rescue every month."),
        ("Trained 5 apprentices in rope work.", "Trained 5 managers in rope work."),
        ("Carried 40,000 passengers without an injury.", "Carried 40,000 passengers without a delay."),
        ("Wrote the checklist for 6 crews.", "Wrote the policy for 6 crews."),
        ("Collected overdue fares from 40 hauliers.", "Collected overdue fares from 40 hauliers and unpaid fines."),
        ("Lowered the share of cars without tickets from 8% to 5%.", "A larger share of cars, from 8% to 5%."),
        ("Checked the stock of the shop on Sundays.", "Checked the stock of the shop on my own on Sundays."),
        ("Lowered the share of travellers with tickets.", "Lowered the share of ticketless travellers."),
        ("Pitched in with the stock of 12 depots.", "Managed the stock of 12 depots."),
        ("Sorted 900 parcels an hour by postcode.", "Delivered 900 parcels an hour by postcode."),
        ("Checked the prices of 3 suppliers.", "Set the prices of 3 suppliers."),
        ("Secured GBP 4,000 for a sensory room.", "Spent GBP 4,000 on a sensory room."),
        ("Helped to build partnerships with 3 piers.", "Forged partnerships with 3 piers."),
    ],
)
def test_a_word_for_something_else_is_caught(line: str, claim: str) -> None:
    assert not says(line, claim)


def test_a_word_that_the_claim_has_already_used_up_lends_its_place_to_no_other() -> None:
    assert not says("Built partnerships with 3 piers.", "Built and forged partnerships with 3 piers.")


@pytest.mark.parametrize(
    ("own", "other"),
    [
        ("sold", "bought"), ("logged", "repaired"), ("tested", "certified"), ("attended", "taught"), ("proposed", "introduced"),
        ("used", "built"), ("reviewed", "approved"), ("schools", "hospitals"), ("pupils", "teachers"), ("fell", "rose"),
        ("reduced", "raised"), ("assisted", "led"), ("sales", "profit"), ("weekly", "monthly"), ("local", "national"),
        ("designed", "built"), ("year", "season"), ("conducted", "led"),
    ],
)  # fmt: skip
def test_no_row_goes_from_one_deed_or_thing_to_another(own: str, other: str) -> None:
    assert not stands_in(own, other)


def test_operations_that_one_assists_at_are_performed_by_nobody_for_being_named_in_another_line() -> None:
    lines = ["Assist at about 12 operations a week.", "Phone owners the day after every operation."]
    role = Resume.model_validate({"work": [{"name": "Tamsel Ferries", "highlights": lines}]})
    verdict = FactBase(number_facts(role), TODAY).check("Perform about 12 operations a week.", entry="w1")
    assert not verdict.supported


def at_a_role(title: str, line: str, claim: str) -> bool:
    """Whether a role with a title and one line lets one claim another."""
    work = {"name": "Tamsel Ferries", "position": title, "highlights": [line]}
    return FactBase(number_facts(Resume.model_validate({"work": [work]})), TODAY).check(claim, entry="w1").supported


def test_what_a_title_is_about_may_be_named_beside_a_lines_own_words() -> None:
    line = "Developed motor control for a winch in C on an STM32."
    assert at_a_role("Firmware Engineer", line, "Wrote C firmware for motor control on an STM32.")


@pytest.mark.parametrize(
    ("title", "line", "claim"),
    [
        (
            "Locksmith",
            "Trained 3 apprentices in lock picking and rekeying.",
            "Trained locksmiths in lock picking and rekeying.",
        ),
        (
            "Senior Nurse",
            "Trained 8 nurses in ward drills on deck 3.",
            "Trained 8 senior nurses in ward drills on deck 3.",
        ),
        ("Deck Instructor", "Tested 8 winches.", "Tested 8 decks."),
    ],
)
def test_a_title_lends_neither_people_nor_ranks_nor_things(title: str, line: str, claim: str) -> None:
    assert not at_a_role(title, line, claim)


@pytest.mark.parametrize(
    ("employer", "claim"),
    [
        ("Agencia Tucanela", "Four years at an agency."),
        ("Clínica Tucanela", "Four years in a clinic."),
        ("Bäckerei Tukan", "Four years in a bakery."),
    ],
)
def test_an_employer_is_what_its_name_says_in_its_own_language(employer: str, claim: str) -> None:
    work = {"name": employer, "position": "Planner", "startDate": "2017-05", "endDate": "2021-07"}
    assert FactBase(number_facts(Resume.model_validate({"work": [work]})), TODAY).check(claim, entry="w1").supported


def test_a_light_noun_ends_only_a_noun_that_its_line_has() -> None:
    assert says("Took part in sprint planning with 9 developers.", "Joined sprint planning sessions with 9 developers.")
    assert not says(
        "Took part in planning with 9 developers.", "Joined planning with 9 developers and service sessions."
    )


def test_what_a_figure_counts_may_have_another_name_that_its_line_lets_stand() -> None:
    assert says("Served up to 90 covers a night in the garden.", "Served up to 90 diners a night in the garden.")
    assert not says("Served up to 90 covers a night in the garden.", "Served up to 90 gardens a night.")


ROLE_LINES = [
    "Design helical gearbox housings for conveyors.",
    "Cut housing weight from 50 kg to 40 kg by casting.",
    "Deliver 60 parcels a day.",
    "Cut delivery time from 40 to 30 minutes with a new route plan.",
    "Serve wedding guests and hotel guests in 2 halls.",
    "Raised guest satisfaction from 70% to 85% by new menus.",
]


@pytest.mark.parametrize(
    ("claim", "follows"),
    [
        ("Cut gearbox housing weight from 50 kg to 40 kg by casting.", True),
        ("Cut parcel delivery time from 40 to 30 minutes with a new route plan.", True),
        ("Cut conveyor housing weight from 50 kg to 40 kg by casting.", False),
        ("Cut pump housing weight from 50 kg to 40 kg by casting.", False),
        ("Cut gearbox weight from 50 kg to 40 kg by casting.", False),
        ("Cut letter delivery time from 40 to 30 minutes with a new route plan.", False),
        ("Raised wedding guest satisfaction from 70% to 85% by new menus.", False),
    ],
)
def test_what_a_role_says_of_one_thing_alone_may_be_said_of_it_in_its_other_lines(claim: str, follows: bool) -> None:
    role = {"name": "Tamsel Ferries", "position": "Planner", "highlights": ROLE_LINES}
    facts = number_facts(Resume.model_validate({"work": [role]}))
    assert FactBase(facts, TODAY).check(claim, entry="w1").supported is follows
