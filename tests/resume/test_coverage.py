from resume.coverage import cover_requirements, measure_coverage
from resume.edits import Claim, ClaimAction
from resume.job import Requirement
from resume.matching import Match

ASKED = [
    Requirement(id="r1", text="Triage", kind="required", weight=1.0, terms=["triage"]),
    Requirement(id="r2", text="Wound care", kind="required", weight=1.0, terms=["wound care"]),
    Requirement(id="r3", text="Welding", kind="preferred", weight=0.5, terms=["welding"]),
]
MATCHES = [
    Match("r1", ("w1.1",), "full", "in a line"),
    Match("r2", ("w1.2",), "full", "in a line"),
    Match("r3", (), "none", "nothing shows it"),
]


def claim(id: str, fact: str, text: str, original: str | None = None, action: ClaimAction = "kept") -> Claim:
    return Claim(id=id, section="work", text=text, original=original or text, facts=[fact], action=action, why="")


CLAIMS = [claim("k1", "w1.1", "Did triage"), claim("k2", "w1.2", "Did wound care")]


def statuses(claims: list[Claim], shipped: set[str]) -> list[str]:
    return [row.status for row in cover_requirements(ASKED, MATCHES, claims, shipped)]


def test_what_a_shipped_line_proves_is_shown_and_what_nothing_proves_is_a_gap() -> None:
    assert statuses(CLAIMS, {"k1", "k2"}) == ["shown", "shown", "gap"]


def test_what_was_left_out_is_supported_but_not_shown() -> None:
    assert statuses(CLAIMS, {"k1"}) == ["shown", "supported", "gap"]


def test_a_line_that_lost_the_term_in_editing_does_not_show_it() -> None:
    edited = claim("k2", "w1.2", "Did rounds", original="Did wound care", action="edited")
    assert statuses([CLAIMS[0], edited], {"k1", "k2"}) == ["shown", "supported", "gap"]


def test_coverage_is_counted_unweighted() -> None:
    coverage = measure_coverage(cover_requirements(ASKED, MATCHES, CLAIMS, {"k1"}))
    assert (coverage.honest, round(coverage.raw, 3), round(coverage.before, 3)) == (0.5, 0.333, 0.667)


def test_with_nothing_supported_honest_coverage_is_whole() -> None:
    nothing = [Match(one.id, (), "none", "") for one in ASKED]
    assert measure_coverage(cover_requirements(ASKED, nothing, CLAIMS, {"k1"})).honest == 1.0


def test_a_requirement_met_in_part_is_a_gap() -> None:
    part = [Match("r1", ("w1.1",), "partial", "fewer years"), *MATCHES[1:]]
    assert cover_requirements(ASKED, part, CLAIMS, {"k1", "k2"})[0].status == "gap"
