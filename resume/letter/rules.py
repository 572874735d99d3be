"""The rules' own cover letter: honest, specific, from facts alone.

It says which job it is for, who writes, what of their work speaks to what the ad asks for, and closes. Every sentence about the
candidate is made of lines of the resume (`letter_clauses`) or of its fields, and passes the fact check before it is written. Of
the employer it says nothing but what the ad calls the job, the employer and what it asks for. Motives are the candidate's own
sentences or none.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar

from resume.composing import is_craft, mid_sentence
from resume.facts import Fact
from resume.grounding import FactBase
from resume.job import Requirement
from resume.letter.clauses import Clause, clause_of
from resume.letter.letter import SECTION, CoverLetter, LetterParagraph, LetterSentence
from resume.letter.style import Addressee, Style, greet, say_day, say_month
from resume.letter.words import fill, fillings, refused_phrase, versions
from resume.lexicon import find_skill
from resume.matching import Match, shown_term
from resume.occupations import names_occupation
from resume.schema import Document, Education, Resume
from resume.sentences import article, list_up, split_sentences
from resume.terms import content_stems
from resume.wording import follow_spelling, prose_kind

Entry = TypeVar("Entry", bound=Document)

MOST_LINES, LEAST_LINES, LEAST_OF_ANY, MOST_OF_ONE = 5, 4, 3, 3
"""Lines that are told at most; as many of the same roles, and of any, are told though they answer nothing; most of one role."""

OF_TOLD, OF_UNPAID, OF_SAME_ROLE = 0.25, 0.8, 0.9
"""What a requirement that was answered before still counts, work that nobody paid, and each further line of a role."""

MOST_TERMS = 3
MOST_SKILLS = 4
MOST_CREDENTIALS = 3
LONGEST_OWN = 45
"""Words of a sentence of the candidate's own summary that is taken into the letter."""

FIGURE_BONUS = 0.4
"""What a figure adds to a line's worth: a little less than a duty of middling weight."""

TITLE_BONUS = 0.3
"""What a word adds that the line shares with the job's title."""

WORD_BONUS, MOST_SHARED = 0.08, 5
"""What any other word adds that the ad says too, and how many of them count."""

OF_PART = 0.5
"""What a requirement counts that is shown in part."""

_FIGURE = re.compile(r"\d")
_SEVERAL_TITLES = re.compile(r"/|\bthen\b|\blater\b|\bfrom \d|\bpart[- ]time\b", re.IGNORECASE)
_ASIDE = re.compile(r"\s*\([^)]*\)")
_GRADE = re.compile(r"\s*\((?:band|grade|level|scale|remote|hybrid|on-site|[mfwdx]/[^)]*)[^)]*\)", re.IGNORECASE)
"""What in brackets behind a title may be left out; `(relieving)` may not."""
_OWN_WORDS = re.compile(r"^(?:I|I['’](?:m|ve|d)|My|After|In|With|For|Since|Having)\b")
_FIRST_PERSON = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll))\b")
_STATED = re.compile(r"^I (?:am an?|study|work|teach|design|build|write|lead|manage|run|have been|hold)\b")
"""How a sentence begins that says what somebody is; others say what they like."""
_WISH = re.compile(r"\b(?:look(?:ing)? for|want|wish|hope|would like|seek(?:ing)?|next step|move (?:in)?to)\b")


@dataclass(frozen=True)
class Brief:
    """All that a letter may draw on."""

    resume: Resume
    facts: Sequence[Fact]
    requirements: Sequence[Requirement]
    matches: Sequence[Match]
    addressee: Addressee
    style: Style
    today: date
    base: FactBase
    ad: str = ""
    """What the ad says, as far as it is safe to read."""


@dataclass(frozen=True)
class _Telling:
    """A line that may be told, and what of the ad it speaks to."""

    fact: Fact
    clause: Clause
    answers: frozenset[str]
    """Ids of the requirements that it shows, in whole or in part."""


@dataclass
class _Told:
    """What the letter has said so far."""

    answers: set[str] = field(default_factory=set)
    facts: set[str] = field(default_factory=set)


def write_letter(brief: Brief) -> CoverLetter:
    """The whole letter in English; its body may be empty where the resume tells nothing that a sentence can be made of."""
    writer = _Writer(brief)
    opening = writer.opening()
    body = [paragraph for paragraph in writer.body() if paragraph.sentences]
    salutation, close = greet(brief.style, brief.addressee)
    title = brief.addressee.title
    return CoverLetter(
        sender=brief.resume.basics.name or "",
        date=say_day(brief.today, brief.style.variety),
        recipient=[row for row in (brief.addressee.person, brief.addressee.company) if row],
        subject=fill("subject", "titled", title=title) if title else fill("subject", "plain"),
        salutation=salutation,
        paragraphs=[opening, *body, writer.closing()],
        close=close,
        spare=body,
    )


class _Writer:
    """Writes one letter from top to bottom; what it has told once it does not tell again."""

    def __init__(self, brief: Brief) -> None:
        self._brief = brief
        self._told = _Told()
        full = {match.requirement for match in brief.matches if match.degree == "full"}
        self._weights = {one.id: one.weight * (1 if one.id in full else OF_PART) for one in brief.requirements}
        self._said_by_ad = set(content_stems(brief.ad))
        self._titled = set(content_stems(brief.addressee.title or ""))
        self._answers = _answers_by_fact(brief.matches, {"full"})
        self._speaks_to = _answers_by_fact(brief.matches, {"full", "partial"})
        self._by_id = {fact.id: fact for fact in brief.facts}
        self._wishes: list[LetterSentence] = []
        self._main: Fact | None = None

    # The opening

    def opening(self) -> LetterParagraph:
        """What is applied for, who writes, and one thing that they say of themselves."""
        to = self._brief.addressee
        apply = fill(self._brief.style.register, "apply", title=to.title, company=to.company)
        own = self._own_sentences()
        self._wishes = [one for one in own if _WISH.search(one.text) and self._speaks_to_ad(one)]
        of_self = [one for one in own if not _WISH.search(one.text)]
        stated = [one for one in of_self if _STATED.match(one.text)][:1]
        who = [] if stated else self._who()
        return LetterParagraph(
            part="opening", sentences=[LetterSentence(text=_run_in(apply)), *who, *(stated or of_self[:1])]
        )

    def _speaks_to_ad(self, sentence: LetterSentence) -> bool:
        """Whether a wish is about such a job: it shares a word of meaning with the title or with what is asked for."""
        asked = [term for one in self._brief.requirements for term in one.terms]
        words = content_stems(" ".join([self._brief.addressee.title or "", *asked]))
        return bool(
            set(content_stems(sentence.text)) & set(words) - set(content_stems("job team role work experience"))
        )

    def _who(self) -> list[LetterSentence]:
        """By the latest role that speaks to the ad; by their studies for those who study or have just finished."""
        studies = self._studies()
        degree = self._by_id[studies[0].facts[0]] if studies else None
        if degree is not None and (degree.end or "9999")[:4] >= str(self._brief.today.year):
            self._told.facts.add(degree.id)
            return studies
        return self._position() or studies

    def _own_sentences(self) -> list[LetterSentence]:
        """Sentences of the candidate's summary that are written in the first person, as they stand."""
        summary = [fact for fact in self._brief.facts if fact.kind == "summary"]
        return [
            LetterSentence(text=_ended(fact.text), facts=[fact.id])
            for fact in summary
            if _OWN_WORDS.match(fact.text)
            and _FIRST_PERSON.search(fact.text)
            and len(fact.text.split()) <= LONGEST_OWN
            and not refused_phrase(fact.text)
        ]

    def _position(self) -> list[LetterSentence]:
        """What the candidate is, or was, by trade."""
        roles = [fact for fact in self._brief.facts if fact.section == "work" and fact.kind == "role"]
        relevant = {_entry_id(fact) for fact in self._brief.facts if self._answers.get(fact.id)}
        latest = _latest_first(roles)
        for fact in [*(role for role in latest if role.id in relevant), *latest]:
            entry = _entry_of(fact, self._brief.resume.work)
            if entry is None or not entry.position or (entry.name is None and _is_break(entry.position)):
                continue
            position = _title_in_sentence(entry.position) or entry.position
            goes_on = fact.end is None and fact.start is not None
            group = ("now" if goes_on else "before") + ("" if entry.name else "_without_employer")
            since = say_month(fact.start) if fact.start and goes_on else None
            until = say_month(fact.end) if fact.end else None
            options = fillings("telling", group, position=position, employer=entry.name, since=since, until=until)
            if found := self._first_that_holds(options, [fact.id]):
                self._main = fact
                return [found]
        return []

    def _studies(self) -> list[LetterSentence]:
        degrees = [fact for fact in self._brief.facts if fact.section == "education" and fact.kind == "degree"]
        for fact in degrees:
            entry = _entry_of(fact, self._brief.resume.education)
            if entry is None or not (entry.study_type or entry.area):
                continue
            unfinished = fact.end is None or fact.end > self._brief.today.isoformat()[: len(fact.end)]
            group = "studying" if unfinished and fact.start else "studied"
            options = fillings("telling", group, degree=_degree(entry), school=entry.institution)
            if found := self._first_that_holds(options, [fact.id]):
                return [found]
        return []

    # The body

    def body(self) -> list[LetterParagraph]:
        """What of the candidate's work speaks to the ad, the latest first, then skills and credentials."""
        picked = self._pick(self._tellings())
        entries = sorted({_entry_id(one.fact) for one in picked}, key=self._recency, reverse=True)
        told: list[list[LetterSentence]] = []
        for entry in entries:
            own = [one for one in picked if _entry_id(one.fact) == entry]
            own.sort(key=lambda one: not one.clause.may_follow)  # one that takes no lead cannot come first
            told.append(self._tell_entry(entry, own, self._lead_of(entry, number=len(told))))
        first = [*self._asks(picked, first=entries[0]), *told[0]] if told else []
        rest = [sentence for sentences in told[1:] for sentence in sentences]
        lists = list(self._lists())
        if rest and len(lists) > 1:
            return [_body(first), _body(rest), _body(lists)]
        return [_body(first), _body([*rest, *lists])]

    def _tellings(self) -> list[_Telling]:
        """The lines of roles and projects that a sentence can be made of, in the source's order."""
        found: list[_Telling] = []
        for fact in self._brief.facts:
            if (
                fact.kind != "bullet"
                or fact.section not in ("work", "projects", "volunteer")
                or prose_kind(fact) != "duty"
            ):
                continue
            dated = fact.start is not None or fact.end is not None
            clause = clause_of(fact.text, ongoing=fact.start is not None and fact.end is None, dated=dated)
            if clause is not None and not refused_phrase(clause.text) and self._holds(clause.standing()):
                found.append(_Telling(fact, clause, self._speaks_to.get(fact.id, frozenset())))
        return found

    def _worth(self, one: _Telling, beside: Sequence[_Telling]) -> float:
        """What telling a line adds: the weight of what it answers and nothing told so far does, and a little for a figure.

        An old role counts for less, and so does one from which lines were taken already.
        """
        words = set(content_stems(one.clause.text))
        new = sum(self._weights.get(id, 0.0) for id in one.answers - self._told.answers)
        old = sum(self._weights.get(id, 0.0) for id in one.answers & self._told.answers)
        shared = TITLE_BONUS * len(self._titled & words) + WORD_BONUS * min(MOST_SHARED, len(self._said_by_ad & words))
        told = new + OF_TOLD * old + shared + (FIGURE_BONUS if _FIGURE.search(one.clause.text) else 0.0)
        fresh = _freshness(one.fact, self._brief.today)
        paid = 1.0 if one.fact.section == "work" else OF_UNPAID
        return (
            told * fresh * paid * OF_SAME_ROLE ** sum(_entry_id(other.fact) == _entry_id(one.fact) for other in beside)
        )

    def _pick(self, lines: Sequence[_Telling]) -> list[_Telling]:
        """The lines that together answer most; where few answer anything, others of the same roles beside them."""
        answering = [one for one in lines if one.answers or self._titled & set(content_stems(one.clause.text))]
        picked: list[_Telling] = []
        for pool, most in ((answering, MOST_LINES), (lines, LEAST_LINES), (lines, LEAST_OF_ANY)):
            entries = {_entry_id(one.fact) for one in picked} | ({self._main.id} if self._main else set())
            left = [
                one
                for one in pool
                if one not in picked
                and (not entries or pool is answering or most == LEAST_OF_ANY or _entry_id(one.fact) in entries)
            ]
            while left and len(picked) < most:
                best = max(left, key=lambda one: self._worth(one, picked))
                left.remove(best)
                if sum(_entry_id(one.fact) == _entry_id(best.fact) for one in picked) < MOST_OF_ONE:
                    picked.append(best)
                    self._told.answers |= best.answers
        return picked

    def _tell_entry(self, entry: str, lines: Sequence[_Telling], leads: Sequence[str]) -> list[LetterSentence]:
        sentences: list[LetterSentence] = []
        for number, one in enumerate(lines):
            cites = [one.fact.id, *([entry] if entry != one.fact.id else [])]
            if number == 0:
                options = [*(one.clause.standing(lead) for lead in leads), one.clause.standing()]
            else:
                options = [
                    one.clause.standing(also="also") if number % 2 else one.clause.standing(),
                    one.clause.standing(),
                ]
            found = self._first_that_holds(options, cites)
            if found is not None:
                sentences += [found, *self._after(one, cites)]
        return sentences

    def _after(self, one: _Telling, cites: Sequence[str]) -> Iterator[LetterSentence]:
        """What the source says came of it."""
        if one.clause.after:
            found = self._first_that_holds([_ended(one.clause.after)], cites)
            if found is not None:
                yield found

    def _lead_of(self, entry: str, *, number: int) -> list[str]:
        """What stands before the first sentence about an entry: which role or project it was.

        Args:
            entry: the id of its header.
            number: how many entries were told before.
        """
        header = self._by_id.get(entry)
        if header is None or header.kind not in ("role", "project"):
            return []
        position, employer = self._names_of(header)
        is_over = header.section == "work" and header.end is not None
        if header.kind == "project":
            group = "lead_project"
        elif self._main is not None and self._main.id == entry:
            group = "lead_main"
        elif number and is_over:
            group = "lead_before" if number == 1 else "lead_earlier"
        else:
            group = "lead_other"
        return fillings("telling", group, position=position, employer=employer)

    def _recency(self, entry: str) -> tuple[bool, str, str]:
        """Roles before projects, the latest first."""
        header = self._by_id.get(entry)
        if header is None:
            return False, "", ""
        goes_on = header.start is not None and header.end is None
        return header.section == "work", "9999" if goes_on else header.end or "", header.start or ""

    def _names_of(self, header: Fact) -> tuple[str | None, str | None]:
        resume = self._brief.resume
        if header.section == "work":
            role = _entry_of(header, resume.work)
            return (_title_in_sentence(role.position or ""), role.name) if role else (None, None)
        if header.section == "volunteer":
            unpaid = _entry_of(header, resume.volunteer)
            return (_title_in_sentence(unpaid.position or ""), unpaid.organization) if unpaid else (None, None)
        project = _entry_of(header, resume.projects)
        return None, f"my project {project.name}" if project and project.name else None

    def _asks(self, lines: Sequence[_Telling], *, first: str) -> list[LetterSentence]:
        """What the ad asks for that the lines show, in its own words; those of the first role that is told first."""
        asked = [one for one in self._brief.requirements if one.kind in ("required", "preferred")]
        asked.sort(key=lambda one: -one.weight)
        terms: dict[str, str] = {}
        of_first = 0
        for line in sorted(lines, key=lambda line: _entry_id(line.fact) != first):
            for one in asked:
                term = shown_term(one, line.fact.text) if one.id in line.answers else None
                if term and _is_noun(term) and not set(content_stems(term)) <= self._titled:
                    terms.setdefault(term.casefold(), term)
            of_first = of_first or (len(terms) if _entry_id(line.fact) == first else 0)
        if len(terms) < 2 or not of_first:
            return []
        listed = list_up([self._mid(term) for term in list(terms.values())[:MOST_TERMS]])
        return [LetterSentence(text=fill(self._brief.style.variety, "asks", terms=listed))]

    # Skills, credentials, languages

    def _lists(self) -> Iterator[LetterSentence]:
        yield from self._list("skills", self._skills(), MOST_SKILLS, least=2)
        yield from self._list("credentials", self._credentials(), MOST_CREDENTIALS)
        yield from self._list("languages", self._languages(), MOST_CREDENTIALS)

    def _list(
        self, phrase: str, named: Sequence[tuple[Fact, str]], most: int, *, least: int = 1
    ) -> Iterator[LetterSentence]:
        """A sentence that names several facts; fewer of them where the check lets not all pass together."""
        for count in range(min(most, len(named)), least - 1, -1):
            chosen = named[:count]
            text = fill("telling", phrase, listed=list_up([name for _, name in chosen]))
            if found := self._first_that_holds([text], [fact.id for fact, _ in chosen]):
                yield found
                return

    def _skills(self) -> list[tuple[Fact, str]]:
        """Skills that the ad asks for and no sentence has named so far."""
        named = [
            (fact, self._mid(fact.text))
            for fact in self._strongest("skill")
            if len(fact.text.split()) <= 4 and is_craft(fact.text) and not re.search(r"[,;:()/]|\band\b", fact.text)
        ]
        return [(fact, name) for fact, name in named if self._answers.get(fact.id, frozenset()) - self._told.answers]

    def _mid(self, term: str) -> str:
        """A skill as it stands within a sentence: with a small letter where the resume or the ad writes its first word so."""
        known = mid_sentence(term)
        first, _, others = known.partition(" ")
        small = others.islower() and first[1:].islower() and first.lower() in self._small
        return known[:1].lower() + known[1:] if small else known

    @cached_property
    def _small(self) -> frozenset[str]:
        texts = [fact.text for fact in self._brief.facts] + [one.text for one in self._brief.requirements]
        return frozenset(word for text in texts for word in re.findall(r"[^\W\d_]+", text) if word.islower())

    def _credentials(self) -> list[tuple[Fact, str]]:
        found: list[tuple[Fact, str]] = []
        for fact in self._strongest("certificate", "degree"):
            if fact.kind == "degree":
                degree = _entry_of(fact, self._brief.resume.education)
                name = _degree(degree) if degree and (degree.study_type or degree.area) else None
            else:
                name = _certificate(fact, self._brief.resume)
            if name and fact.id not in self._told.facts and " and " not in name and "," not in name:
                found.append((fact, name))
        return found

    def _languages(self) -> list[tuple[Fact, str]]:
        languages = [(fact, *_language(fact, self._brief.resume)) for fact in self._strongest("language")]
        return [(fact, _spoken(name, level)) for fact, name, level in languages if name]

    def _strongest(self, *kinds: str) -> list[Fact]:
        """Facts of these kinds that answer the ad, those that answer most first."""
        found = [fact for fact in self._brief.facts if fact.kind in kinds and self._speaks_to.get(fact.id)]
        return sorted(found, key=lambda fact: -sum(self._weights.get(id, 0.0) for id in self._speaks_to[fact.id]))

    # The close

    def closing(self) -> LetterParagraph:
        """The candidate's own wish, if they wrote one, and a courteous end."""
        register = self._brief.style.register
        ends = [LetterSentence(text=text) for text in versions(register, "close")]
        return LetterParagraph(part="closing", sentences=[*self._wishes[:1], *ends])

    # The check

    def _holds(self, text: str) -> bool:
        return all(self._brief.base.check(one, section=SECTION).supported for one in split_sentences(text))

    def _first_that_holds(self, options: Sequence[str], cites: Sequence[str]) -> LetterSentence | None:
        for option in options:
            text = follow_spelling(_run_in(option), self._brief.style.variety)
            if self._holds(text) and not refused_phrase(text):
                return LetterSentence(text=text, facts=list(dict.fromkeys(cites)))
        return None


def _answers_by_fact(matches: Sequence[Match], degrees: Collection[str]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for match in matches:
        if match.degree in degrees:
            for id in match.facts:
                found.setdefault(id, set()).add(match.requirement)
    return {id: frozenset(ones) for id, ones in found.items()}


def _freshness(fact: Fact, today: date) -> float:
    """How much a line counts for by when its role ended: all of it for three years, then 5 % a year less, half at least."""
    if fact.end is None:
        return 1.0 if fact.start else 0.7
    years = today.year - int(fact.end[:4])
    return min(1.0, max(0.5, 1.0 - 0.05 * (years - 3)))


def _entry_id(fact: Fact) -> str:
    return fact.entry or fact.id


def _body(sentences: Sequence[LetterSentence]) -> LetterParagraph:
    return LetterParagraph(part="body", sentences=list(sentences))


def _latest_first(roles: Sequence[Fact]) -> list[Fact]:
    """Roles that go on first, then by their end; those without dates in the source's order behind."""
    return sorted(
        roles,
        key=lambda fact: ("9999" if fact.start and not fact.end else fact.end or "", fact.start or ""),
        reverse=True,
    )


def _entry_of(header: Fact, entries: Sequence[Entry]) -> Entry | None:
    index = header.path.rpartition("/")[2]
    return entries[int(index)] if index.isdigit() and int(index) < len(entries) else None


def _title_in_sentence(position: str) -> str | None:
    """A title as it stands behind `as`; None where it is several, or has a condition that must not be lost."""
    bare = _GRADE.sub("", position).partition(",")[0].strip()
    return None if not bare or "(" in bare or _SEVERAL_TITLES.search(position) else bare


def _is_break(position: str) -> bool:
    return bool(re.search(r"\b(?:break|care|caring|parental|sabbatical|leave|carer)\b", position, re.IGNORECASE))


def _degree(entry: Education) -> str:
    study = entry.study_type
    if not study:
        return entry.area or ""
    subject = f" in {entry.area}" if entry.area and entry.area.casefold() not in study.casefold() else ""
    return f"{article(study)} {_ASIDE.sub('', study).strip()}{subject}"


def _certificate(fact: Fact, resume: Resume) -> str | None:
    index = fact.path.rpartition("/")[2]
    name = resume.certificates[int(index)].name if index.isdigit() and int(index) < len(resume.certificates) else None
    bare = (name or "").split(",")[0].strip()
    return bare if bare and len(bare.split()) <= 8 else None


def _language(fact: Fact, resume: Resume) -> tuple[str | None, str | None]:
    index = fact.path.rpartition("/")[2]
    entry = resume.languages[int(index)] if index.isdigit() and int(index) < len(resume.languages) else None
    if entry is None or re.search(r"[,()]", f"{entry.language}{entry.fluency}"):
        return None, None
    return entry.language, entry.fluency


_LEVELS = frozenset({"fluent", "basic", "conversational", "intermediate", "elementary"})
"""Levels that stand before the language in a sentence; the others stay in brackets behind it."""


def _spoken(language: str, level: str | None) -> str:
    """A language as a sentence names it: `fluent Irish`, `Yoruba (native)`, `Welsh`."""
    if not level:
        return language
    return f"{level.lower()} {language}" if level.lower() in _LEVELS else f"{language} ({level})"


def _is_noun(term: str) -> bool:
    """Whether a term of an ad can stand without an article in a list of things that it asks for."""
    words = term.split()
    if len(words) > 4 or find_skill(term) is None or names_occupation(term):
        return False
    return any(char.isupper() or char.isdigit() for char in words[-1]) or bool(_MASS.search(term))


_MASS = re.compile(
    r"(?:ing|tion|sion|ment|ance|ence|ics|ship|ism|ogy|ity|phy|ware|care|work|design|support|therapy|control|analysis|data|law|safety"
    r"|[^s]s|ship|tice)$"
)
"""Endings of nouns that are not counted, and of plurals."""


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _run_in(text: str) -> str:
    """One full stop where a name brings its own (`Foothill Ltd..`)."""
    return re.sub(r"\.\.(?=\s|$)", ".", text)
