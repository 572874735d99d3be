"""What a figure counts: the noun behind it, what is listed beside that, and the words before it."""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from resume.grounding.language.function_words import generic_words, light_words
from resume.grounding.language.lists import words_under
from resume.grounding.language.measures import periods, values
from resume.grounding.language.reading import Reading
from resume.grounding.language.thesaurus import names_worker
from resume.grounding.language.tokens import Token
from resume.grounding.measuring.ledger import COUNT, PERCENT, Ledger, Quantity
from resume.grounding.measuring.nouns import MAX_HEAD, ends_noun, is_hyphened, is_plural, joins_modifiers
from resume.wording import past_forms, plain_forms


def head_after(reading: Reading, quantity: Quantity) -> list[int]:
    """The words behind a figure that name what it counts."""
    tokens = reading.tokens
    found: list[int] = []
    people: list[int] = []
    begin = _first_of_head(tokens, quantity)
    for at in range(begin, len(tokens) if begin >= 0 else 0):
        token = tokens[at]
        if token.kind == "word" and not token.used and len(found) < MAX_HEAD and _always_names(token.low):
            found.append(at)
            continue
        sized = bool(quantity.of) and not found and token.low in words_under("figures.txt", "no noun")
        if len(found) == MAX_HEAD or sized or _ends_head(tokens, at, found):
            break  # "a staff of 11 across the office"
        if token.kind == "mark" or (not found and token.low in words_under("figures.txt", "before what is counted")):
            continue
        if not found and token.low in light_words("en") and is_hyphened(tokens, at):
            continue
        joins = token.low in ("and", "or") and found and all(tokens[one].text[0].isupper() for one in found)
        if joins or token.low in generic_words():
            people += [at] * (token.low in words_under("figures.txt", "heads"))
        elif not (token.low in periods() and token.low.endswith("ly")):
            found.append(at)
    if found and _opens_label(tokens, found[-1]):
        found.pop()  # "five grade 10 classes" are five
    if found and reading.low_of[found[-1] + 1 : found[-1] + 4 : 2] == ("(", ")"):
        found.append(found[-1] + 2)  # `condition reports (EICRs)`
    return found or people[:1]


@lru_cache(maxsize=16_384)
def _always_names(low: str) -> bool:
    """Whether a word behind a figure names what it counts, whatever stands around it: neither small, nor a verb, nor a period."""
    if low.endswith(("ing", "ed")) or low in past_forms() or low in periods() or low in light_words("en"):
        return False
    listed = ("before what is counted", "no noun", "light nouns")
    return low not in generic_words() and all(low not in words_under("figures.txt", heading) for heading in listed)


def _opens_label(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word has its own number behind it, before what a figure counts: the `grade` of "five grade 10 classes"."""
    numbered = at + 1 < len(tokens) and tokens[at + 1].kind == "number"
    return numbered and tokens[at].low in words_under("figures.txt", "numbered")


def _first_of_head(tokens: Sequence[Token], quantity: Quantity) -> int:
    """Where the words of what a figure counts begin; -1 where "of" makes it a part of something else."""
    at = quantity.last + 1
    while at < len(tokens) and (tokens[at].text in "-+" or (tokens[at].used and tokens[at].kind == "word")):
        if tokens[at].low in values("ones") or tokens[at].low in values("tens"):
            return -1  # "6.0 four seasons earlier": the next figure's
        at += 1
    if quantity.is_group and at < len(tokens) and tokens[at].low == "of":
        at += 1
    if at < len(tokens) and (tokens[at].low == "of" or (tokens[at].low == "in" and quantity.dimension == PERCENT)):
        return -1 if quantity.dimension == COUNT else at + 1
    return at


def _ends_head(tokens: Sequence[Token], at: int, found: Sequence[int]) -> bool:
    """Whether the words of what a figure counts have ended before a token."""
    token, low = tokens[at], tokens[at].low
    following = tokens[at + 1].low if at + 1 < len(tokens) else ""
    if token.kind != "word":
        return token.kind != "mark" or token.text not in "-/&'"
    if not found and low in words_under("figures.txt", "before what is counted"):
        return low in ("a", "an") and following in periods()
    if not found and low.endswith("ing") and _takes_object(tokens, at + 1):
        return True  # "a crew of 6 maintaining 33 turbines"
    if not found and (low in past_forms() or low.endswith("ed")) and ends_noun(tokens, at + 1):
        return True
    joins = low in ("and", "or") and bool(found) and all(tokens[one].text[0].isupper() for one in found)
    if joins or (low in generic_words() and not (found and low in words_under("figures.txt", "no noun"))):
        return False
    per = low == "per" or (low in periods() and tokens[at - 1].low in ("per", "each", "every"))
    rate = low in periods() and low.endswith("ly") and ends_noun(tokens, at + 1)
    doing = low.endswith("ing") and bool(found) and ends_noun(tokens, at + 1)
    joined = bool(found) and tokens[at - 1].text == "-" and not token.used
    if low in words_under("figures.txt", "light nouns"):
        return token.used
    return (
        (low in light_words("en") and not (joined or is_hyphened(tokens, at) or _joins_noun(tokens, at, found)))
        or token.used
        or per
        or rate
        or doing
    )


def _joins_noun(tokens: Sequence[Token], at: int, found: Sequence[int]) -> bool:
    """Whether a word that claims nothing stands within the noun of what is counted: `6 maritime history exhibitions`."""
    if tokens[at].used or tokens[at].low not in words_under("figures.txt", "light within a noun"):
        return False
    if found and (found[-1] != at - 1 or is_plural(tokens[at - 1])):
        return False  # "6 nurses working nights"
    return bool(found) and not ends_noun(tokens, at + 1) and not tokens[at + 1].used and is_plural(tokens[at + 1])


def _takes_object(tokens: Sequence[Token], at: int) -> bool:
    """Whether the thing of a verb begins at a token: an article, or a figure."""
    if at >= len(tokens) or (at + 1 < len(tokens) and tokens[at + 1].low in periods()):
        return False  # "samples a day"
    return tokens[at].kind in ("number", "money") or tokens[at].low in words_under("modality.txt", "determiners")


def are_people(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token is a noun for people."""
    low = tokens[at].low if at < len(tokens) and tokens[at].kind == "word" else ""
    return low.endswith("s") and (low in words_under("figures.txt", "heads") or names_worker(low))


def title_behind(tokens: Sequence[Token], begin: int) -> Iterator[int]:
    """The words of a title behind "as": `staff nurse` in "five years as a staff nurse"."""
    for at in range(begin, min(len(tokens), begin + MAX_HEAD + 1)):
        if tokens[at].kind != "word" or (
            tokens[at].low in light_words("en") and tokens[at].low not in ("a", "an", "the")
        ):
            return
        if tokens[at].low not in light_words("en") | generic_words():
            yield at


def rest_of_noun(tokens: Sequence[Token], begin: int) -> Iterator[int]:
    """The words that go on with a noun: `diversity working group` behind "seven-member"."""
    for at in range(begin, min(len(tokens), begin + MAX_HEAD)):
        if tokens[at].kind != "word" or tokens[at].low in light_words("en") - {"working", "task"}:
            return
        yield at


def size_of(tokens: Sequence[Token], quantity: Quantity) -> tuple[int, ...]:
    """The word whose size a figure gives: `a team of 9`, `classes of up to 40`."""
    begin = quantity.first - 1
    while begin > 0 and tokens[begin].used and tokens[begin].kind == "word":
        begin -= 1
    if (
        begin > 0
        and tokens[begin].low == "of"
        and tokens[begin - 1].kind == "word"
        and tokens[begin - 1].low not in ("total", "instead", "place", "out", "each")
    ):
        return (begin - 1,)
    return ()


def goes_on_behind(reading: Reading, last: int) -> bool:
    """Whether what a figure counts may go on behind a word: with `and`, a comma, a colon or a bracket."""
    low = reading.low_of[last + 1] if last + 1 < len(reading.low_of) else ""
    return low in (":", "(") or low in words_under("figures.txt", "between listed things")


def listed_after(reading: Reading, quantity: Quantity) -> Iterator[int]:
    """Further things that the same figure counts: `apprentices` in "15 electricians and apprentices"."""
    tokens, light = reading.tokens, light_words("en")
    joining = words_under("figures.txt", "between listed things")
    if quantity.dimension != COUNT or not quantity.after:
        return
    at = quantity.after[-1] + 1
    if at + 1 < len(tokens) and tokens[at].text in ":(":
        yield from _itemised(tokens, at + 1)
        return
    while at + 1 < len(tokens) and tokens[at].low in joining:
        at += 1 + (tokens[at + 1].low in joining)
        last = at
        while last < len(tokens) and tokens[last].kind == "word" and tokens[last].low not in light:
            last += 1
        named = range(at, min(last, at + MAX_HEAD))
        if last + 1 < len(tokens) and tokens[last].text == "-" and last > at and is_hyphened(tokens, last + 1):
            named, last = range(at, last + 2), last + 2  # "foam and card mock-ups"
        doing = any(_is_doing(tokens[one]) for one in named) and not joins_modifiers(
            tokens, named[0] - 1 if named else 0
        )
        if not named or doing or not is_plural(tokens[named[-1]]):
            return
        if len(named) > 1 and (tokens[named[0]].low in plain_forms() or _does_next(tokens, quantity, named[0])):
            return  # "8 workers and draw harvest maps", "3 therapists and treats inpatients"
        if tokens[named[-1]].low.removesuffix("s") in plain_forms() and _takes_object(tokens, named[-1] + 1):
            return  # "18 attendants, inspects 60 rooms"
        yield named[-3] if _is_particle(tokens, named) else named[-1]
        at = last


def _is_particle(tokens: Sequence[Token], named: range) -> bool:
    """Whether a compound ends in a word that counts nothing by itself: the `ups` of "mock-ups"."""
    ended = len(named) > _MOST_MARKED and tokens[named[-2]].text == "-"
    return ended and tokens[named[-1]].low in generic_words()


_MOST_MARKED = 2
"""Tokens of a compound beside its first word: the mark, and the word behind it."""


def _does_next(tokens: Sequence[Token], quantity: Quantity, at: int) -> bool:
    """Whether a word in -s is what somebody does next, and no thing: behind things in the plural, before another's name."""
    low = tokens[at].low
    acts = (
        low.endswith("s")
        and low[:-1] in plain_forms()
        and low not in words_under("figures.txt", "plural before a noun")
    )
    return acts and is_plural(tokens[quantity.after[-1]])


def _itemised(tokens: Sequence[Token], at: int) -> Sequence[int]:
    """The things that a colon or a bracket says a figure counts, two or more: `13 sites: schoolyards and cemeteries`."""
    joining, found = words_under("figures.txt", "between listed things"), list[int]()
    while at < len(tokens) and tokens[at].text not in ").;":
        last = at
        while last < len(tokens) and tokens[last].kind == "word" and tokens[last].low not in joining:
            last += 1
        named = tokens[at:last]
        if (
            not named
            or any(_is_doing(one) or one.low in light_words("en") for one in named)
            or not is_plural(named[-1])
        ):
            return ()
        found.append(last - 1)
        at = last
        while at < len(tokens) and tokens[at].low in joining:
            at += 1
    return found if len(found) > 1 else ()


def _is_doing(token: Token) -> bool:
    """Whether a word begins something else than a name of what is counted: a verb, or another figure."""
    return token.used or token.low.endswith("ing") or token.low in past_forms()


def head_before(reading: Reading, quantity: Quantity) -> list[int]:
    """The words before a figure in its segment that may say what it is of, nearest first."""
    tokens, segment_of, silent, may_tell_how = reading.tokens, reading.segment_of, _silent_before(), _may_tell_how()
    segment, small = segment_of[quantity.first], 0
    found: list[int] = []
    for at in range(quantity.first - 1, -1, -1):
        if segment_of[at] != segment:
            if not _only_tells_cost(reading, at, found) and not (tokens[at + 1].used and tokens[at + 1].low == "and"):
                break  # the `and` of "two and a half times" parts nothing
            segment = segment_of[at]
        token = tokens[at]
        low = token.low
        if low in silent or token.used or token.kind != "word":
            continue
        if low in may_tell_how and _tells_how_figured(tokens, at):
            continue
        found.append(at)
        small += token.text == low
        if small == MAX_HEAD:
            break
    return found


@cache
def _silent_before() -> frozenset[str]:
    """Words before a figure that say nothing of what it is: small ones, those that fit anything, periods."""
    return light_words("en") | generic_words() | periods().keys()


def _tells_how_figured(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word says how a figure comes about and not of what it is: `invoices valued at $4 million`, `a net £750`."""
    at -= at > 0 and tokens[at].low in ("rate", "rates")
    if tokens[at].low in words_under("figures.txt", "figured from others"):
        return True
    return tokens[at].low in ("valued", "priced") and at + 1 < len(tokens) and tokens[at + 1].low == "at"


@cache
def _may_tell_how() -> frozenset[str]:
    """The words that may say how a figure comes about."""
    return words_under("figures.txt", "figured from others") | {"valued", "priced", "rate", "rates"}


def _only_tells_cost(reading: Reading, at: int, found: Sequence[int]) -> bool:
    """Whether all that stands before a figure is `that cost`, behind what it is said of: `an error that cost $46,000`."""
    kinds = words_under("cues.txt", "kinds of figures")
    relative = reading.tokens[at + 1].low in ("that", "which")
    return relative and len(found) == 1 and reading.tokens[found[0]].low in kinds and reading.tokens[at].kind == "word"


def find_singles(tokens: Sequence[Token], ledger: Ledger) -> None:
    """What stands last in a list of counts, as one: `6 drivers, 3 loaders and a clerk`."""
    counts = [one for one in ledger.quantities if one.dimension == COUNT and one.after and not one.label]
    if not counts:
        return
    at = counts[-1].after[-1] + 1
    while at + 1 < len(tokens) and tokens[at].low in (",", "and", "plus", "&"):
        at += 1
    joined = at > counts[-1].after[-1] + 1 and at + 1 < len(tokens) and tokens[at].low in ("a", "an", "one", "the")
    last = at + 1
    while (
        joined
        and last + 1 < len(tokens)
        and tokens[last + 1].kind == "word"
        and tokens[last + 1].low not in light_words("en")
    ):
        last += 1
    sized = last + 1 < len(tokens) and tokens[last + 1].low == "of"  # "8 workers and a shift of 14"
    if (
        joined
        and tokens[last].kind == "word"
        and not tokens[last].low.endswith("s")
        and last - at <= _MOST_SINGLE
        and not sized
    ):
        ledger.singles.append(last)


_MOST_SINGLE = 3
"""Words of the name of a single one: "a night shift clerk"."""
