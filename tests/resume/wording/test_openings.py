import pytest

from resume.wording import reword_line


def past(line: str) -> str | None:
    rewording = reword_line(line, ongoing=False)
    return rewording.text if rewording else None


def present(line: str) -> str | None:
    rewording = reword_line(line, ongoing=True)
    return rewording.text if rewording else None


@pytest.mark.parametrize(
    ("line", "better"),
    [
        ("Responsible for managing a team of 12 drivers", "Managed a team of 12 drivers"),
        ("Was responsible for overseeing stock control", "Oversaw stock control"),
        ("Duties included preparing pastry for 120 covers", "Prepared pastry for 120 covers"),
        ("I was tasked with building the new rota", "Built the new rota"),
        ("In charge of ordering stock and managing suppliers", "Ordered stock and managed suppliers"),
        ("Was given the task of cleaning 3 years of bus data", "Cleaned 3 years of bus data"),
        ("The role involved liaising with schools and parents", "Liaised with schools and parents"),
    ],
)
def test_a_weak_opening_becomes_the_plain_verb(line: str, better: str) -> None:
    assert past(line) == better


@pytest.mark.parametrize(
    ("line", "better"),
    [
        ("Responsible for managing budgets and training staff", "Managed budgets and trained staff"),
        ("Responsible for preparing, checking and filing returns", "Prepared, checked and filed returns"),
        (
            "Responsible for planning shifts, ordering stock and training new staff",
            "Planned shifts, ordered stock and trained new staff",
        ),
        (
            "Responsible for supervising apprentices and for ordering materials",
            "Supervised apprentices and ordered materials",
        ),
        ("Responsible for setting up the lab and carrying out checks", "Set up the lab and carried out checks"),
        (
            "Responsible for developing a rota system, ensuring fair cover",
            "Developed a rota system, ensuring fair cover",
        ),
        ("Responsible for providing training and support to users", "Provided training and support to users"),
    ],
)
def test_parallel_verbs_turn_together_and_nouns_stay(line: str, better: str) -> None:
    assert past(line) == better


@pytest.mark.parametrize(
    ("line", "better"),
    [
        ("Responsible for the management of a 40-bed ward", "Managed a 40-bed ward"),
        ("Responsible for the design of the annual report", "Designed the annual report"),
        (
            "Responsible for the planning, organisation and supervision of school trips",
            "Planned, organised and supervised school trips",
        ),
        ("Responsible for the planning of shifts and training of staff", "Planned shifts and trained staff"),
        ("Responsible for the day-to-day running of the ward", "Ran the ward day-to-day"),
        ("Responsible for the care of 8 residents", "Cared for 8 residents"),
        ("Responsible for liaison with suppliers", "Liaised with suppliers"),
    ],
)
def test_a_noun_that_hides_a_verb_becomes_that_verb(line: str, better: str) -> None:
    assert past(line) == better


def test_an_empty_announcement_of_a_list_goes() -> None:
    assert (
        past("Duties included triage, cannulation and safe discharge planning.")
        == "Triage, cannulation and safe discharge planning."
    )


def test_an_ongoing_role_speaks_in_the_present() -> None:
    assert present("Responsible for running the night shift") == "Run the night shift"


@pytest.mark.parametrize(
    ("line", "better"),
    [
        ("Was responsible for organising the annual fair", "Organised the annual fair"),
        ("Responsible for implementing the till system in 2021", "Implemented the till system in 2021"),
        ("Had responsibility for managing two apprentices", "Managed two apprentices"),
    ],
)
def test_what_is_over_stays_in_the_past_of_an_ongoing_role(line: str, better: str) -> None:
    assert present(line) == better


def test_what_may_or_may_not_be_over_is_left_alone_in_an_ongoing_role() -> None:
    assert present("Responsible for implementing the new till system") is None


@pytest.mark.parametrize(
    "line",
    [
        "Managed a team of 12 drivers",
        "Responsible for building maintenance",
        "Responsible for marketing campaigns across three regions",
        "Responsible for managing directors' diaries",
        "Responsible for hiring managers",
        "Responsible for monitoring equipment",
        "Responsible for managing budgets and marketing campaigns",
        "Responsible for the night shift",
        "Responsible for P&L",
        "Responsible for the maintenance of vehicles and the safety of drivers",
        "Responsible for the supervision of staff, stock control and cash handling",
        "Responsible for training staff, stock control and banking",
        "Responsible for overseeing staff cleaning rooms and serving guests",
        "Responsible for managing costs by sorting waste and renegotiating contracts",
        "Responsible for ensuring that all rooms are clean",
        "Jointly responsible for managing the shop",
        "In charge of catering",
        "Duties included cleaning, cooking the meals and shopping",
        "Ich leitete das Team",
    ],
)
def test_a_line_that_is_good_or_unclear_is_left_alone(line: str) -> None:
    assert past(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "Was involved in developing a new menu",
        "Involved in a project to replace the pumps",
        "Helped to organise the summer fair",
        "Helped organise the summer fair",
        "Assisted in managing a team of 5",
        "Worked on developing a mobile app",
        "Participated in the design of the new wing",
        "Was part of the team that launched 3 games",
        "Supported the manager in running the shop",
    ],
)
def test_a_share_in_the_work_never_becomes_the_whole(line: str) -> None:
    assert past(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "Tasked with reducing waste in the kitchen",
        "Responsible for meeting sales targets",
        "Responsible for improving attendance",
        "Responsible for the completion of 40 orders",
    ],
)
def test_a_duty_to_reach_a_result_never_becomes_the_result(line: str) -> None:
    assert past(line) is None


def test_the_reason_names_the_words_that_went() -> None:
    rewording = reword_line("Responsible for running the night shift", ongoing=False)
    assert rewording is not None
    assert "“Responsible for”" in rewording.reason
