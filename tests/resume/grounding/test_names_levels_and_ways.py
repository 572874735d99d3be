"""Names that no common word lends, levels beside years, some told as all, one told as many, and figures that go the other way."""

import pytest

from tests.resume.grounding.test_modality import check_lines

UNION = "Contributed to pay negotiations with the union; a two-year deal was agreed in May 2023."
TESTS = "Took part in tests of a new payments module with the IT team."
ARCHIVE = "Managed access to the archive for 40 readers."
WINES = "Imported Moldovan wines from 12 makers."
CALLS = "Ran weekly calls in MS Teams."
TUNING = "Some experience with stored procedure tuning on SQL Server 2012."
PITS = "Dug trial pits 3 m deep."
CLUB = "Started a lunchtime chess club for some of the second-class pupils."
CARE = "Trained some of the day-care staff."
GIFTS = "Raised A$3.2 million in the 2023 financial year, up from A$2.5 million in 2021."
WAITS = "Cut the waiting time to 12 days, down from 30."
RANKED = "The team ranked 3rd in 2019, up from 8th."
DESIGNER = "Mentor 1 junior designer."
WARD = "Supervised 1 nurse and 3 porters."

WEEKLY = "Wrote Airflow jobs that retrained the fraud model every week instead of every month."
SAFETY = "Trained 16 counselors in lab safety."
VISITS = "Reduced canceled visits from 50 to 20 a year with reminder calls."


def test_what_another_line_tells_is_no_result_of_this_one() -> None:
    assert check_lines([VISITS], "Used reminder calls, reducing canceled visits from 50 to 20 a year.").supported
    assert check_lines([SAFETY, VISITS], SAFETY[:-1] + ", and reduced canceled visits from 50 to 20 a year.").supported
    assert not check_lines([SAFETY, VISITS], SAFETY[:-1] + ", reducing canceled visits from 50 to 20 a year.").supported


def test_one_of_two_periods_is_not_changed() -> None:
    assert check_lines(
        [WEEKLY], "Wrote Airflow jobs that retrained the fraud model weekly instead of monthly."
    ).supported
    assert not check_lines([WEEKLY], WEEKLY.replace("week", "day")).supported


@pytest.mark.parametrize(
    ("line", "claim"),
    [
        (UNION, "Contributed to pay negotiations with the union."),
        (TESTS, "Took part in tests of a new payments module with the IT Team."),
        (WINES, "Imported wines from Moldova from 12 makers."),
        (CALLS, "Ran weekly Microsoft Teams calls."),
        (CALLS, "Ran weekly calls in Teams."),
        (TUNING, "Experience with stored procedure tuning on SQL Server 2012."),
        (PITS, "Dug 3 m deep trial pits."),
        (CLUB, "Started a lunchtime chess club for some second-class pupils."),
        (GIFTS, "Raised A$3.2 million in 2023 (up from A$2.5 million in 2021)."),
        (WAITS, "Cut the waiting time from 30 days down to 12."),
        (RANKED, "The team ranked 3rd in 2019, up from 8th."),
        (DESIGNER, "Mentor one junior designer."),
        (WARD, "Supervised a team of 1 nurse and 3 porters."),
        (WARD, "Supervised a nurse and 3 porters."),
    ],
)
def test_the_same_is_told(line: str, claim: str) -> None:
    assert check_lines([line], claim).supported


@pytest.mark.parametrize(
    ("line", "claim"),
    [
        (UNION, "Contributed to pay negotiations with Unite; a two-year deal was agreed in May 2023."),
        (TESTS, "Took part in tests of a new payments module in Teams."),
        (TESTS, "Took part in tests of a new payments module, shared in Microsoft Teams."),
        (ARCHIVE, "Managed the archive in Access for 40 readers."),
        (TUNING, "Deep experience with stored procedure tuning on SQL Server 2012."),
        (TUNING, "Strong stored procedure tuning on SQL Server 2012."),
        (CLUB, "Started a lunchtime chess club for all second-class pupils."),
        (CLUB, "Started a lunchtime chess club for each second-class pupil."),
        (CARE, "Trained all day-care staff."),
        (GIFTS, "Raised A$3.2 million in the 2023 financial year, down from A$2.5 million in 2021."),
        (WAITS, "Cut the waiting time to 12 days, up from 30."),
        (DESIGNER, "Mentor the design team."),
        (DESIGNER, "Mentor a team of junior designers."),
        (DESIGNER, "Mentor junior designers."),
        (WARD, "Supervised nurses and porters."),
    ],
)
def test_more_or_another_thing_is_caught(line: str, claim: str) -> None:
    assert not check_lines([line], claim).supported
