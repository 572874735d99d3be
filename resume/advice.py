"""Advice on gaps: what in the source comes closest, an honest way to speak of it, and what to learn or show.

For everything the ad asks for that the resume does not show, or shows only in part. Nothing here ever says to claim what is
not so. Wording and word lists stand in `advice.toml`; wordings of one kind are taken in turn, so that a list of gaps does not
read like a form, and the same input always gets the same advice.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from resume.ats.checks import shorten
from resume.degrees import find_degree, highest_level
from resume.evidence import Wanted, prepare, read_line, shows
from resume.facts import Fact
from resume.lexicon import Skill, all_skills, find_skill, names_of, skills_in, speaks_for
from resume.matching import Match, evidence_text
from resume.report import GapAdvice, RequirementRow
from resume.sentences import article, list_up
from resume.terms import content_stems, read_sections
from resume.wording import read_verbs
from resume.years import find_years, say_years

_MOST_CLOSEST = 3
_NEIGHBOURS = 2
"""Named things that stand at most so far apart in one group of the lexicon are of one sort, for the lists are ordered so."""
_FEW_CHILDREN = 8
"""Skills under one parent are close relations unless there are more of them: all that is "programming" is not."""
_FEWEST_SHARED = 2
_AT_HOME = 3
_DUTY_WORDS = 3
_KIND_ORDER = ("required", "preferred", "responsibility", "keyword")
_SILENT_KINDS = frozenset({"name", "contact"})
_SILENT_SECTIONS = frozenset({"references", "interests"})
_LONGEST_QUOTE = 6
_INTRODUCES = re.compile(
    r"(?:an? |the |some |solid |good |practical |proven )?"
    r"(?:experience|knowledge|understanding|ability|familiarity|willingness|capacity)\b",
    re.IGNORECASE,
)
_SAID_YEARS = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?) (year|month)s?\b")
_DENIES = re.compile(r"\b(?:no|not|never|without|lack\w*)\b", re.IGNORECASE)
_NAMED_IN = ("short_course", "clearance", "driving", "licence")
"""Kinds whose words say more than the lexicon's group."""
_OF_MAKERS = frozenset({"code", "program", "system"})
_OF_LICENCES = frozenset({"licence", "registration", "short_course", "driving", "clearance"})
_PLACES = {
    "skills": "among your skills",
    "projects": "in a project",
    "volunteer": "in your voluntary work",
    "education": "in your studies",
    "certificates": "among your certificates",
    "awards": "among your awards",
    "publications": "in a publication",
    "languages": "among your languages",
    "customSections": "in a further section",
}


@dataclass(frozen=True)
class _Gap:
    """One requirement that is not met in full."""

    row: RequirementRow
    wanted: Wanted
    thing: str
    """What is missing, in the ad's words, as it stands in a sentence."""
    kind: str
    """Which kind of thing, a key of the data's `kinds`."""
    skills: tuple[Skill, ...]


@dataclass(frozen=True)
class _Closest:
    """What the resume holds instead."""

    relation: str
    """A key of the data's `relations`."""
    facts: tuple[Fact, ...] = ()
    near: str = ""
    had: str = ""
    asked: str = ""


NOTHING_CLOSE = _Closest("none")


class _Kind(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    groups: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()
    learn: tuple[str, ...]


class _Relation(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    text: tuple[str, ...] = ()
    say: tuple[str, ...] = ()
    learn: tuple[str, ...] = ()
    """Where the relation says better than the kind of thing what to do."""


class _LookPast(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    brands: frozenset[str]
    general_words: str


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    kinds: dict[str, _Kind]
    relations: dict[str, _Relation]
    none: dict[str, _Relation]
    look_past: _LookPast
    one_trade: tuple[str, ...]
    same_job: tuple[frozenset[str], ...]


def advise(rows: Sequence[RequirementRow], matches: Sequence[Match], facts: Sequence[Fact]) -> list[GapAdvice]:
    """Advice for every gap and every requirement met in part: what must be there first, in the ad's order within that.

    Args:
        rows: the requirements with their status, as `cover_requirements` gives them.
        matches: what supports each; a row that none speaks of goes by its status.
        facts: the resume's facts.
    """
    degrees = {match.requirement: match for match in matches}
    evidence = [fact for fact in facts if fact.kind not in _SILENT_KINDS and fact.section not in _SILENT_SECTIONS]
    strengths = _strengths(rows, matches)
    turns: Counter[str] = Counter()
    advice: list[GapAdvice] = []
    for row in sorted(rows, key=lambda one: _KIND_ORDER.index(one.kind)):
        match = degrees.get(row.id)
        if row.status != "gap" or (match is not None and match.degree == "full"):
            continue
        gap = _read_gap(row)
        partly = match is not None and match.degree == "partial" and match.facts
        closest = _partly_there(gap, match, evidence) if match and partly else _find_closest(gap, evidence)
        advice.append(_compose(gap, closest, facts, strengths, turns))
    return advice


def _read_gap(row: RequirementRow) -> _Gap:
    wanted = prepare(row)
    skills = tuple(
        dict.fromkeys(
            mention.skill
            for term in row.terms
            if find_skill(term) or len(skills_in(term)) == 1
            for mention in skills_in(term)
        )
    )
    return _Gap(row, wanted, _name_thing(row), _kind_of(row, wanted, skills), skills)


def _name_thing(row: RequirementRow) -> str:
    """The requirement's terms as they stand in a sentence: known skills plain, other words of the ad in quotes."""
    if find_degree(row.terms[0] if row.terms else row.text):
        return _with_article(row.terms[0] if row.terms else row.text)
    if len(row.terms) == 1 and _says_more(row.text, row.terms[0]):
        return f"“{row.text}”"
    names: dict[str, str] = {}
    for term in row.terms or [row.text]:
        skill = find_skill(term)
        key = skill.name if skill else term.casefold()
        names.setdefault(key, _as_spelt(term, skill) if skill else f"“{term}”")
    return list_up(list(names.values()), "or")


def _says_more(text: str, term: str) -> bool:
    """Whether a short line of the ad is clearer than the one term in it ("electronic clinical information system")."""
    if find_years(text) is not None:
        return False
    words = text.split()
    extra = set(content_stems(text)) - set(content_stems(term)) - _general_stems()
    spelt_out = find_skill(term) is None or (term.islower() and len(term.split()) == 1)
    return spelt_out and bool(extra) and len(words) <= _LONGEST_QUOTE and not _INTRODUCES.match(text)


def _with_article(degree: str) -> str:
    if re.match(r"(?:an?|the)\s", degree, re.IGNORECASE) or re.search(
        r"(?:degree|diploma|qualification|level)s$", degree
    ):
        return degree
    return f"{article(degree)} {degree}"


def _as_spelt(term: str, skill: Skill) -> str:
    """The ad's term in the lexicon's spelling: "budgeting" for "Budgeting", "team leadership" for "Lead a team"."""
    if len(term.split()) > 1 and term.split(maxsplit=1)[0].casefold() in _verbs() and not _is_proper(skill):
        return skill.name
    spellings = (skill.name, *names_of(skill.name))
    return next((one for one in spellings if one.casefold() == term.strip().casefold()), term)


def _kind_of(row: RequirementRow, wanted: Wanted, skills: Sequence[Skill]) -> str:
    terms = row.terms or [row.text]
    if wanted.level is not None:
        return "degree"
    if any(skill.kind == "language" for skill in skills):
        return "language"
    for kind in _NAMED_IN:
        if _says_one_of(terms, _data().kinds[kind].words):
            return kind
    if any(re.search(rf"\b{re.escape(word)}$", terms[0], re.IGNORECASE) for word in _data().kinds["record"].words):
        return "record"
    if skills:
        return _kind_of_skill(skills[0])
    if _says_one_of(terms, _data().kinds["registration"].words):
        return "registration"
    if _is_duty(row, terms[0]):
        return "duty"
    return "named" if _is_name(terms[0]) else "practice"


def _kind_of_skill(skill: Skill) -> str:
    kind = next((name for name, one in _data().kinds.items() if skill.group in one.groups), "practice")
    if kind in _OF_MAKERS or (kind == "named" and not _is_proper(skill)):
        return kind if _is_proper(skill) else "method"
    return "named" if kind == "practice" and _is_proper(skill) else kind


def _says_one_of(terms: Sequence[str], words: Sequence[str]) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", term, re.IGNORECASE) for term in terms for word in words)


def _is_duty(row: RequirementRow, term: str) -> bool:
    """Whether a term is a task in words: it begins with a verb, or is a longer piece of a line on duties."""
    words = term.split()
    if len(words) > 1 and words[0].casefold() in _verbs():
        return True
    return row.kind == "responsibility" and len(words) >= _DUTY_WORDS


def _is_name(term: str) -> bool:
    """Whether a term is spelt like a name: capitals or figures inside, or every longer word with a capital."""
    words = [word for word in re.findall(r"[\w&+.-]+", term) if len(word) > 3 or word[:1].isupper()]
    inside = any(re.search(r"[A-Z0-9]", word[1:]) for word in words)
    return inside or (len(words) > 1 and all(word[:1].isupper() for word in words))


def _partly_there(gap: _Gap, match: Match, evidence: Sequence[Fact]) -> _Closest:
    """How what the match names falls short."""
    by_id = {fact.id: fact for fact in evidence}
    facts = tuple(by_id[id] for id in match.facts if id in by_id)
    if not facts:
        return NOTHING_CLOSE
    best, text = facts[0], evidence_text(facts[0])
    few = facts[:_MOST_CLOSEST]
    shown = shows(gap.wanted, read_line(text), is_language=best.kind == "language")
    if gap.kind == "language":
        return _Closest("lower_language", few, near=gap.thing)
    if read_line(text).unfinished or "to be finished" in match.why:
        return _Closest("unfinished", few, near=_short_name(best))
    if gap.wanted.years is not None and shown.degree == "full":
        asked, found = gap.wanted.years, _first_years(match.why)
        if gap.kind in _OF_LICENCES:
            return _Closest("licence_and_years", few, asked=say_years(asked))
        if found is not None and found < asked:
            return _Closest("fewer_years", few, had=say_years(found), asked=say_years(asked))
        return _Closest("unknown_years", few, asked=say_years(asked))
    if gap.kind == "degree":
        return _Closest("other_subject", few, near=_short_name(best))
    for fact in facts:
        for mention in skills_in(evidence_text(fact)):
            if any(one.name in speaks_for(mention.name) for one in gap.skills):
                return _Closest("part", few, near=_as_spelt(mention.text, mention.skill))
    return _Closest("words", few)


def _first_years(why: str) -> float | None:
    """The first length of time that a match's reason names, as `say_years` puts it, in years."""
    match = _SAID_YEARS.search(why)
    if match is None:
        return None
    return float(match[1]) / (12 if match[2].startswith("month") else 1)


def _find_closest(gap: _Gap, evidence: Sequence[Fact]) -> _Closest:
    """What comes closest to a thing that no fact shows: the nearest relation first, work before mere lists."""
    if gap.kind == "language":
        spoken = tuple(fact for fact in evidence if fact.kind == "language")
        return (
            _Closest("speaks", spoken, near=list_up([_short_name(fact) for fact in spoken]))
            if spoken
            else NOTHING_CLOSE
        )
    if gap.kind == "degree":
        return _closest_degree(gap.wanted.level or 0, evidence)
    facts = sorted(evidence, key=_rank)
    related = _related_skill(gap, facts)
    if related is not None and related.relation != "field":
        return related
    lines = () if gap.kind in _OF_MAKERS else _lines_like(gap, facts)
    return related or (_Closest("words", lines) if lines else NOTHING_CLOSE)


def _closest_degree(wanted: int, evidence: Sequence[Fact]) -> _Closest:
    held = [fact for fact in evidence if fact.kind == "degree" and highest_level(evidence_text(fact)) is not None]
    held.sort(key=lambda fact: -(highest_level(evidence_text(fact)) or 0))
    if not held:
        return NOTHING_CLOSE
    enough = (highest_level(evidence_text(held[0])) or 0) >= wanted
    relation = "other_subject" if enough else "other_degree"
    return _Closest(relation, tuple(held[:_MOST_CLOSEST]), near=_short_name(held[0]))


def _related_skill(gap: _Gap, facts: Sequence[Fact]) -> _Closest | None:
    """The skill of the resume that is related most closely to one that is asked for, and the facts that name it."""
    found: list[tuple[int, str, str, Fact]] = []
    for fact in facts:
        text = evidence_text(fact)
        for mention in skills_in(text):
            if mention.name not in read_line(text).skills:
                continue
            relations = [_relation(skill, mention.skill) for skill in gap.skills]
            nearest = min((one for one in relations if one is not None), default=None)
            if nearest is not None:
                found.append((*nearest, _as_spelt(mention.text, mention.skill), fact))
    if not found:
        return None
    _, relation, near, _ = min(found, key=lambda one: one[0])
    if relation == "field" and gap.kind in _OF_LICENCES:
        relation = "holds"
    same = [fact for _, _, name, fact in found if name == near]
    return _Closest(relation, tuple(dict.fromkeys(same))[:_MOST_CLOSEST], near=near)


def _relation(wanted: Skill, had: Skill) -> tuple[int, str] | None:
    """How far apart two skills are, and in which way; None where they have nothing to do with one another."""
    if wanted.name == had.name:
        return None
    above, beside = speaks_for(wanted.name) - {wanted.name}, speaks_for(had.name) - {had.name}
    if had.name in above:
        return 0, "wider"
    if any({wanted.name, had.name} <= same for same in _data().same_job):
        return 1, "sibling"
    shared = above & beside
    if shared & _data().look_past.brands:
        return None
    if any(_children()[name] <= _FEW_CHILDREN for name in shared):
        return 1, "sibling"
    distance = abs(_place_in_lexicon()[wanted.name] - _place_in_lexicon()[had.name])
    neighbours = distance <= _NEIGHBOURS and wanted.group == had.group and _is_proper(wanted) and _is_proper(had)
    return (1 + distance, "field") if shared or neighbours else None


def _is_proper(skill: Skill) -> bool:
    """Whether a skill has a name of its own ("Power BI"), unlike a practice or a method ("Bayesian statistics")."""
    return not any(word.islower() for word in re.findall(r"[A-Za-z]{2,}", skill.name))


def _lines_like(gap: _Gap, facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Lines that share telling words with what is asked for, those that share most first.

    One shared word is enough where it is the last of the term, the thing itself ("clinical audit": "audit"), and the resume is
    at home in it; two otherwise, and always half of the term's words.
    """
    found: dict[str, tuple[float, Fact]] = {}
    for term in gap.row.terms or [gap.row.text]:
        stems = [stem for stem in content_stems(term) if stem not in _general_stems()]
        if len(set(stems)) < _FEWEST_SHARED:
            continue
        thing = stems[-1] if _is_at_home(gap, stems[-1], facts) else None
        for fact in facts:
            if fact.kind == "role":
                continue  # a title is no line of work to tell of
            shared = set(stems) & read_line(evidence_text(fact)).stem_set
            enough = len(shared) >= _FEWEST_SHARED or thing in shared
            if enough and len(shared) >= len(set(stems)) / 2 and not _DENIES.search(fact.text):
                likeness = len(shared) / len(set(stems))
                found[fact.id] = max(found.get(fact.id, (0.0, fact)), (likeness, fact), key=lambda one: one[0])
    nearest = sorted(found.values(), key=lambda one: -one[0])
    return tuple(fact for _, fact in nearest[:_MOST_CLOSEST])


def _is_at_home(gap: _Gap, thing: str, facts: Sequence[Fact]) -> bool:
    """Whether several skills of the resume are of the group asked for; of a term no group has, whether several lines speak."""
    groups = {group for skill in gap.skills for group in _sister_groups(skill.group)}
    if not groups:
        return sum(thing in read_line(evidence_text(fact)).stem_set for fact in facts) >= _AT_HOME
    return len({one.name for fact in facts for one in skills_in(fact.text) if one.group in groups}) >= _AT_HOME


def _rank(fact: Fact) -> int:
    """Work before everything else, then what was learned, then mere lists."""
    order = ("bullet", "role", "project", "certificate", "degree", "skill", "summary", "headline")
    return order.index(fact.kind) if fact.kind in order else len(order)


def _short_name(fact: Fact) -> str:
    """A fact in few words: a degree without school and dates, a language without its level."""
    parts = evidence_text(fact).split(", ")
    if fact.kind == "language":
        return parts[0]
    degree = next((part for part in parts if highest_level(part) is not None), None)
    return degree if fact.kind == "degree" and degree else f"“{shorten(fact.text)}”"


def _strengths(rows: Sequence[RequirementRow], matches: Sequence[Match]) -> list[str]:
    """What of the ad the resume shows in full, the weightiest first: what to turn to in place of a gap."""
    full = {match.requirement for match in matches if match.degree == "full"}
    met = sorted((row for row in rows if row.id in full and row.terms), key=lambda row: -row.weight)
    known = [row for row in met if (skill := find_skill(row.terms[0])) is not None and skill.kind != "language"]
    return list(dict.fromkeys(_name_thing(row) for row in known))


def _compose(
    gap: _Gap, closest: _Closest, facts: Sequence[Fact], strengths: Sequence[str], turns: Counter[str]
) -> GapAdvice:
    texts, says = _wordings(gap, closest)
    if not strengths:
        says = tuple(one for one in says if "{strength}" not in one)
    say = _in_turn(says, turns)
    if "{strength}" in say:
        turns["strength"] += 1
    values = {
        "strength": strengths[(turns["strength"] - 1) % len(strengths)] if strengths else "",
        "thing": gap.thing,
        "near": closest.near,
        "where": _where(closest.facts[0], facts) if closest.facts else "",
        "line": f"“{shorten(evidence_text(closest.facts[0])).rstrip('.')}”" if closest.facts else "",
        "had": closest.had,
        "asked": closest.asked,
    }
    kind = "years" if closest.relation in ("fewer_years", "unknown_years") else gap.kind
    return GapAdvice(
        requirement=gap.row.id,
        text=_fill(_in_turn(texts, turns), values),
        closest=[fact.id for fact in closest.facts],
        say=_fill(say, values),
        learn=_fill(_in_turn(_data().relations[closest.relation].learn or _data().kinds[kind].learn, turns), values),
    )


def _wordings(gap: _Gap, closest: _Closest) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The wordings of the finding and of what to say."""
    relation, none = _data().relations[closest.relation], _data().none
    if closest.relation != "none":
        return relation.text, relation.say
    of_kind = none.get(gap.kind, _Relation())
    texts = of_kind.text or relation.text
    must = gap.row.kind in ("required", "responsibility")
    return texts, (of_kind.say if must else ()) or none[gap.row.kind].say


def _in_turn(wordings: tuple[str, ...], turns: Counter[str]) -> str:
    """The next wording of a list, beginning anew after the last."""
    at = turns[wordings[0]]
    turns[wordings[0]] += 1
    return wordings[at % len(wordings)]


def _fill(wording: str, values: Mapping[str, str]) -> str:
    text = wording.format_map(values)
    first = text.split()[0]
    return text[0].upper() + text[1:] if first.islower() else text


def _where(fact: Fact, facts: Sequence[Fact]) -> str:
    if fact.kind in ("summary", "headline") and fact.section == "basics":
        return f"in your {fact.kind}"
    if fact.section == "work":
        role = next((one for one in facts if one.id == (fact.entry or fact.id)), None)
        return f"in your work as {evidence_text(role)}" if role and role.kind == "role" else "in your work"
    return _PLACES.get(fact.section, "in your resume")


@cache
def _place_in_lexicon() -> dict[str, int]:
    return {skill.name: place for place, skill in enumerate(all_skills())}


@cache
def _sister_groups(group: str) -> frozenset[str]:
    """The groups of one trade that `group` belongs to; itself alone where its list holds many trades."""
    for field in _data().one_trade:
        groups = frozenset(heading.partition(" : ")[0] for heading in read_sections(f"{field}.txt"))
        if group in groups:
            return groups
    return frozenset((group,))


@cache
def _children() -> Counter[str]:
    return Counter(parent for skill in all_skills() for parent in speaks_for(skill.name) - {skill.name})


@cache
def _verbs() -> frozenset[str]:
    return frozenset(form for verb in read_verbs() for form in (verb.base, verb.gerund))


@cache
def _general_stems() -> frozenset[str]:
    return frozenset(content_stems(_data().look_past.general_words))


@cache
def _data() -> _Data:
    return _Data.model_validate(tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")))
