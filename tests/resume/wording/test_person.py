import pytest

from resume.wording import LineKind, reword_line


def without_person(line: str, kind: LineKind = "duty") -> str | None:
    rewording = reword_line(line, ongoing=False, kind=kind, dated=False)
    return rewording.text if rewording else None


@pytest.mark.parametrize(
    ("line", "better"),
    [
        ("I led the redesign of the ward rota", "Led the redesign of the ward rota"),
        ("I also wrote the newsletter", "Also wrote the newsletter"),
        ("I've trained 12 apprentices", "Trained 12 apprentices"),
        ("I have worked in three hospitals", "Worked in three hospitals"),
        ("I was on the 24-hour rota every sixth week.", "On the 24-hour rota every sixth week."),
        ("I was elected chair of the society", "Elected chair of the society"),
        ("I was the first point of contact for guests", "First point of contact for guests"),
        ("I was able to reduce errors by 30 %", "Reduced errors by 30 %"),
        ("I managed the shop and I trained staff", "Managed the shop and trained staff"),
        ("I managed my team of six", "Managed a team of six"),
        ("Led my department through accreditation", "Led the department through accreditation"),
        (
            "I mentor starters; 11 have passed with me since 2022.",
            "Mentor starters; 11 have passed with me since 2022.",
        ),
    ],
)
def test_the_first_person_goes_where_the_rest_stands_alone(line: str, better: str) -> None:
    assert without_person(line) == better


@pytest.mark.parametrize(
    "line",
    [
        "I think I led the team well",
        "My manager and I launched a shop",
        "Together with IT I introduced route optimisation",
        "I have managed the team since 2019",
        "I built it and my colleague tested it",
        "We built a new website",
        "My team is 5 people",
        "I like boring technology",
        "I am a nurse and work in Leeds",
    ],
)
def test_the_first_person_stays_where_the_rest_would_not_stand(line: str) -> None:
    assert without_person(line) is None


def test_a_line_of_two_acts_loses_only_its_i() -> None:
    line = "I was responsible for menu costing and brought food cost down from 36% to 29%."
    assert without_person(line) == "Was responsible for menu costing and brought food cost down from 36% to 29%."


@pytest.mark.parametrize(
    ("sentence", "better"),
    [
        (
            "I am a registered nurse with eight years on wards, the last five of them in intensive care.",
            "Registered nurse with eight years on wards, the last five of them in intensive care.",
        ),
        ("I'm a chef with ten years in hotels.", "Chef with ten years in hotels."),
        ("I have eight years of experience in retail.", "Eight years of experience in retail."),
        ("I am passionate about food.", "Passionate about food."),
        ("I have my own tools and a clean licence.", "Own tools and a clean licence."),
    ],
)
def test_a_sentence_of_the_summary_says_who_without_i(sentence: str, better: str) -> None:
    assert without_person(sentence, "summary") == better


@pytest.mark.parametrize(
    "sentence",
    [
        "I enjoy teaching and I am looking for my next step in a supportive team.",
        "I study how bacterial communities change.",
        "I speak five languages and stay calm when the lobby is full.",
        "I am looking for a new post.",
        "I believe every kid can do maths.",
    ],
)
def test_a_sentence_of_the_summary_that_needs_its_person_keeps_it(sentence: str) -> None:
    assert without_person(sentence, "summary") is None
