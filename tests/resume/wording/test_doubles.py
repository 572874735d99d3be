import pytest

from resume.wording import says_all_of


@pytest.mark.parametrize(
    ("fuller", "shorter"),
    [
        ("Trained 6 students in wound care", "Trained 6 students"),
        ("Managed a team of 12 nurses on nights", "Manage 12 nurses"),
        ("Managed 12 experienced nurses", "Managed nurses"),
        ("Ran the wound-care round on two wards; wrote the rota", "Ran the wound-care round."),
    ],
)
def test_a_line_says_all_of_a_shorter_one(fuller: str, shorter: str) -> None:
    assert says_all_of(fuller, shorter)


@pytest.mark.parametrize(
    ("fuller", "shorter"),
    [
        ("Managed stock control", "Managed stock"),
        ("Managed support for staff", "Managed staff"),
        ("Managed staff and ordered stock", "Managed stock"),
        ("Managed the stock; trained staff", "Managed staff"),
        ("Managed 12 staff", "Managed 5 staff"),
        ("Served no guests", "Served guests"),
        ("Trained 6 students", "Trained 6 students in wound care"),
        ("Helped train 6 students", "Trained 6 students"),
    ],
)
def test_a_line_that_says_something_else_is_no_double(fuller: str, shorter: str) -> None:
    assert not says_all_of(fuller, shorter)
