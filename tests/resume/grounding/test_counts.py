"""A count supports a count of the same thing alone, whatever other figures stand in its line."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from resume.facts import number_facts
from resume.grounding import FactBase
from resume.schema import Resume
from tests.resume.grounding.person import TODAY

TEMPLATES = (
    ("Covered {a} shifts a month, coordinating {b} {noun}.", "Coordinated {n} {noun}."),
    ("Kept {a} machines running with {b} {noun} over {c} months.", "Kept machines running with {n} {noun}."),
    ("Looked after {a} beds on {c} floors and trained {b} {noun}.", "Trained {n} {noun}."),
    ("Opened {a} branches in {c} towns and hired {b} {noun} for them.", "Hired {n} {noun}."),
    ("Planned {a} routes a day for {b} {noun} and {c} trailers.", "Planned routes for {n} {noun}."),
    ("Wrote {a} reports on {c} sites for a team of {b} {noun}.", "Wrote reports for a team of {n} {noun}."),
)
NOUNS = ("nurses", "drivers", "welders", "waiters", "fitters", "clerks", "gardeners")
counts = st.integers(min_value=2, max_value=60)


def base_of(*lines: str) -> FactBase:
    """The facts of one role with these lines."""
    role = {"name": "Quernmore Works", "position": "Foreperson", "startDate": "2019", "highlights": list(lines)}
    return FactBase(number_facts(Resume.model_validate({"work": [role]})), TODAY)


@given(st.sampled_from(TEMPLATES), st.sampled_from(NOUNS), st.tuples(counts, counts, counts), counts)
@settings(max_examples=200, deadline=None)
def test_a_changed_count_is_caught_whatever_else_the_line_counts(
    template: tuple[str, str], noun: str, figures: tuple[int, int, int], claimed: int
) -> None:
    a, b, c = figures
    assume(claimed != b)
    facts = base_of(template[0].format(a=a, b=b, c=c, noun=noun))
    assert not facts.check(template[1].format(n=claimed, noun=noun), entry="w1").supported


@given(st.sampled_from(TEMPLATES), st.sampled_from(NOUNS), st.tuples(counts, counts, counts))
@settings(max_examples=100, deadline=None)
def test_the_right_count_passes_whatever_else_the_line_counts(
    template: tuple[str, str], noun: str, figures: tuple[int, int, int]
) -> None:
    a, b, c = figures
    facts = base_of(template[0].format(a=a, b=b, c=c, noun=noun))
    assert facts.check(template[1].format(n=b, noun=noun), entry="w1").reasons == []


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        ("Supervise a crew of 6 welders and 4 fitters.", "Supervise a crew of 10."),
        ("Supervise 6 welders and 4 fitters.", "Supervise 10 people."),
        ("Taught 2 classes of 30 pupils.", "Taught 60 pupils."),
        ("Ran 3 shops with 12 staff each.", "Ran shops with 36 staff."),
        ("Planned 40 buses, of which 10 electric buses.", "Planned 40 buses, a quarter of them electric."),
        ("Managed a fleet of 14 vans and 6 more vans on hire.", "Managed a fleet of 20 vans."),
    ],
)
def test_figures_of_the_same_thing_add_up(source: str, claim: str) -> None:
    assert base_of(source).check(claim, entry="w1").reasons == []


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        ("Supervise 6 welders on 4 sites.", "Supervise 10 people."),
        ("Supervise 6 welders on 4 sites.", "Supervise 24 welders."),
        ("Run crews of 3 to 8 on jobs in two schools.", "Run crews of 11."),
        ("Lead a crew of 5 people, of which 2 apprentices.", "Lead a crew of 5 people, of which 3 apprentices."),
        ("Catering for banquets of up to 300 guests in 40 rooms.", "Catering for banquets of more than 300 guests."),
        ("The close used to take 11 days and takes 6.", "The close takes 11 days, up from 6."),
    ],
)
def test_figures_of_different_things_do_not(source: str, claim: str) -> None:
    assert not base_of(source).check(claim, entry="w1").supported


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        ("Helped with the move to Kelvyn and trained 34 colleagues.", "Trained 34 colleagues."),
        ("Was involved in the new rota, then wrote the handbook.", "Wrote the handbook."),
    ],
)
def test_a_modest_opening_is_of_its_own_clause(source: str, claim: str) -> None:
    assert base_of(source).check(claim, entry="w1").reasons == []


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        ("Helped with the move to Kelvyn and trained 34 colleagues.", "Led the move to Kelvyn."),
        ("Helped to plan the move and train 34 colleagues.", "Trained 34 colleagues."),
        ("Was part of the team that planned and built the bridge.", "Built the bridge."),
        ("Act as shift contact. Helped with the move to Kelvyn.", "Directed the move to Kelvyn."),
    ],
)
def test_what_was_only_helped_with_is_no_own_work(source: str, claim: str) -> None:
    assert not base_of(source).check(claim, entry="w1").supported


def test_a_raised_verb_is_told_by_the_words_of_the_source() -> None:
    facts = base_of("Was involved in a project that cut the scrap rate.", "Lead the morning briefing of 9 welders.")
    verdict = facts.check("Led a project that cut the scrap rate.", entry="w1")
    assert {reason.kind for reason in verdict.reasons} == {"scope"}
    assert "Was involved in a project" in verdict.reasons[0].detail


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        ("On-time delivery 97.8% in 2024, was 94.1% when I started.", "On-time delivery below 97.8%."),
        ("Run crews of 3 to 8 on commercial jobs.", "Run crews of at least 8 on commercial jobs."),
        ("Lead a group of seven (three chemists, three clerks, one technician).", "Lead a group of thirteen."),
        ("Co-supervised two clerks.", "Supervised two clerks."),
        ("Satisfaction score for arrivals in the department from 8.3 to 9.1.", "Score for departures from 8.3 to 9.1."),
    ],
)
def test_a_bound_a_whole_and_a_share_are_read_as_such(source: str, claim: str) -> None:
    assert not base_of(source).check(claim, entry="w1").supported


def test_a_change_turned_round_has_one_reason_that_is_true() -> None:
    verdict = base_of("Scrap fell from 9.1 to 4.3 per 1,000 parts.").check("Scrap rose from 4.3 to 9.1.", entry="w1")
    assert "number" not in {reason.kind for reason in verdict.reasons}
    assert "comparison" in {reason.kind for reason in verdict.reasons}


@pytest.mark.parametrize(
    "line",
    [
        "I am writing to apply for the post of Works Manager at Larchmont Energy.",
        "I would welcome the chance to discuss how I could help your team.",
        "I look forward to hearing from you.",
        "Thank you for considering my application.",
        "I was pleased to see your advertisement for a Works Manager.",
    ],
)
def test_courtesies_of_a_letter_are_no_claims(line: str) -> None:
    assert base_of("Planned the shifts of 9 welders.").check(line, section="letter").reasons == []


@pytest.mark.parametrize(
    "line",
    [
        "I am excited to bring my five years of Spark experience to your team.",
        "I would welcome the chance to use the Kubernetes skills I built at Quernmore.",
        "I am applying for the role of Works Manager, having led a team of 12 chemists.",
        "Thank you for your time; at Quernmore I won the Larch Award twice.",
        "I was delighted to win the Larch Award.",
    ],
)
def test_a_claim_inside_a_courtesy_is_still_checked(line: str) -> None:
    assert not base_of("Planned the shifts of 9 welders.").check(line, section="letter").supported


@pytest.mark.parametrize(
    ("label", "headline"), [("Data Analyst Intern", "Data Analyst"), ("Deputy Head of Works", "Head of Works")]
)
def test_a_headline_keeps_what_makes_a_title_smaller(label: str, headline: str) -> None:
    basics = {"label": label, "summary": f"Looking for a post as {headline}."}
    facts = FactBase(number_facts(Resume.model_validate({"basics": basics})), TODAY)
    assert not facts.check(headline, section="headline").supported
    assert facts.check(label, section="headline").reasons == []


@pytest.mark.parametrize(
    "length", ["a decade", "more than a decade", "over ten years", "11 years", "11+ years", "a dozen years"]
)
def test_tenure_is_said_in_many_ways(length: str) -> None:
    work = [{"name": "Quernmore Works", "position": "Welder", "startDate": "2014-01", "endDate": "2025-06"}]
    facts = FactBase(number_facts(Resume.model_validate({"work": work})), TODAY)
    assert facts.check(f"Welder with {length} of experience.", section="summary").supported == (
        length != "a dozen years"
    )


def test_a_deputy_is_not_the_chief_but_may_be_said_to_be_the_deputy() -> None:
    facts = base_of("Two research cruises as chief scientist's deputy.")
    assert facts.check("Also two research cruises as chief scientist's deputy.", entry="w1").reasons == []
    assert not facts.check("Two research cruises as chief scientist.", entry="w1").supported
