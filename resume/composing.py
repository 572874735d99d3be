"""Composed lines: a headline and a summary where the source has none, and skills in the ad's own term. No claim is added.

Each sentence is put together from whole phrases of the source (titles, skills, one bullet as it stands, certificates) and from
years that the dates give. What is not there is left out; a sentence with nothing to say is not written.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from resume.edits import Edit
from resume.facts import Fact
from resume.grounding import fact_base
from resume.job import Requirement
from resume.language import is_english
from resume.lexicon import find_skill
from resume.matching import Match
from resume.occupations import names_occupation
from resume.schema import Resume
from resume.sentences import article
from resume.terms import content_stems
from resume.wording import read_verbs
from resume.years import add_up_years

STAGE = "polisher"

MOST_SKILLS = 4
"""Skills that a headline or a sentence names: as many as are read at a glance."""

MOST_CREDENTIALS = 2
"""Certificates and degrees that the summary names; two of them only where "and" ties nothing else."""

LEAST_SKILLS = 2
"""Fewer skills are no sentence of their own: the list of skills shows them."""

LEAST_YEARS = 2
"""Fewer years are not worth a sentence: the dates show them."""

LONGEST_BULLET = 24
"""Words of a bullet that may stand as a sentence of the summary."""


@dataclass(frozen=True)
class _Material:
    """What the composed lines may draw on, the strongest first."""

    facts: Sequence[Fact]
    roles: list[Fact]
    skills: list[Fact]
    """Skills of the skills section that answer a requirement."""
    bullets: list[tuple[Fact, str]]
    """Bullets that answer a requirement and tell a figure, as they are printed."""
    credentials: list[Fact]
    """Certificates and degrees that answer a requirement."""
    relevant_roles: list[Fact]
    """Roles that answer a requirement, in their header or in one of their lines."""


def compose_lines(
    resume: Resume,
    facts: Sequence[Fact],
    requirements: Sequence[Requirement],
    matches: Sequence[Match],
    today: date,
    drafted: Sequence[Edit] = (),
) -> list[Edit]:
    """The composed lines for an English resume, as edits with their facts and reasons.

    What the fact check would not pass is not written in the first place.

    Args:
        resume: the source.
        facts: all its facts.
        requirements: what the ad asks for.
        matches: what supports each requirement.
        today: the day up to which open roles count.
        drafted: the edits of single lines so far; a bullet is quoted as it will be printed.
    """
    if not is_english(resume.meta.language):
        return []
    material = _gather(facts, requirements, matches, drafted)
    base = fact_base(facts, today, resume.meta.language)

    def holds(text: str, cites: Sequence[str], section: str) -> bool:
        return base.check(text, cites=cites, section=section).supported

    edits = [
        edit for edit in _in_the_ads_terms(material, requirements, matches) if holds(edit.text, edit.facts, "skills")
    ]
    if not resume.basics.label:
        edits += [edit for edit in _headlines(resume, material) if holds(edit.text, edit.facts, "headline")][:1]
    if not resume.basics.summary:
        options = _summary_options(resume, material, today)
        kept = [next((one for one in same if holds(*one, "summary")), None) for same in options]
        edits += _summary([sentence for sentence in kept if sentence is not None])
    return edits


def _gather(
    facts: Sequence[Fact], requirements: Sequence[Requirement], matches: Sequence[Match], drafted: Sequence[Edit]
) -> _Material:
    printed = {edit.facts[0]: edit.text for edit in drafted if edit.place is None}
    weight = {requirement.id: requirement.weight for requirement in requirements}
    value: dict[str, float] = {}
    for match in matches:
        if match.degree == "full":
            for id in match.facts:
                value[id] = value.get(id, 0.0) + weight.get(match.requirement, 0.0)
    strongest = sorted((fact for fact in facts if fact.id in value), key=lambda fact: -value[fact.id])
    answering = {fact.entry or fact.id for fact in strongest}
    roles = [fact for fact in facts if fact.section == "work" and fact.kind == "role"]
    return _Material(
        facts=facts,
        roles=roles,
        skills=[fact for fact in strongest if fact.kind == "skill" and _is_short(fact.text) and is_craft(fact.text)],
        bullets=[
            (fact, text)
            for fact in strongest
            if fact.section == "work" and _stands_alone(text := printed.get(fact.id, fact.text))
        ],
        credentials=[fact for fact in strongest if fact.kind in ("certificate", "degree")],
        relevant_roles=[fact for fact in roles if fact.id in answering],
    )


def _is_short(text: str) -> bool:
    return len(text.split()) <= 4 and not re.search(r"[,;:()]|\band\b", text)


_RESULT = re.compile(r"\d\s?%|[$£€¥₹]\s?\d|\bfrom\b.*\d.*\bto\b.*\d|\bby\s+\d|\b(?:half|halved|doubled|tripled)\b")
"""What makes a bullet one to put forward: a change with its measure, or money."""

_MODEST = frozenset(
    [
        "helped",
        "assisted",
        "supported",
        "participated",
        "contributed",
        "took",
        "worked",
        "attended",
        "was",
        "did",
        "had",
    ]
)
"""Openings of lines about another's work or without an action: fine as bullets, too little for a summary."""


def _stands_alone(text: str) -> bool:
    """Whether a bullet reads as a sentence of a summary: it opens with an act of one's own and tells a measured result."""
    words = text.split()
    pasts = {verb.past for verb in read_verbs()} - _MODEST
    return bool(_RESULT.search(text)) and len(words) <= LONGEST_BULLET and bool(words) and words[0].lower() in pasts


def _headlines(resume: Resume, material: _Material) -> Iterator[Edit]:
    """The latest title with skills that the job asks for, and the title alone."""
    current = next(
        ((role, fact) for role, fact in zip(resume.work, material.roles, strict=False) if role.position), None
    )
    if current is None:
        return
    role, fact = current
    for skills in (material.skills[: MOST_SKILLS - 1], []):
        named = ", ".join(skill.text for skill in skills)
        yield Edit(
            facts=[fact.id, *(skill.id for skill in skills)],
            text=" | ".join(part for part in (_plain(role.position or ""), named) if part),
            reason="Your resume had no headline: this is your latest title"
            + (
                f", with {'a skill' if len(skills) == 1 else 'skills'} of yours that the job asks for."
                if skills
                else "."
            ),
            stage=STAGE,
            place="headline",
        )


_Sentence = tuple[str, list[str]]
"""A sentence and the facts it rests on."""


def _summary(sentences: Sequence[_Sentence]) -> list[Edit]:
    if not sentences:
        return []
    return [
        Edit(
            facts=list(dict.fromkeys(id for _, ids in sentences for id in ids)),
            text=" ".join(text for text, _ in sentences),
            reason="Your resume had no summary: this one is put together from your own lines, for this job.",
            stage=STAGE,
            place="summary",
        )
    ]


def _summary_options(resume: Resume, material: _Material, today: date) -> list[list[_Sentence]]:
    """The sentences of a summary in their order, each in several versions, the best first."""
    return [
        _years_sentences(resume, material, today),
        _skills_sentences(material),
        _achievements(material),
        _credential_sentences(resume, material),
    ]


def _years_sentences(resume: Resume, material: _Material, today: date) -> list[_Sentence]:
    """The years of the roles that answer the job, with the latest title only where all of them were spent in that calling.

    One year less is told where the dates are not that exact.
    """
    title = next((role.position for role in resume.work if role.position), None)
    counted = material.relevant_roles or material.roles
    years = add_up_years([(fact.start, fact.end) for fact in counted], today)
    if title is None or years is None:
        return []
    ids = [fact.id for fact in counted]
    likely = [n for n in (int(years), int(years) - 1) if n >= LEAST_YEARS]
    latest = material.roles[:1]
    in_latest = add_up_years([(fact.start, fact.end) for fact in latest], today) or 0.0
    held = [resume.work[int(fact.path.rpartition("/")[2])].position or "" for fact in counted]
    of_one_calling = all(_calling(title) in position.casefold() for position in held)
    return [
        *((f"{_plain(title)} with {n} years of experience.", ids) for n in likely if of_one_calling),
        *((f"{n} years of experience.", ids) for n in likely),
        *(
            (f"{_plain(title)} with {n} years of experience.", [fact.id for fact in latest])
            for n in (int(in_latest), int(in_latest) - 1)
            if n >= LEAST_YEARS and latest[0] in counted
        ),
    ]


def _calling(title: str) -> str:
    """The word of a title that names the calling: `nurse` of `Staff Nurse, Intensive Care Unit`."""
    words = re.split(r"[,/|–—-]", _plain(title))[0].casefold().split()
    return words[-1] if words else ""


def _skills_sentences(material: _Material) -> list[_Sentence]:
    most = material.skills[:MOST_SKILLS]
    return [
        (f"Skilled in {_listed([mid_sentence(skill.text) for skill in most[:count]])}.", [s.id for s in most[:count]])
        for count in range(len(most), LEAST_SKILLS - 1, -1)
    ]


def _achievements(material: _Material) -> list[_Sentence]:
    return [(f"{text.rstrip('.')}.", [bullet.id]) for bullet, text in material.bullets]


def _credential_sentences(resume: Resume, material: _Material) -> list[_Sentence]:
    most = sorted(material.credentials, key=lambda fact: " and " in _credential(resume, fact))[:MOST_CREDENTIALS]
    return [
        (f"Holds {_listed([_credential(resume, fact) for fact in most[:count]])}.", [fact.id for fact in most[:count]])
        for count in range(len(most), 0, -1)
        if count == 1 or not any(" and " in _credential(resume, fact) for fact in most[:count])
    ]


def _credential(resume: Resume, fact: Fact) -> str:
    if fact.kind != "degree":
        return _with_the(fact.text.split(", ")[0])
    degree = resume.education[int(fact.path.rpartition("/")[2])]
    if not degree.study_type:
        return degree.area or _with_the(fact.text.split(", ")[0])
    subject = f" in {degree.area}" if degree.area else ""
    return f"{article(degree.study_type)} {degree.study_type}{subject}"


def _with_the(name: str) -> str:
    """A short name in capitals as it stands in a sentence: `the CPA`."""
    return f"the {name}" if re.fullmatch(r"[A-Z]{2,6}", name) else name


def _plain(title: str) -> str:
    """A title without what stands in brackets: `Staff Nurse (Band 6)` → `Staff Nurse`."""
    return re.sub(r"\s*\([^)]*\)", "", title).strip() or title


def is_craft(skill: str) -> bool:
    """Whether somebody can be skilled in it: a licence is held and a language spoken, wherever a resume lists them."""
    known = find_skill(skill)
    return known is None or known.kind == "skill"


def only_names_title(sentence: str) -> bool:
    """Whether a sentence of a summary says no more than that a post was held: the roles below say so already."""
    found = _HELD.fullmatch(sentence)
    return found is not None and names_occupation(found["title"])


_HELD = re.compile(
    r"(?:Has |Have )?[Ww]ork(?:s|ed|ing)? as (?:an? )?(?P<title>(?:(?!with|for|in|at|since)[\w&/'’-]+ ?){1,6})\.?"
)


def mid_sentence(skill: str) -> str:
    """A skill as it stands within a sentence: `Wound care` → `wound care`, but `Kubernetes`, `SQL` and `R` as they are."""
    known = find_skill(skill)
    plain = known.name.islower() if known is not None else _DOING.fullmatch(skill) is not None
    return skill.lower() if plain and skill[1:].islower() else skill


_DOING = re.compile(r"[A-Z][a-z]{3,}ing(?: [a-z]+)?")
"""An act: no name, although a list of skills begins it with a capital."""


def _listed(parts: Sequence[str]) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def _in_the_ads_terms(material: _Material, requirements: Sequence[Requirement], matches: Sequence[Match]) -> list[Edit]:
    """Skills that the ad calls by another name of the same thing get that name beside their own: `Kubernetes (K8s)`."""
    asked = {requirement.id: requirement for requirement in requirements}
    by_id = {fact.id: fact for fact in material.facts}
    edits: dict[str, Edit] = {}
    for match in matches:
        if match.degree != "full":
            continue
        for fact in (by_id[id] for id in match.facts if by_id[id].kind == "skill"):
            own = find_skill(fact.text)
            for term in asked[match.requirement].terms:
                if own is None or find_skill(term) != own or fact.id in edits or _same_words(term, fact.text):
                    continue
                edits[fact.id] = Edit(
                    facts=[fact.id],
                    text=f"{_as_title(term, fact.text)} ({fact.text})",
                    reason=f"The ad says “{term}”, which is another name for it.",
                    stage=STAGE,
                )
    return list(edits.values())


def _same_words(one: str, other: str) -> bool:
    """Whether two names share a word, so that naming both would say it twice."""
    return bool(set(content_stems(one)) & set(content_stems(other)))


def _as_title(term: str, like: str) -> str:
    """The ad's term with a capital where the source's own name of the skill has one."""
    return term[0].upper() + term[1:] if like[:1].isupper() else term
