"""Lengths of time and dates of a claim against the dates of the entries, and those that lines name themselves."""

import functools
import math
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from resume.grounding.evidence import Evidence
from resume.grounding.language.function_words import generic_words, light_words
from resume.grounding.language.lists import words_under
from resume.grounding.language.mentions import DateMention
from resume.grounding.language.reading import Reading
from resume.grounding.language.tokenizer import tokenize_words
from resume.grounding.language.tokens import Token
from resume.grounding.language.vocabulary import Keys
from resume.grounding.measuring.attachment import is_misplaced, words_of_date
from resume.grounding.measuring.ledger import MONTHS, TIME, Ledger, Quantity
from resume.grounding.measuring.periods import MONTHS_A_YEAR, Span, length_follows, months_covered
from resume.grounding.sources import ENTRY_SECTIONS, Source
from resume.grounding.verdict import Reason


class Tenure:
    """Checks how long something lasted, and when it was."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence

    def lasted(self, reading: Reading, quantity: Quantity, near: int, bits: int, whole: bool) -> int:
        """The facts whose dates give a length of time; 0 for none.

        Args:
            reading: the claim.
            quantity: its length of time, in months.
            near: the facts that the figure may be taken from.
            bits: all facts that the claim may rest on.
            whole: whether those are the whole resume.
        """
        until = self._until(reading, quantity, bits) if whole else None
        if until is not None:
            return self._lasted_until(reading, quantity, until, bits)
        named = next((source for source in self._evidence.among(near) if self._names_length(quantity, source)), None)
        if named is not None:
            return named.bit
        if not whole and self._tells_own_time(near):
            return 0
        spans = [
            (source, source.span) for source in self._evidence.among(self._headers(near)) if source.span is not None
        ]
        title, topic = self._heads(reading, quantity)
        if whole and title:
            held = self._in_title(title, bits)
            if held:
                several = _names_two_titles(reading, quantity)
                return self._sum_of(quantity, held) or (self.lasted_together(quantity, bits) if several else 0)
        placed = self._at_place(reading, quantity, bits) if whole else []
        if placed:
            return self._sum_of(quantity, placed)
        office = self._in_office(reading, quantity, bits) if whole else []
        if office:
            return self._sum_of(quantity, office)
        for source, span in spans:
            if length_follows(quantity, *months_covered([span])) or _is_course_of(quantity, source):
                return source.bit
        if not whole:
            return 0
        served = [(source, span) for source, span in spans if source.fact.section != "education"]
        if _adds_up(quantity, [span for _, span in served]):
            return sum(source.bit for source, _ in served)
        return self._summed(quantity, bits, [*title, *topic])

    def turns(self, reading: Reading, quantity: Quantity, bits: int) -> bool:
        """Whether a line says up to when a length of time ran: `six years as an analyst before joining Lipa in 2021`."""
        return self._until(reading, quantity, bits) is not None

    def _until(self, reading: Reading, quantity: Quantity, bits: int) -> int | None:
        """The month in which the role begins before which a length of time lay; None where the line names no such role."""
        if reading.lows.isdisjoint(_BEFORE):
            return None
        tokens = reading.tokens
        at = next((at for at in range(quantity.last + 1, len(tokens)) if tokens[at].low in _BEFORE), len(tokens))
        end = next((index for index in range(at, len(tokens)) if tokens[index].text in ".;,"), len(tokens))
        behind = tokens[at + 1 : end]
        years = {int(token.text) for token in behind if token.used and _YEAR.fullmatch(token.text)}
        named = [
            self._evidence.strict_mask(self._evidence.words.keys(token.text))
            for token in behind
            if token.kind == "word" and not token.used and token.text[:1].isupper()
        ]
        if not years and not named:
            return None
        begins = [
            span.first
            for source, span in self._roles(bits)
            if source.bit & functools.reduce(int.__and__, named, source.bit)
            and (not years or _year_of(span.first) in years)
        ]
        return max(begins, default=0)

    def _lasted_until(self, reading: Reading, quantity: Quantity, until: int, bits: int) -> int:
        """The roles before another that lasted as long, of the line of work that the claim names if it names one."""
        title, topic = self._heads(reading, quantity)
        earlier = [
            (source, Span(span.first, min(span.last, until - 1), span.loose))
            for source, span in self._roles(bits)
            if span.first < until
        ]
        heads = [*title, *topic]
        named = [span.first for source, span in earlier if heads and self._names(heads, source)]
        if named:
            earlier = [pair for pair in earlier if pair[1].first >= min(named)]
        return self._sum_of(quantity, earlier)

    def _names_length(self, quantity: Quantity, source: Source) -> bool:
        """Whether the dates that a line names are as far apart, or as many years."""
        return any(_lasts(quantity, span) for span in source.ledger.spans) or (
            not source.is_header and (_counts_years(quantity, source) or _lies_between(quantity, source))
        )

    def lasted_together(self, quantity: Quantity, near: int) -> int:
        """The entries, one after the other, among some facts that together lasted as long; 0 where they did not."""
        held = [
            (source, source.span)
            for source in self._evidence.among(self._headers(near))
            if source.span is not None and source.fact.section != "education"
        ]
        held.sort(key=lambda pair: pair[1].first)
        for begin in range(len(held)):
            for end in range(begin + 1, len(held) + 1):
                if _adds_up(quantity, [span for _, span in held[begin:end]]):
                    return sum(source.bit for source, _ in held[begin:end])
        return 0

    def _summed(self, quantity: Quantity, bits: int, heads: Sequence[Keys]) -> int:
        """Roles of one line of work that together lasted as long."""
        everything = list(self._roles(bits))
        concerned = [(source, span) for source, span in everything if not heads or self._concerns(heads, source)]
        if not concerned and heads:
            return 0
        named = [span.first for source, span in concerned if heads and self._names(heads, source)]
        if named:  # the work before a trade was taken up is none of it
            concerned = [pair for pair in concerned if pair[1].first >= min(named)]
        if not concerned:
            return next((one.bit for one, span in everything if length_follows(quantity, *months_covered([span]))), 0)
        return self._sum_of(quantity, concerned)

    def _sum_of(self, quantity: Quantity, roles: list[tuple[Source, Span]]) -> int:
        """The latest of some roles, as many as it takes; 0 where no number of them lasted as long."""
        for source, span in roles:
            if length_follows(quantity, *months_covered([span])):
                return source.bit
        roles = sorted(roles, key=lambda pair: -pair[1].last)
        for latest in range(len(roles), 0, -1):
            if _adds_up(quantity, [span for _, span in roles[:latest]]):
                return sum(source.bit for source, _ in roles[:latest])
        return 0

    def _roles(self, bits: int) -> Iterator[tuple[Source, Span]]:
        for source in self._evidence.among(bits & self._evidence.headers):
            if source.span is not None and source.fact.section == "work":
                yield source, source.span

    def _in_office(self, reading: Reading, quantity: Quantity, bits: int) -> list[tuple[Source, Span]]:
        """The roles whose titles hold the office right before a length of time: `Head cheesemaker for over ten years`."""
        tokens = reading.tokens
        at = quantity.first - 1
        while at > 0 and tokens[at].used:
            at -= 1
        title: list[int] = []
        while at > 0 and tokens[at].low == "for" and tokens[at - 1 - len(title)].kind == "word":
            title.append(at - 1 - len(title))
            if title[-1] == 0 or len(title) == _MOST_TITLE:
                break
        if len(title) < 2 or title[-1] != 0:
            return []
        wanted = [self._evidence.words.keys(tokens[one].text) for one in title]
        return [
            (source, span)
            for source, span in self._roles(bits)
            if all(self._evidence.mask(keys, self._evidence.said) & source.bit for keys in wanted)
        ]

    def _at_place(self, reading: Reading, quantity: Quantity, bits: int) -> list[tuple[Source, Span]]:
        """The roles at the employer that a length of time is said of: `ten years at Pellwick Infirmary`."""
        tokens, at = reading.tokens, quantity.last + 1
        while at < len(tokens) and at < quantity.last + 1 + _MOST_TITLE and tokens[at].low not in _ENDS_PLACE:
            at += 1
        if at + 1 >= len(tokens) or tokens[at].low not in ("at", "with"):
            return []
        name = []
        for token in tokens[at + 1 : at + 1 + _MOST_TITLE]:
            if token.kind != "word" or not token.text[:1].isupper():
                break
            name.append(self._evidence.words.keys(token.text))
        return [
            (source, span)
            for source, span in self._roles(bits)
            if name and all(self._evidence.mask(keys, self._evidence.said) & source.bit for keys in name)
        ]

    def _titled(self, reading: Reading, at: int, bits: int) -> list[Source]:
        """The roles whose title is all that stands before a date, or stands behind `as`: `Ward manager since 2019`."""
        words = self._evidence.words
        light = light_words(words.language)
        wanted = []
        for index in range(at - 1, -1, -1):
            token = reading.tokens[index]
            if token.low in ("as", ".", ";"):
                break
            if token.used or (token.kind != "word" and token.text not in "-("):
                return []
            if token.kind == "word" and token.low not in light and not token.used:
                wanted.append(words.keys(token.text))
        if not 0 < len(wanted) <= _MOST_TITLE:
            return []
        held = (source for source, _ in self._roles(bits))
        return [source for source in held if all(set(keys) & set(self._title_of(source)) for keys in wanted)]

    def _title_of(self, source: Source) -> Keys:
        """Keys of the title in the text of a role, which begins with it."""
        title = source.fact.text.partition(", ")[0]
        return tuple(key for word in tokenize_words(title) for key in self._evidence.words.keys(word))

    def _is_of_another(self, reading: Reading, ledger: Ledger, mention: DateMention, bits: int, lead: str) -> bool:
        """Whether a line gives a title the dates of another role: `Ward manager since 2014` of one who was that from 2019."""
        span = next((one for one in ledger.spans if mention in one), None)
        if lead != "since" and span is None:
            return False
        first = span[0].first if span else mention.first
        held = self._titled(reading, first, bits)
        ends = [end for source in held for end in _ends(source, lead == "since")]
        if not held or any(mention.agrees(*end) for end in ends):
            return False
        today = any(source.fact.end is None for source in held)
        latest = span is not None and mention is span[1] and today
        return not latest

    def _in_title(self, title: Sequence[Keys], bits: int) -> list[tuple[Source, Span]]:
        """The roles whose titles hold all words of a title, or, if none does, its last word."""
        for wanted in (title, title[-1:]):
            held = [
                (source, span)
                for source, span in self._roles(bits)
                if all(self._evidence.mask(keys, self._evidence.said) & source.bit for keys in wanted)
            ]
            if held:
                own = [pair for pair in held if self._is_titled(wanted, pair[0])]
                return own or held
        return []

    def _is_titled(self, wanted: Sequence[Keys], source: Source) -> bool:
        """Whether a role's title itself has some words, and not its employer's name: no nurse runs a veterinary hospital."""
        title = {key for key in self._title_of(source) if key[:2] != "s:"}
        return all(not title.isdisjoint(keys) for keys in wanted)

    def _heads(self, reading: Reading, quantity: Quantity) -> tuple[list[Keys], list[Keys]]:
        """The words of the title behind `as`, and those of what else the length of time is said of."""
        words, light = self._evidence.words, light_words(self._evidence.words.language)
        title: list[Keys] = []
        topic: list[Keys] = [words.keys(reading.tokens[at].text) for at in (*quantity.after, *quantity.before)]
        in_title = in_topic = False
        for at, token in enumerate(reading.tokens[quantity.last + 1 :], quantity.last + 2):
            if in_topic and token.low in ("and", ",") and [one.low for one in reading.tokens[at : at + 1]] in _HAS_NEXT:
                break  # "of experience and an MSc from the University of Copenhagen"
            if token.text == "," and in_topic:
                continue  # "in guesthouses, hotels and resorts"
            if (token.kind == "mark" and token.text not in "-/'") or token.kind == "number" or token.low in _ENDS_HEADS:
                break
            if token.low == "as":
                in_title, in_topic = True, False
            elif in_title and title and token.low in light:
                break
            elif token.low in ("in", "of", "within") and not in_title:
                in_topic = True
            elif in_topic and token.kind == "word" and token.low not in light | generic_words():
                topic.append(words.keys(token.text))
            elif in_title and token.kind == "word" and token.low not in light | generic_words():
                title.append(words.keys(token.text))
        return title, topic

    def _tells_own_time(self, near: int) -> bool:
        """Whether a line itself says how long something took: the dates of its role do not stand in for that."""
        lines = near & ~self._evidence.headers
        return lines.bit_count() == 1 and any(
            source.ledger.dates or any(quantity.dimension in (MONTHS, TIME) for quantity in source.ledger.quantities)
            for source in self._evidence.among(lines)
        )

    def _names(self, heads: Sequence[Keys], source: Source) -> bool:
        """Whether an entry itself speaks of what a length of time is claimed of."""
        facts = self._evidence.entries[source.entry]
        return any(self._evidence.mask(keys, self._evidence.said) & facts for keys in heads)

    def _concerns(self, heads: Sequence[Keys], source: Source) -> bool:
        """Whether an entry, or the headline or summary of the whole resume, speaks of what a length of time is claimed of."""
        facts = self._evidence.entries[source.entry] | self._evidence.about
        return any(self._evidence.mask(keys, self._evidence.said) & facts for keys in heads)

    def check_date(self, reading: Reading, ledger: Ledger, at: int, near: int, whole: bool) -> list[Reason]:
        """A date that the lines and their entries do not give, or give for something else.

        Args:
            reading: the claim.
            ledger: its figures and dates.
            at: which of its dates.
            near: the facts that the date may be taken from.
            whole: whether the claim may rest on the whole resume.
        """
        mention = ledger.dates[at]
        lead = reading.tokens[mention.first - 1].low if mention.first else ""
        until = reading.tokens[max(0, mention.first - _TURN_REACH) : mention.first]
        turns = lead in ("in", "from") and any(token.low in _BEFORE for token in until)  # "before joining Lipa in 2019"
        if whole and (lead == "since" or turns or any(mention in span for span in ledger.spans)):
            near |= self._evidence.headers
        qualifies = not reading.lows.isdisjoint(words_under("figures.txt", "qualifying"))
        begins = (lead == "since" or turns) and not qualifies
        if whole and self._is_of_another(reading, ledger, mention, self._evidence.everything, lead):
            near = 0
        if whole and lead == "since" and self._gained(mention, reading):
            return []
        if self._dated(mention, near, whole, begins) and (whole or not self._is_misdated(reading, ledger, at, near)):
            return []
        known = sorted({date.text for source in self._evidence.among(near) for date in source.ledger.dates})
        said = (
            f"the source says {', '.join(known)}"
            if known and len(known) <= _MOST_DATES
            else "the source gives no such date there"
        )
        detail = f"“{mention.text}” is claimed; {said}."
        return [Reason(kind="date", item=mention.text, claimed=mention.text, source=", ".join(known), detail=detail)]

    def _is_misdated(self, reading: Reading, ledger: Ledger, at: int, near: int) -> bool:
        """Whether the lines say of another date what the claim says of this one."""
        words, mention = self._evidence.words, ledger.dates[at]
        naming = [
            (source, index)
            for source in self._evidence.among(near & ~self._evidence.headers)
            for index, one in enumerate(source.ledger.dates)
            if mention.agrees(one.year, one.month, one.quarter, one.part) and len(source.ledger.dates) > 1
        ]
        spans = [span for span in ledger.spans if mention in span]
        told = any(
            all(any(one.agrees(other.year, other.month) for other in source.ledger.dates) for one in span)
            for span in spans
            for source, _ in naming
        )
        if not naming or told:  # "between 2019 and 2020" of what a line says of both
            return False
        if _told_together(reading, ledger, mention, [source for source, _ in naming]):
            return False  # "in the 2022 and 2023 audits"
        if "than" in reading.lows and any(_are_compared(reading, ledger, source) for source, _ in naming):
            return False
        own = words_of_date(reading, ledger, at, words)
        for source, index in naming:
            dates = source.ledger.dates
            known = [words_of_date(source.reading, source.ledger, one, words) for one in range(len(dates))]
            rivals = [one for one in range(len(dates)) if dates[one].year != mention.year]
            if not is_misplaced(own, known, index, rivals):
                return False
        return True

    def _gained(self, mention: DateMention, reading: Reading) -> bool:
        """Whether a line says since when one is what a certificate of that date makes one: `Journeyman since 2016`."""
        root = self._evidence.words.root
        before = {root(token.text) for token in reading.tokens[max(0, mention.first - _MOST_TITLE) : mention.first]}
        return any(
            source.fact.section == "certificates"
            and any(mention.agrees(one.year, one.month, one.quarter, one.part) for one in source.ledger.dates)
            and any(root(token.text) in before for token in source.reading.tokens if _is_title_word(token))
            for source in self._evidence.sources
        )

    def _dated(self, mention: DateMention, near: int, whole: bool, begins: bool) -> bool:
        """Whether the lines give a date; where they give their own, the dates of the role do not stand in for them."""
        lines = near & ~self._evidence.headers
        own = not whole and lines.bit_count() == 1 and bool(self._evidence.first(lines).ledger.dates)
        for source in self._evidence.among(lines if own else near | self._headers(near)):
            for one in source.ledger.dates:
                starts = begins and (source.is_header or any(one is span[0] for span in source.ledger.spans))
                if not starts and mention.agrees(one.year, one.month, one.quarter, one.part):
                    return True
            if mention.month is None and mention.year in _years_beside(source):
                return True
            if not own and any(mention.agrees(*one) for one in _ends(source, begins)):
                return True
            if mention.is_year and any(one.value == mention.year for one in source.ledger.quantities):
                return True
        return False

    def check_present(self, entry: str) -> list[Reason]:
        """A line that runs to the present under a role that has ended."""
        source = self._evidence.by_id.get(entry)
        if source is None or source.fact.end is None:
            return []
        detail = f"The line runs to the present; the source ends it in {source.fact.end}."
        return [Reason(kind="date", item="Present", claimed="present", source=source.fact.end, detail=detail)]

    def _headers(self, mask: int) -> int:
        found = 0
        for source in self._evidence.among(mask):
            header = self._evidence.by_id.get(source.entry)
            if header is not None:
                found |= header.bit
        return found


def _told_together(reading: Reading, ledger: Ledger, mention: DateMention, sources: Sequence[Source]) -> bool:
    """Whether a line names a year in one breath with others, as its source does: `in 2022 and 2023` of both."""
    mine = _years_joined(reading, ledger, mention.year)
    return len(mine) > 1 and any(mine == _years_joined(one.reading, one.ledger, mention.year) for one in sources)


def _years_joined(reading: Reading, ledger: Ledger, year: int) -> frozenset[int]:
    """A year, and those that stand beside it with nothing but `and` or a comma between."""
    group: set[int] = set()
    last = -1
    for one in ledger.dates:
        between = {token.low for token in reading.tokens[last + 1 : one.first]}
        if last >= 0 and between <= {"and", ",", "or"}:
            group.add(one.year)
        elif year in group:
            break
        else:
            group = {one.year}
        last = one.last
    return frozenset(group) if year in group else frozenset()


def _are_compared(reading: Reading, ledger: Ledger, source: Source) -> bool:
    """Whether a line holds one year against another as its source's figures do: `1,300 more in 2017 than in 2015`."""
    than = next(at for at, token in enumerate(reading.tokens) if token.low == "than")
    before = [one.year for one in ledger.dates if one.first < than]
    behind = [one.year for one in ledger.dates if one.first > than]
    if len(before) != 1 or len(behind) != 1:
        return False
    mine, theirs = (list(_figures_of_year(source.ledger, year[0])) for year in (before, behind))
    rises = not reading.lows.isdisjoint(_MORE)
    return any(
        one.dimension == other.dimension and one.value != other.value and (one.value > other.value) == rises
        for one in mine
        for other in theirs
    )


def _figures_of_year(ledger: Ledger, year: int) -> Iterator[Quantity]:
    """The figures of a line behind which a year stands, before the next figure."""
    for one, following in pairwise((*ledger.quantities, None)):
        end = following.first if following is not None else math.inf
        dates = [date.year for date in ledger.dates if one is not None and one.last < date.first < end]
        if one is not None and dates[:1] == [year]:
            yield one


_MORE = frozenset(("more", "higher", "greater", "larger", "bigger", "longer"))
"""Words that say that the first of two years had more."""


def _names_two_titles(reading: Reading, quantity: Quantity) -> bool:
    """Whether a length of time is said of two titles: `six years as business analyst and product manager`."""
    lows = [token.low for token in reading.tokens[quantity.last + 1 : quantity.last + 2 + 2 * _MOST_TITLE]]
    if "as" not in lows:
        return False
    behind = lows[lows.index("as") + 1 :]
    end = next((at for at, low in enumerate(behind) if low in _ENDS_TITLES), len(behind))
    return "and" in behind[:end]


_ENDS_TITLES = frozenset((",", ".", ";", "at", "in", "for", "before", "with", "since", "until", "from"))
"""Words behind the titles that somebody held."""


def _is_course_of(quantity: Quantity, source: Source) -> bool:
    """Whether so many academic years lie between the years of a course: September 2010 to June 2013 are three years."""
    start, end = source.fact.start, source.fact.end
    if source.fact.section != "education" or start is None or end is None or quantity.comparison:
        return False
    return quantity.value == (int(end[:4]) - int(start[:4])) * MONTHS_A_YEAR


_ENDS_PLACE = frozenset(("at", "with", "including"))
"""Words before an employer, and before the years of a part of a career."""

_HAS_NEXT = (["a"], ["an"], ["holding"], ["holds"])
"""Words behind `and` with which begins what else somebody has than years."""

_BEFORE = frozenset(("before", "until", "till"))
"""Words behind which stands what ended a length of time."""

_ENDS_HEADS = _BEFORE | {"including"}
"""Words that end what a length of time is said of."""


def _is_title_word(token: Token) -> bool:
    """Whether a word of a certificate may say what it makes somebody."""
    return token.kind == "word" and token.low not in light_words("en") and token.low not in generic_words()


_TURN_REACH = 8
"""Words from `before` to the date of what came then: "before moving on to hospital care in 2019"."""

_YEAR = re.compile(r"(?:19|20)\d\d")


def _year_of(month: int) -> int:
    """The year of a month that is counted from the year 0."""
    return (month - 1) // MONTHS_A_YEAR


_MOST_TITLE = 5
"""Words of a title before "for ten years"."""

_MOST_DATES = 4
"""Dates that a reason names; more would hide the point."""


def _adds_up(quantity: Quantity, spans: Sequence[Span]) -> bool:
    return bool(spans) and length_follows(quantity, *months_covered(spans))


def _lasts(quantity: Quantity, span: tuple[DateMention, DateMention]) -> bool:
    """Whether a length of time is that between two dates; what lies between bare years is as many years as they differ."""
    first, last = span
    years = last.year - first.year
    if first.month is None and last.month is None and years and not quantity.comparison:
        return length_follows(quantity, years * MONTHS_A_YEAR, (years + 1) * MONTHS_A_YEAR)
    return length_follows(quantity, *_months_between(first, last))


def _months_between(first: DateMention, last: DateMention) -> tuple[int, int]:
    """Months from one date to another, at least and at most: a bare year leaves its months open, and so do first and last day."""
    begin = (first.year * MONTHS_A_YEAR + first.month, 0) if first.month else (first.year * MONTHS_A_YEAR + 1, 11)
    end = (last.year * MONTHS_A_YEAR + last.month, 0) if last.month else (last.year * MONTHS_A_YEAR + MONTHS_A_YEAR, 11)
    most = end[0] - begin[0] + 1
    return max(1, most - 1 - begin[1] - end[1]), most


def _counts_years(quantity: Quantity, source: Source) -> bool:
    """Whether a line names as many years, one after the other: `14 in 2020 and 9 in 2021` are two years."""
    years = sorted({date.year for date in source.ledger.dates})
    follow = len(years) > 1 and years[-1] - years[0] + 1 == len(years)
    return follow and not quantity.comparison and quantity.value == len(years) * MONTHS_A_YEAR


def _lies_between(quantity: Quantity, source: Source) -> bool:
    """Whether a length of time is that from one of a line's years to the next: `two years later` of 2019 and 2021."""
    years = sorted({date.year for date in source.ledger.dates})
    return any(quantity.value == (later - earlier) * MONTHS_A_YEAR for earlier, later in pairwise(years))


def _years_beside(source: Source) -> Iterator[int]:
    """Years that a line names by their neighbours: `in 2010, against 104 in the year before`."""
    if not source.ledger.dates or "year" not in source.reading.text.lower():
        return
    lows = " ".join(token.low for token in source.reading.tokens)
    for phrases, step in (
        (("the year before", "the previous year", "a year earlier", "the year earlier"), -1),
        (("the year after", "the following year", "a year later", "the next year"), 1),
    ):
        if any(phrase in lows for phrase in phrases):
            yield from (date.year + step for date in source.ledger.dates)


def _is_role(source: Source) -> bool:
    """Whether a fact names an entry that has a beginning and an end: `since` is said of the one alone."""
    return source.is_header and source.fact.start is not None and source.fact.section in ENTRY_SECTIONS


def _ends(source: Source, begins: bool) -> Iterator[tuple[int, int | None]]:
    for iso in (source.fact.start, None if begins else source.fact.end):
        if iso:
            year, _, rest = iso.partition("-")
            yield int(year), int(rest[:2]) if rest else None
