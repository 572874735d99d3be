"""What somebody else reads in an ad, believed only as far as the ad's own words prove it.

The rules' reading is the base. A proposal may add what the rules overlooked and settle what they leave open; it takes nothing
away. All that is printed in the end stands in the ad, in its spelling, or comes from a closed list of which words stand there.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from resume.ad.clauses import Clause, is_noise, read_clauses
from resume.ad.hostile_signs import is_safe_ad_phrase, safe_name
from resume.ad.lines import AdLine, plain
from resume.ad.terms import AdWords, Ask, clean_term, clean_text, read_asks
from resume.ad.title import is_employer_name, is_title
from resume.job import JobAnalysis, JobReading, JobText
from resume.lexicon import is_everyday
from resume.phrases import section_patterns
from resume.terms import contains_words, content_stems, fold, read_sections, tokenize
from resume.wording.verbs import is_form
from resume.years import years_asked

MAX_PROPOSED = 30
"""Most terms, and most duties, of a proposal that are looked at."""
_LONGEST_PROPOSED = 80
"""Longest term or name, in characters, that is looked at."""
_MAX_DUTIES = 15
_FEWEST_DUTY_WORDS = 4
_ADVERBS = frozenset({"also", "regularly", "actively", "proactively"})
_YOU = re.compile(r"^(?:you|you['’]ll|you['’]d|will|would)\s+(?:will\s+|would\s+|also\s+)*", re.IGNORECASE)


@dataclass(frozen=True)
class AdProposal:
    """What somebody reads in an ad."""

    title: str = ""
    company: str = ""
    role_type: str = ""
    industry: str = ""
    years: float | None = None
    terms: tuple[str, ...] = ()
    """What is asked for; whether it is required stands in the ad."""
    duties: tuple[int, ...] = ()
    """Numbers of the ad's rows, from 1, that tell what is to be done."""


def ad_rows(job: JobText) -> list[str]:
    """The rows of an ad by whose numbers a proposal speaks: those that may be listed, empty ones left out."""
    return [bare for row in job.listable.split("\n") if (bare := plain(row))]


def proven_asks(line: AdLine, proposal: AdProposal, words: AdWords) -> Iterator[tuple[Clause, Ask]]:
    """What the proposal finds in a line that asks for something, beyond what the rules read there.

    A term is proven where it stands word for word in a clause that asks, names a thing by itself, and is no part of what the
    rules read in that line. It is taken in the ad's spelling. Plain words ("reporting") prove something only as an item of a
    list of requirements of which the rules made nothing.
    """
    clauses = read_clauses(line)
    read = [ask for clause in clauses for ask in read_asks(clause, words)]
    taken = {stem for ask in read for text in (ask.text, *ask.terms) for stem in content_stems(text)}
    for clause in clauses:
        may_be_plain = not read and clause.item and clause.headed
        for proposed in _terms(proposal):
            term = _in_words_of(clause.text, proposed)
            if term is None or taken & set(content_stems(term)):
                continue
            own = read_asks(Clause(term, clause.mood, item=True, headed=clause.headed), words)
            yield from ((clause, ask) for ask in own if may_be_plain or (ask.known and not _is_plain(ask)))


def _is_plain(ask: Ask) -> bool:
    """Whether a known skill is also an everyday word, which says nothing out of its sentence."""
    return any(is_everyday(skill) for skill in ask.skills) or all(term.islower() for term in ask.terms)


def settle_analysis(
    analysis: JobAnalysis, proposal: AdProposal, job: JobText, lines: Sequence[AdLine], rows: Sequence[str]
) -> JobAnalysis:
    """The analysis with what it leaves open filled in, where the ad proves the proposal."""
    title = analysis.title or _proven_title(proposal, job)
    settled: dict[str, object] = {
        "title": title,
        "company": analysis.company or _proven_company(proposal, job, title),
        "role_type": _proven_role_type(proposal, job) or analysis.role_type,
        "industry": analysis.industry or _proven_industry(proposal, lines),
        "years_required": analysis.years_required
        if analysis.years_required is not None
        else _proven_years(proposal, lines),
        "responsibilities": _with_duties(analysis.responsibilities, proposal, lines, rows),
    }
    return analysis.model_copy(update=settled)


def bears_out(reading: JobReading, proposal: AdProposal, rows: Sequence[str]) -> bool:
    """Whether the finished reading agrees with the proposal in anything that the proposal names in words."""
    analysis = reading.analysis
    pairs = (
        (analysis.title, proposal.title),
        (analysis.company, proposal.company),
        (analysis.role_type, proposal.role_type),
        (analysis.industry, proposal.industry),
    )
    if any(one and other and fold(one) == fold(other.strip()) for one, other in pairs):
        return True
    stems = [set(content_stems(term)) for one in reading.requirements for term in one.terms]
    if any(
        wanted and any(wanted <= held for held in stems)
        for term in _terms(proposal)
        for wanted in [set(content_stems(term))]
    ):
        return True
    duties = " ".join(fold(duty) for duty in analysis.responsibilities)
    return any(fold(clean_text(row).rstrip("."))[1:] in duties for row in _duty_rows(proposal, rows))


def _terms(proposal: AdProposal) -> list[str]:
    short = [term for term in proposal.terms[:MAX_PROPOSED] if len(term) <= _LONGEST_PROPOSED]
    return list(dict.fromkeys(clean for term in short if (clean := clean_term(term)) and content_stems(clean)))


def _in_words_of(text: str, proposed: str) -> str | None:
    """The words of `text` that the proposed term is, as they stand there; None where they do not or may not be listed."""
    if not contains_words(text, proposed):
        return None
    wanted = [token.word for token in tokenize(proposed)]
    tokens = tokenize(text)
    for at in range(len(tokens) - len(wanted) + 1):
        if wanted and [token.word for token in tokens[at : at + len(wanted)]] == wanted:
            found = clean_term(text[tokens[at].start : tokens[at + len(wanted) - 1].end])
            return found if found and is_safe_ad_phrase(found) else None
    return None


def _named_in(text: str, name: str) -> str | None:
    """The name as the ad writes it, where one line of the ad holds it and it may be shown."""
    if not name.strip() or len(name) > _LONGEST_PROPOSED:
        return None
    words = r"[ \t]+".join(re.escape(word) for word in name.split())
    match = re.search(rf"(?<!\w){words}(?!\w)", text, re.IGNORECASE)
    return safe_name(match.group()) if match else None


def _proven_title(proposal: AdProposal, job: JobText) -> str | None:
    title = _named_in(job.text, proposal.title)
    return title if title and is_title(title) else None


def _proven_company(proposal: AdProposal, job: JobText, title: str | None) -> str | None:
    company = _named_in(job.text, proposal.company)
    if company is None or not is_employer_name(company) or (title and contains_words(title, company)):
        return None
    return company


def _proven_role_type(proposal: AdProposal, job: JobText) -> str | None:
    """The known kind of employment that the proposal names, where a phrase for it stands in the ad."""
    value = proposal.role_type.strip().casefold()
    pattern = section_patterns("ad_kinds.txt").get(f"role_type: {value}")
    return value if pattern is not None and pattern.search(job.text) else None


def _proven_industry(proposal: AdProposal, lines: Sequence[AdLine]) -> str | None:
    """The known industry that the proposal means, where a word of it stands in the ad."""
    meant = set(content_stems(proposal.industry[:_LONGEST_PROPOSED]))
    said = {token.word for line in lines if not is_noise(line) for token in tokenize(line.text)}
    for industry, known in read_sections("industries.txt").items():
        if meant and meant <= set(content_stems(industry)) and said & {fold(word) for word in " ".join(known).split()}:
            return industry
    return None


def _proven_years(proposal: AdProposal, lines: Sequence[AdLine]) -> float | None:
    asked = [years_asked(line.text) for line in lines if line.part not in ("about", "benefits", "apply", "equal")]
    return proposal.years if proposal.years is not None and proposal.years in asked else None


def _duty_rows(proposal: AdProposal, rows: Sequence[str]) -> list[str]:
    numbers = sorted(set(proposal.duties[:MAX_PROPOSED]))
    return [rows[number - 1] for number in numbers if 1 <= number <= len(rows)]


def _with_duties(
    duties: Sequence[str], proposal: AdProposal, lines: Sequence[AdLine], rows: Sequence[str]
) -> list[str]:
    """The duties, and those proposed rows that begin as duties do, with a verb, and ask for nothing."""
    found = list(duties)
    for row in _duty_rows(proposal, rows):
        of_row = [line for line in lines if line.text in row or row in line.text]
        text = clean_text(_YOU.sub("", row)).rstrip(".")
        if of_row and all(_may_be_duty(line) for line in of_row) and _opens_with_verb(text):
            text = text[:1].upper() + text[1:]
            if is_safe_ad_phrase(text) and not any(fold(text) in fold(one) or fold(one) in fold(text) for one in found):
                found.append(text)
    return found[: max(len(duties), _MAX_DUTIES)]


def _may_be_duty(line: AdLine) -> bool:
    moods = {clause.mood for clause in read_clauses(line)}
    return line.part in ("duties", "none", "other") and not is_noise(line) and moods <= {"duty"}


def _opens_with_verb(text: str) -> bool:
    words = [word for word in text.split() if word.casefold() not in _ADVERBS]
    return len(words) >= _FEWEST_DUTY_WORDS and is_form(words[0].casefold().strip(",;:"), "base", "gerund")
