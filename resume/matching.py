"""Each requirement of an ad against the facts of a resume: which facts support it, how far, and why.

Support is what a careful reader would find in the words; years are added up from the dates of the roles that show the thing
asked for. What cannot be computed is said, not guessed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from resume.evidence import NOTHING, Degree, Shown, Wanted, prepare, read_line, shows, without_institution, work_of_role
from resume.facts import Fact
from resume.job import Requirement
from resume.occupations import names_occupation
from resume.sentences import list_up
from resume.years import add_up_years, find_years, say_years

_SILENT_KINDS = frozenset({"name", "contact"})
_SILENT_SECTIONS = frozenset({"references", "interests"})
"""What is no evidence: how to reach somebody, what others say of them, what they like."""
_OWN_TITLES = frozenset({"role", "headline", "summary"})
"""Where somebody says what they are or were."""
_YEAR_TOLERANCE = 0.05


@dataclass(frozen=True)
class Match:
    """What the resume has to say to one requirement.

    `full`: the facts show all that is asked for. `partial`: they show part of it (a narrower skill, fewer years, a course not
    finished) or years that cannot be computed. `none`: a gap.
    """

    requirement: str
    """The requirement's id."""
    facts: tuple[str, ...]
    """Ids of the facts that support it, the strongest first."""
    degree: Degree
    why: str
    """In words for the job seeker."""


@dataclass(frozen=True, slots=True)
class _Support:
    fact: Fact
    shown: Shown


def match_requirements(requirements: Sequence[Requirement], facts: Sequence[Fact], today: date) -> list[Match]:
    """What supports each requirement, in the order of `requirements`.

    Args:
        requirements: what the ad asks for.
        facts: the resume's facts, as `number_facts` gives them.
        today: the day up to which roles that go on are counted.
    """
    evidence = [fact for fact in facts if fact.kind not in _SILENT_KINDS and fact.section not in _SILENT_SECTIONS]
    return [_match(requirement, evidence, facts, today) for requirement in requirements]


def supports(requirement: Requirement, text: str) -> bool:
    """Whether this one line of a resume shows what the requirement asks for, in whole or in part; years are not looked at."""
    return shows(prepare(requirement), read_line(text)).degree != "none"


def shown_term(requirement: Requirement, text: str) -> str | None:
    """The first of the requirement's terms that this one line shows in whole, in the ad's words; None if it shows none."""
    for term in requirement.terms:
        alone = requirement.model_copy(update={"terms": [term]})
        if shows(prepare(alone), read_line(text)).degree == "full":
            return term
    return None


def evidence_text(fact: Fact) -> str:
    """The part of a fact that speaks for the candidate: not the employer's or the school's name."""
    if fact.kind == "role":
        return fact.text.partition(", ")[0]
    return without_institution(fact.text) if fact.kind == "degree" else fact.text


def _match(requirement: Requirement, evidence: Sequence[Fact], facts: Sequence[Fact], today: date) -> Match:
    wanted = prepare(requirement)
    if wanted.years is not None and requirement.terms and all(names_occupation(term) for term in requirement.terms):
        evidence = [fact for fact in evidence if fact.kind in _OWN_TITLES]  # "helped the head chef" is no time as one
    found = [_Support(fact, shown) for fact in evidence if (shown := _shown(wanted, fact, today)).degree != "none"]
    if not found:
        return Match(requirement.id, (), "none", "nothing in the resume shows it")
    found.sort(key=lambda one: (one.shown.degree != "full", _rank(one.fact)))
    ids = tuple(one.fact.id for one in found)
    best = found[0].shown
    if wanted.years is None:
        return Match(requirement.id, ids, best.degree, f"the resume {best.why}")
    degree, why = _judge_years(wanted.years, found, facts, today)
    if best.degree == "partial":
        degree, why = "partial", f"the resume {best.why}; {why}"
    return Match(requirement.id, ids, degree, why)


def _shown(wanted: Wanted, fact: Fact, today: date) -> Shown:
    is_education = fact.section == "education"
    if fact.kind == "language" and not any(term.language for term in wanted.terms):
        return NOTHING
    shown = shows(
        wanted, read_line(evidence_text(fact)), is_language=fact.kind == "language", is_education=_may_be_degree(fact)
    )
    if shown.degree == "none" and fact.kind == "role" and (work := work_of_role(evidence_text(fact))):
        by_title = shows(wanted, read_line(work), is_education=False)
        return (
            Shown(by_title.degree, f"shows it by the role of {evidence_text(fact)}")
            if by_title.degree != "none"
            else NOTHING
        )
    if (
        is_education
        and shown.degree == "full"
        and fact.end is not None
        and fact.end[:7] > today.isoformat()[: len(fact.end[:7])]
    ):
        return Shown("partial", f"{shown.why}, to be finished in {fact.end[:4]}")
    return shown


def _may_be_degree(fact: Fact) -> bool:
    return fact.section in {"education", "certificates", "customSections"} or fact.kind in {"summary", "headline"}


def _rank(fact: Fact) -> int:
    """Work before everything else, then what was learned, then mere lists."""
    order = ("bullet", "role", "project", "certificate", "degree", "language", "summary", "headline", "skill")
    return order.index(fact.kind) if fact.kind in order else len(order)


def _judge_years(asked: float, found: Sequence[_Support], facts: Sequence[Fact], today: date) -> tuple[Degree, str]:
    """Whether the years asked for are there: from the dates of the roles that show the thing, else as the resume states them."""
    wanted = f"{say_years(asked)} asked for"
    stated = max((named[0] for one in found if (named := find_years(one.fact.text)) is not None), default=0.0)
    roles = {one.fact.entry or one.fact.id for one in found if one.fact.section == "work"}
    entries = [fact for fact in facts if fact.id in roles] or [one.fact for one in found if one.fact.section == "work"]
    years = add_up_years(((fact.start, fact.end) for fact in entries), today)
    roles_named = _name_roles(entries)
    undated = [fact for fact in entries if not fact.start]
    if years is not None and years >= asked - _YEAR_TOLERANCE:
        return "full", f"{say_years(years)} by the dates of {roles_named}; {wanted}"
    if stated >= asked:
        return "full", f"the resume states {say_years(stated)}; {wanted}"
    if years is None:
        where = (
            f"{roles_named} {'has' if len(entries) == 1 else 'have'} no dates"
            if entries
            else "no role with dates shows it"
        )
        return "partial", f"the years cannot be computed: {where}; {wanted}"
    more = f", not counting {_name_roles(undated)}, without dates" if undated else ""
    return "partial", f"{say_years(years)} by the dates of {roles_named}{more}; {wanted}"


def _name_roles(entries: Sequence[Fact]) -> str:
    names = list(dict.fromkeys(evidence_text(fact) if fact.kind == "role" else fact.id for fact in entries))
    return list_up(names)
