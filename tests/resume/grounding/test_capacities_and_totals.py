"""What each thing can hold or do, what all of them can together, how often, and how many of how many succeeded."""

import pytest

from tests.resume.grounding.test_modality import check, check_lines

EXHIBITIONS = "Prepared 6 exhibitions on maritime history."
COURSES = "Taught 14 courses in pastry making."
LINES = "Carried out maintenance on 2 bottling lines with a capacity of 24,000 bottles an hour each."
HALLS = "Managed 4 halls with a capacity of 250 guests each."
SILOS = "Filled 2 silos with a capacity of 90 tonnes each."
MIXER = "Operated a mixer able to produce 600 litres an hour."
CHECKS = "Organised medical check-ups for drivers twice a year."
TRAINING = "Trained stewards three times a week."
BIDS = "Co-wrote 2 grant applications, of which one was approved for €28,000."
LEARNERS = "Trained 20 apprentices, 18 of whom qualified."
STORE = "Manage a 1,400 m² store with 22 staff."
LOSS = "Brought stock loss down from 2.4 to 1.2 per cent of sales."


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        (EXHIBITIONS, "Prepared 6 maritime history exhibitions."),
        (COURSES, "Taught 14 pastry making courses."),
        (LINES, "Performed maintenance on 2 bottling lines, each able to run 24,000 bottles an hour."),
        (LINES, "Maintained 2 bottling lines with a combined capacity of 48,000 bottles an hour."),
        (HALLS, "Managed 4 halls, each seating 250 guests."),
        (HALLS, "Managed 4 halls with a total capacity of 1,000 guests."),
        (SILOS, "Filled 2 silos, each of which can hold 90 tonnes."),
        (MIXER, "Operated a mixer with a capacity of 600 litres an hour."),
        (CHECKS, "Organised twice-yearly medical check-ups for drivers."),
        (TRAINING, "Held thrice-weekly training for stewards."),
        (BIDS, "Co-wrote 2 grant applications with a 50% success rate."),
        (LEARNERS, "Trained 20 apprentices with a 90% pass rate."),
    ],
)
def test_sizes_and_rates_are_told_in_other_words(source: str, claim: str) -> None:
    assert check(source, claim).reasons == []


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        (EXHIBITIONS, "Prepared 8 maritime history exhibitions."),
        (COURSES, "Taught 14 bread making courses."),
        (LINES, "Maintained 2 bottling lines with a combined capacity of 24,000 bottles an hour."),
        (LINES, "Maintained 2 bottling lines with a capacity of 48,000 bottles an hour each."),
        (HALLS, "Managed 4 halls with a total capacity of 250 guests."),
        (SILOS, "Filled 2 silos with a combined capacity of 90 tonnes."),
        (SILOS, "Filled 2 silos, each of which can hold 180 tonnes."),
        (MIXER, "Operated a mixer with a capacity of 800 litres an hour."),
        (CHECKS, "Organised twice-monthly medical check-ups for drivers."),
        (TRAINING, "Trained stewards twice a week."),
        (BIDS, "Co-wrote 2 grant applications with a 100% success rate."),
        (LEARNERS, "Trained 20 apprentices with a 10% pass rate."),
    ],
)
def test_sizes_and_rates_of_another_figure_are_caught(source: str, claim: str) -> None:
    assert check(source, claim).reasons != []


def test_a_change_in_per_cent_is_no_share_of_the_line_before_it() -> None:
    claim = "Manage a 1,400 m² store with 22 staff and brought stock loss down from 2.4 to 1.2 per cent of sales."
    assert check_lines([STORE, LOSS], claim).reasons == []
