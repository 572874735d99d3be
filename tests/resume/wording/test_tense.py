import pytest

from resume.wording import reword_line


def in_role(line: str, *, ongoing: bool, dated: bool = True) -> str | None:
    rewording = reword_line(line, ongoing=ongoing, dated=dated)
    return rewording.text if rewording else None


@pytest.mark.parametrize(
    ("line", "better"),
    [
        ("Manage a team of 12 and prepare the weekly rota", "Managed a team of 12 and prepared the weekly rota"),
        ("Manages a team of 12", "Managed a team of 12"),
        ("Managing a team of 12 and training staff", "Managed a team of 12 and trained staff"),
        ("Lead a group of seven", "Led a group of seven"),
        ("Plan, organise and deliver events", "Planned, organised and delivered events"),
        ("Answer calls and take messages", "Answered calls and took messages"),
        ("Provide training and support to 40 staff", "Provided training and support to 40 staff"),
        ("Takes orders, serves food and handles payments", "Took orders, served food and handled payments"),
        ("Work 12 hours a week during term time.", "Worked 12 hours a week during term time."),
        ("Study the effects of noise on bats", "Studied the effects of noise on bats"),
    ],
)
def test_a_role_that_is_over_stands_in_the_past(line: str, better: str) -> None:
    assert in_role(line, ongoing=False) == better


@pytest.mark.parametrize(
    ("line", "better"),
    [
        ("Mentoring two junior developers", "Mentor two junior developers"),
        ("Manages stock and prepares orders", "Manage stock and prepare orders"),
        ("Managed a team of 12 nurses", "Manage a team of 12 nurses"),
        ("Handled calls from customers every day", "Handle calls from customers every day"),
    ],
)
def test_a_standing_duty_of_a_current_role_stands_in_the_present(line: str, better: str) -> None:
    assert in_role(line, ongoing=True) == better


@pytest.mark.parametrize(
    "line",
    [
        "Cut errors by 38 % in 2022",
        "Managed the migration to a new till system",
        "Introduced a checklist",
        "Managed a team of 12 during the merger",
        "Ensured all staff were trained",
        "Maintained records and ordered stock every week",
        "Prepare monthly accounts",
    ],
)
def test_what_is_finished_or_fits_already_stays_as_it_is_in_a_current_role(line: str) -> None:
    assert in_role(line, ongoing=True) is None


@pytest.mark.parametrize(
    "line",
    [
        "Lead teacher for maths",
        "Support worker for adults",
        "Design reviews with clients",
        "Act of parliament drafting",
        "Managing director of a family firm",
        "Teaching assistant in a primary school",
        "Leading provider of care",
        "Training of new staff",
        "Picking, packing, loading, reach truck.",
        "Building maintenance",
        "Record keeping",
        "Help staff plan and prepare meals",
        "Work with teams to plan and deliver events",
        "Prepare reports that go to the board",
        "Keep the calendar for 3 attorneys. None missed so far.",
        "Manages stock and orders supplies",
        "Found a card fee error",
        "Cut hair",
    ],
)
def test_a_noun_or_an_unclear_line_keeps_its_form(line: str) -> None:
    assert in_role(line, ongoing=False) is None


def test_without_dates_no_tense_is_changed() -> None:
    assert in_role("Manage a team of 12", ongoing=False, dated=False) is None


def test_acronyms_do_not_make_a_line_a_title() -> None:
    assert in_role("Develop REST APIs in JS (Node, Express) for UPI payments", ongoing=False) == (
        "Developed REST APIs in JS (Node, Express) for UPI payments"
    )
