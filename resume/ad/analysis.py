"""Reading a job ad by rules: what it asks for, how much, and what it says about the job.

The way: lines under their headings (`ad_lines`), clauses with their weight (`ad_clauses`), the things a clause names
(`ad_terms`); here they become numbered requirements without duplicates, and the analysis is drawn from them.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from resume.ad.clauses import Mood, is_noise, read_clauses
from resume.ad.hostile_signs import is_safe_ad_phrase, safe_name
from resume.ad.lines import AdLine, read_lines
from resume.ad.proposals import AdProposal, ad_rows, proven_asks, settle_analysis
from resume.ad.terms import AdWords, Ask, clean_term, clean_text, ordinary_words, read_asks, soft_strengths
from resume.ad.title import ask_of_search, guess_company, guess_title
from resume.job import JobAnalysis, JobReading, JobText, Requirement, RequirementKind
from resume.lexicon import skills_in
from resume.phrases import section_patterns
from resume.terms import content_stems, fold, read_list, read_sections, tokenize
from resume.years import years_asked

__all__ = ["analyze_job", "guess_company", "guess_title"]

MAX_REQUIREMENTS = 25
"""More than an ordinary ad asks for; the lightest go first."""
WEIGHTS: dict[RequirementKind, float] = {"required": 0.9, "preferred": 0.5, "responsibility": 0.35, "keyword": 0.2}
"""Weight of a requirement by its kind; a little more where the ad comes back to it."""

_REPEATED = 0.1
_KINDS: dict[Mood, RequirementKind] = {"required": "required", "preferred": "preferred", "duty": "responsibility"}
_MAX_KEYWORDS = 20
_MAX_DUTIES = 15
_MAX_DUTY_REQUIREMENTS = 10
_MAX_STRENGTHS = 3
_MAX_CULTURE = 8
_SENIOR_YEARS = 5
_ENTRY_YEARS = 1
_MIN_INDUSTRY_WORDS = 2
_SHORT_NAME = 3
_FEWEST_LISTED = 3
"""Fewer items than this under a heading of requirements are no list."""
_LEAST = re.compile(r"\b(?:min|minimum|at least|experience|exp|mindestens|minimum de)\b", re.IGNORECASE)
_NAMES_EMPLOYER = re.compile(r"\s*(?:\([^()]*\)\s*)?(?:at|bei|chez|@)\s+(?:we\b|[A-Z])")
"""What makes a line that opens with the title a heading: the employer's name, and often the place, follow."""
_PURPOSE = re.compile(
    r"\s+(?:to|who will)\s+(?:help|join|lead|support|work|assist|manage|run|drive|take|grow)\b.*$", re.IGNORECASE
)
_SEARCH = re.compile(r"\b(?:looking for|seeking|seeks?|hiring|recruiting|searching for)\b", re.IGNORECASE)
_YOU_WILL = re.compile(
    r"^(?:as an? [^,]{2,40}?,? )?(?:(?:in this role,? )?you(?:'ll| will|'d| would) (?:also )?(?:be (?:responsible for )?)?"
    r"|(?:the [\w ]{3,30}?|our [\w ]{3,20}?) will |(?:main |key )?(?:duties|responsibilities|tasks) (?:will )?include:? "
    r"|responsible for )",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Wanted:
    kind: RequirementKind
    ask: Ask
    order: int
    proposed: bool = False
    """Whether a proposal found it, not the rules."""


def analyze_job(job: JobText, proposal: AdProposal | None = None) -> JobReading:
    """The analysis of an ad and its numbered requirements.

    The ad's own words are kept; what it does not say is None or empty. Salary, benefits, equal opportunity, how to apply and
    the company's blurb give no requirement.

    Args:
        job: the ad.
        proposal: what somebody else reads in it; as far as the ad proves it, it is added to what the rules read.
    """
    text = job.listable
    lines = [line for line in read_lines(text) if is_safe_ad_phrase(line.text)]
    title = safe_name(job.title or guess_title(text))
    company = safe_name(job.company or guess_company(text))
    words = ordinary_words(job.text, company, title)
    wanted = list(_wanted([_without_company(line, company) for line in lines], words, title, proposal))
    if all(one.proposed for one in wanted):
        wanted = [*_named_only(lines), *wanted]
    requirements = _number(_limit(_weigh(_merge(wanted), lines, title)))
    analysis = _analysis(title, company, lines, requirements, _strengths(lines))
    if proposal is not None:
        analysis = settle_analysis(analysis, proposal, job, lines, ad_rows(job))
    return JobReading(analysis=analysis, requirements=requirements)


def _wanted(
    lines: Sequence[AdLine], words: AdWords, title: str | None, proposal: AdProposal | None
) -> Iterable[_Wanted]:
    strengths: list[str] = []
    order = 0
    for whole_line in lines:
        line = _without_purpose(_without_title(whole_line, title))
        for clause, ask in proven_asks(line, proposal, words) if proposal else ():
            order += 1
            yield _Wanted(_KINDS[clause.mood], ask, order, proposed=True)
        for clause in read_clauses(line):
            for ask in read_asks(clause, words):
                order += 1
                yield _Wanted(_KINDS[clause.mood], ask, order)
            if clause.mood != "duty":
                strengths += [one for one in soft_strengths(clause.text) if one in read_list("provable_soft.txt")]
    for strength in list(dict.fromkeys(strengths))[:_MAX_STRENGTHS]:
        order += 1
        yield _Wanted("keyword", Ask(strength, (strength,), (strength,), known=True), order)


def _named_only(lines: Sequence[AdLine]) -> Iterable[_Wanted]:
    """Of an ad that asks for nothing in words or form, the skills it names, as mere keywords."""
    named = [mention for line in lines if not is_noise(line) for mention in skills_in(line.text)]
    for order, mention in enumerate(named, start=1):
        if term := clean_term(mention.text):
            yield _Wanted("keyword", Ask(term, (term,), (mention.name,), known=True), order)


def _without_title(line: AdLine, title: str | None) -> AdLine:
    """The line without "as a Nurse", for the title is nothing to ask for; of a search for a nurse, what is asked of her."""
    if not title or title.casefold() not in line.text.casefold():
        return line
    if (asked := ask_of_search(line.text, title)) is not None:
        return replace(line, text=f"must have {asked}" if asked else "?")
    if line.text.casefold().startswith(title.casefold()) and _NAMES_EMPLOYER.match(line.text, len(title)):
        named = [one.text for one in skills_in(line.text[len(title) :].partition(" at ")[0])]
        return replace(line, text=f"must have {', '.join(named)}" if named else "?")
    if re.search(rf"\b(?:or|and|oder|und|ou|et)\s+{re.escape(title)}\b", line.text, re.IGNORECASE):
        return line  # "as a sous chef or head chef": cut out, it would leave half a sentence
    text = re.sub(
        rf"(?:\bas\s+)?(?:\b(?:an?|the|our|your)\s+)?{re.escape(title)}\b,?", " ", line.text, flags=re.IGNORECASE
    )
    return replace(line, text=" ".join(text.split())) if text.strip(" .,;:") and len(text.split()) > 2 else line


def _without_purpose(line: AdLine) -> AdLine:
    """Of "we are looking for a nurse to help lead our ward", the search without what it is for, which is no condition."""
    if not _SEARCH.search(line.text):
        return line
    return replace(line, text=_PURPOSE.sub("", line.text))


def _without_company(line: AdLine, company: str | None) -> AdLine:
    """The line with "we" for the employer's name, whose words ("Freight") are nothing to ask for."""
    if not company or len(company) <= _SHORT_NAME:
        return line
    if company in line.text:
        return replace(line, text=line.text.replace(company, "we"))
    short = company.split()[0]
    if len(short) > _SHORT_NAME and re.match(rf"{re.escape(short)}(?:'s)?,? (?=[a-z]+s\b)", line.text):
        return replace(line, text=f"we{line.text[len(short) :]}")  # "Coralight monitors …", of Coralight Services Ltd
    return line


def _merge(wanted: Iterable[_Wanted]) -> list[_Wanted]:
    """One requirement a thing: asked for twice, it keeps the stronger kind and all names it goes by."""
    ranks: dict[RequirementKind, int] = {"required": 0, "preferred": 1, "responsibility": 2, "keyword": 3}
    merged: list[_Wanted] = []
    for one in sorted(wanted, key=lambda one: (one.proposed, ranks[one.kind], one.order)):
        twin = next((at for at, other in enumerate(merged) if _same_thing(one.ask, other.ask)), None)
        if twin is None:
            merged.append(one)
        elif not one.proposed and ranks[merged[twin].kind] == ranks[one.kind]:
            merged[twin] = replace(merged[twin], ask=_joined(merged[twin].ask, one.ask))
    return sorted(merged, key=lambda one: one.order)


def _joined(first: Ask, again: Ask) -> Ask:
    """`first` with the other name that `again` has for it, and with the years where only `again` asks for them."""
    terms = first.terms
    if len(first.terms) == len(again.terms) == 1 and fold(first.terms[0]) != fold(again.terms[0]):
        terms = (*first.terms, *again.terms)
    with_years = years_asked(first.text) is None and years_asked(again.text) is not None
    return replace(first, terms=terms, text=again.text if with_years else first.text)


def _same_thing(one: Ask, other: Ask) -> bool:
    if one.skills and set(one.skills) <= set(other.skills):
        return True
    mine, theirs = ({content_stems(term) for term in ask.terms} for ask in (one, other))
    if mine & theirs:
        return True
    return not one.known and all(any(set(stems) <= set(held) for held in theirs) for stems in mine)


@dataclass(frozen=True, slots=True)
class _Weighed:
    wanted: _Wanted
    weight: float


def _weigh(wanted: list[_Wanted], lines: Sequence[AdLine], title: str | None) -> list[_Weighed]:
    mentions = Counter(mention.name for line in lines if not is_noise(line) for mention in skills_in(line.text))
    in_title = {mention.name for mention in skills_in(title or "")}
    weighed: list[_Weighed] = []
    for one in wanted:
        again = any(mentions[skill] > 1 or skill in in_title for skill in one.ask.skills)
        weighed.append(_Weighed(one, WEIGHTS[one.kind] + (_REPEATED if again else 0.0)))
    return weighed


def _limit(weighed: list[_Weighed]) -> list[_Weighed]:
    """The heaviest requirements, in the ad's order; of duties only as many as leave the rest in view; proposed ones last."""
    heaviest = sorted(weighed, key=lambda one: (one.wanted.proposed, -one.weight, one.wanted.order))
    duties = [one for one in heaviest if one.wanted.kind == "responsibility"][:_MAX_DUTY_REQUIREMENTS]
    others = [one for one in heaviest if one.wanted.kind != "responsibility"]
    kept = sorted(others + duties, key=lambda one: one.wanted.proposed)[:MAX_REQUIREMENTS]
    return sorted(kept, key=lambda one: one.wanted.order)


def _number(weighed: list[_Weighed]) -> list[Requirement]:
    return [
        Requirement(
            id=f"r{number}",
            text=clean_text(one.wanted.ask.text),
            kind=one.wanted.kind,
            weight=round(min(1.0, one.weight), 2),
            terms=list(one.wanted.ask.terms),
        )
        for number, one in enumerate(weighed, start=1)
    ]


def _strengths(lines: Sequence[AdLine]) -> list[str]:
    found: list[str] = []
    for line in lines:
        if line.part in ("benefits", "apply", "equal", "meta", "duties") or (is_noise(line) and line.part == "none"):
            continue
        if line.part in ("required", "preferred", "culture") or line.text.endswith("?") or read_clauses(line):
            found += soft_strengths(line.text)
    return list(dict.fromkeys(found))[:_MAX_CULTURE]


def _analysis(
    title: str | None,
    company: str | None,
    lines: Sequence[AdLine],
    requirements: list[Requirement],
    strengths: list[str],
) -> JobAnalysis:
    years = [asked for one in requirements if one.kind == "required" and (asked := years_asked(one.text)) is not None]
    stated = years or [
        asked for line in lines if line.part == "required" and (asked := years_asked(line.text)) is not None
    ]
    stated = stated or [
        asked
        for line in lines
        if line.part not in ("about", "benefits", "apply", "equal", "preferred")
        and (_LEAST.search(line.text) or any(clause.mood == "required" for clause in read_clauses(line)))
        and (asked := years_asked(line.text)) is not None
    ]
    years_required = max(stated) if stated else None
    return JobAnalysis(
        title=clean_text(title) or None if title else None,
        company=clean_text(company) or None if company else None,
        required_skills=_required_skills(requirements, lines),
        preferred_skills=_terms_of(requirements, "preferred"),
        experience_level=_level(title, lines, years_required),
        years_required=years_required,
        industry=_industry(lines, title, company),
        role_type=_kind_said("role_type: ", [line.text for line in lines]),
        keywords=_keywords(requirements, title),
        company_culture=strengths,
        responsibilities=_responsibilities(lines, title),
    )


def _required_skills(requirements: Sequence[Requirement], lines: Sequence[AdLine]) -> list[str]:
    """What the ad requires; where it has no list of requirements, the known skills that its duties name are required too."""
    required = _terms_of(requirements, "required")
    items = sum(line.part == "required" and line.item for line in lines)
    if min(items, len(required)) >= _FEWEST_LISTED:
        return required
    duties = [term for term in _terms_of(requirements, "responsibility") if skills_in(term)]
    return list(dict.fromkeys(required + duties))


def _terms_of(requirements: Iterable[Requirement], kind: RequirementKind) -> list[str]:
    return list(dict.fromkeys(term for one in requirements if one.kind == kind for term in one.terms))


def _keywords(requirements: Iterable[Requirement], title: str | None) -> list[str]:
    by_weight = sorted(requirements, key=lambda one: -one.weight)
    terms = [mention.text for mention in skills_in(title or "")] + [term for one in by_weight for term in one.terms]
    return list({fold(term): term for term in reversed(terms)}.values())[::-1][:_MAX_KEYWORDS]


def _responsibilities(lines: Sequence[AdLine], title: str | None) -> list[str]:
    duties: list[str] = []
    for line in lines:
        if is_noise(line) or (title and ask_of_search(line.text, title) is not None):
            continue
        clauses = read_clauses(line)
        if any(clause.mood == "duty" for clause in clauses):
            text = clean_text(_YOU_WILL.sub("", line.text)).rstrip(".")
            duties.append(text[:1].upper() + text[1:])
    return list(dict.fromkeys(duty for duty in duties if duty))[:_MAX_DUTIES]


def _level(title: str | None, lines: Sequence[AdLine], years: float | None) -> str | None:
    """`entry`, `mid`, `senior`, `lead` or `executive`: from the title, else from plain words, else from the years asked for."""
    said = _kind_said("level: ", [title]) if title else None
    if said is None:
        texts = [
            line.text for line in lines if re.search(r"\blevel\b|\bno experience\b|\bschool leaver", line.text, re.I)
        ]
        said = _kind_said("level: ", texts)
    if said is not None or years is None:
        return said
    if years >= _SENIOR_YEARS:
        return "senior"
    return "entry" if years <= _ENTRY_YEARS else "mid"


def _kind_said(prefix: str, texts: Iterable[str]) -> str | None:
    found = list(texts)
    for heading, pattern in section_patterns("ad_kinds.txt").items():
        if heading.startswith(prefix) and any(pattern.search(text) for text in found):
            return heading.removeprefix(prefix)
    return None


def _industry(lines: Sequence[AdLine], title: str | None, company: str | None) -> str | None:
    words: Counter[str] = Counter()
    for line in lines:
        if line.part not in ("benefits", "apply", "equal") and not is_noise(line):
            words.update({token.word for token in tokenize(line.text)})
    words.update({token.word: 1 for name in (title, company) if name for token in tokenize(name)})
    scores = {
        industry: sum(min(3, words[fold(word)]) for word in " ".join(known).split() if words[fold(word)])
        for industry, known in read_sections("industries.txt").items()
    }
    best = max(scores, key=lambda one: scores[one])
    return best if scores[best] >= _MIN_INDUSTRY_WORDS else None
