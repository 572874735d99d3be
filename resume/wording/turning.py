"""Turning the verbs of a line from one form into another: the one it opens with and all that plainly run parallel.

There is no parser behind this. It looks at words of closed classes, at known verbs and at what stands right behind them, and
gives up (None) wherever two readings are left: a line in its own words is better than a broken one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from resume.wording.verbs import Verb, VerbForm, is_form, verb_in
from resume.wording.words import END, Token, opens_object, word_class


@dataclass(frozen=True)
class Swap:
    """A word that takes another's place."""

    token: Token
    text: str


@dataclass(frozen=True)
class Heads:
    """The verbs that a line opens with, `planned`, `organised and delivered`, and where their object begins."""

    found: tuple[tuple[int, Verb], ...]
    """(index of the token, verb)."""
    after: int

    @property
    def last(self) -> Verb:
        """The verb that takes the object."""
        return self.found[-1][1]


def apply_swaps(text: str, swaps: Sequence[Swap]) -> str:
    """The text with the swaps made."""
    for swap in sorted(swaps, key=lambda one: -one.token.start):
        text = text[: swap.token.start] + swap.text + text[swap.token.end :]
    return text


def find_heads(tokens: Sequence[Token], at: int, form: VerbForm) -> Heads | None:
    """The verbs of one form that begin at a place of a line; None where one of them might be no verb."""
    found: list[tuple[int, Verb]] = []
    index = at
    while True:
        index = _past_adverb(tokens, index)
        verb = verb_in(_at(tokens, index).low, form)
        if verb is None:
            return None
        found.append((index, verb))
        following = _past_joiners(tokens, index + 1)
        if following == index + 1 or not is_form(_at(tokens, _past_adverb(tokens, following)).low, form):
            break
        index = following
    settled = any(not verb.has("noun") for _, verb in found[:-1]) and form == "base"
    if not (is_verb(tokens, index, form) or (settled and _at(tokens, index + 1).is_word)):
        return None
    return Heads(tuple(found), index + 1)


def is_verb(tokens: Sequence[Token], index: int, form: VerbForm) -> bool:
    """Whether the word at a place surely is a verb of that form there, told by what follows it."""
    verb = verb_in(_at(tokens, index).low, form)
    following, after = _at(tokens, index + 1), _at(tokens, index + 2)
    if verb is None:
        return False
    if opens_object(following, after):
        return True
    if not following.is_word:
        return False
    if following.low in word_class("prepositions"):
        return _takes(verb, following, after, form)
    if form == "gerund":
        return _is_gerund_before_noun(verb, tokens, index)
    if verb.has("noun"):
        return form == "base" and _is_plain_deed(verb, tokens, index)
    return following.low not in word_class("conjunctions")


def _is_plain_deed(verb: Verb, tokens: Sequence[Token], index: int) -> bool:
    """Whether a base form that may be a noun stands before an object that it is known to take (`file returns`)."""
    head = _head_noun(tokens, index + 1).low
    listed = verb.base in word_class("plain-verbs") and head in word_class("plain-objects")
    return listed and f"{verb.base}_{head}" not in word_class("plain-names")


def _takes(verb: Verb, following: Token, after: Token, form: VerbForm) -> bool:
    """Whether a verb goes with the preposition or particle behind it."""
    if f"{verb.base}_{following.low}" in word_class("gerund-pairs"):
        return True
    if following.low in word_class("particles") and after.is_word and after.low not in ("of", "to"):
        return not verb.has("noun") or opens_object(after) or form == "gerund"
    if following.low == "of":
        return False
    if f"{verb.base}_{following.low}" in word_class("verb-pairs"):
        return form != "gerund"
    if verb.has("preposition"):
        return True
    return form != "gerund" and not verb.has("noun")


def _is_gerund_before_noun(verb: Verb, tokens: Sequence[Token], index: int) -> bool:
    following, after = _at(tokens, index + 1), _at(tokens, index + 2)
    if following.low in word_class("conjunctions"):
        return False
    if following.low in word_class("subordinators"):
        return verb.has("ing")
    names = _gerund_names().get("*", frozenset()) | _gerund_names().get(verb.gerund, frozenset())
    if verb.has("ing"):
        return following.low not in names
    if verb.has("ing-people"):
        people = word_class("people")
        named = following.low in names or (following.low in people and after.low in names)
        return not named and (following.low in people or (after.low in people and following.is_word))
    head = _head_noun(tokens, index + 1)
    plural = head.text.islower() and head.low.endswith("s") and not head.low.endswith(("ss", "us", "is"))
    plural = plural or (head.text.endswith("s") and head.text[:-1].isupper())
    return (
        verb.has("ing-bare")
        and (plural or head.low in word_class("mass"))
        and head.low not in names | word_class("names")
    )


def _head_noun(tokens: Sequence[Token], index: int) -> Token:
    """The last word of a bare noun phrase."""
    while (after := _at(tokens, index + 1)).is_word and not _is_closed(after.low) and after.text[0].isalpha():
        index += 1
    return _at(tokens, index)


@cache
def _gerund_names() -> dict[str, frozenset[str]]:
    """-ing form → words with which it makes a name; `*` for all of them."""
    rows = (Path(__file__).parent / "gerund_names.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (row.split("\t") for row in rows if not row.startswith("#"))
    return {gerund: frozenset(names.split()) for gerund, names in pairs}


def turn_heads(heads: Heads, tokens: Sequence[Token], target: VerbForm) -> list[Swap]:
    """The swaps for the verbs that a line opens with."""
    return [Swap(tokens[index], verb.form(target)) for index, verb in heads.found]


def turn_parallels(
    tokens: Sequence[Token], begin: int, form: VerbForm, target: VerbForm, *, nested: bool = False
) -> list[Swap] | None:
    """The swaps for the verbs of one sentence that run parallel to its first one; None where that is not plain.

    Args:
        tokens: the line.
        begin: where the object of the first verb begins.
        form: the form that the first verb had, and parallel ones have.
        target: the form they take.
        nested: whether a verb stands inside the first one's object (`helped staff plan and serve`), so that a further verb
            might run parallel to that one.
    """
    swaps: list[Swap] = []
    loose: list[int] = []  # -ing forms behind a comma: a list if an `and` follows with one more, else a remark
    closed = False
    for index in _outside_brackets(tokens, begin):
        token = tokens[index]
        if _ends_sentence(tokens, index):
            break
        if token.text == ";":
            nested = False
        if _begins_nested(tokens, index):
            nested = True
        if not _is_joiner(token):
            continue
        place = _past_adverb(tokens, index + 1)
        verdict = _judge(tokens, place, form, target)
        if verdict == "other" or (nested and _goes_on(_at(tokens, place).low, form)):
            continue
        if verdict == "unsure" or nested:
            return None
        if form == "gerund" and token.text == ",":
            loose.append(place)
            continue
        closed = closed or token.text != ";"
        swaps.append(_swap(tokens[place], form, target))
    if closed:
        return [*swaps, *(_swap(tokens[place], form, target) for place in loose)]
    remarks = len(loose) < 2 or all(tokens[place].low in word_class("adverbial") for place in loose)
    return swaps if remarks else None


def _goes_on(low: str, form: VerbForm) -> bool:
    """Whether a finite verb only goes on with a clause inside (`which took 11 days and takes 6`)."""
    return form == "gerund" and is_form(low, "third", "past") and not is_form(low, "base")


def _swap(token: Token, form: VerbForm, target: VerbForm) -> Swap:
    verb = verb_in(token.low, form)
    if verb is None:
        raise ValueError(f"{token.text!r} is no {form} form")
    return Swap(token, verb.form(target))


def _judge(tokens: Sequence[Token], index: int, form: VerbForm, target: VerbForm) -> str:
    """What the word behind a comma or conjunction is: `parallel` to the first verb, `other`, or `unsure`."""
    token, following, after = _at(tokens, index), _at(tokens, index + 1), _at(tokens, index + 2)
    low = token.low
    if not token.is_word or _is_joiner(token) or _is_closed(low) or token.text[0].isdigit():
        return "other"
    opens = opens_object(following, after)
    stops = (not following.is_word and not opens) or following.low in word_class("conjunctions")
    if low.endswith("ing") and (low not in word_class("ing-nouns") or is_form(low, "gerund")):
        if form != "gerund":
            return "other"
        if is_verb(tokens, index, "gerund"):
            return "parallel"
        return "other" if stops or following.low == "of" else "unsure"
    if is_form(low, "base") and form in ("base", "gerund"):
        return _judge_base(tokens, index, form, stops=stops, opens=opens)
    if is_form(low, "third"):
        if form == "third" and is_verb(tokens, index, "third"):
            return "parallel"
        return "unsure" if opens or (form == "third" and not stops and not _is_closed(following.low)) else "other"
    if is_form(low, "past"):
        return "unsure" if form == "past" or (opens and target == "base") else "other"
    return "unsure" if opens and following.low in ("the", "a", "an", "our", "their", "all") else "other"


def _judge_base(tokens: Sequence[Token], index: int, form: VerbForm, *, stops: bool, opens: bool) -> str:
    verb = verb_in(tokens[index].low, "base")
    following = _at(tokens, index + 1)
    if verb is None:
        return "unsure"
    if form == "gerund":
        return "unsure" if opens or not verb.has("noun") else "other"
    if not verb.has("noun"):
        return "unsure" if stops else "parallel"
    if is_verb(tokens, index, "base"):
        return "parallel"
    if stops or (following.low in word_class("prepositions") and not _takes(verb, following, END, form)):
        return "other"
    return "unsure"


def _begins_nested(tokens: Sequence[Token], index: int) -> bool:
    """Whether another verb begins here inside the first one's object, by which a later `and` could run parallel to it."""
    token, following = tokens[index], _at(tokens, _past_adverb(tokens, index + 1))
    low = token.low
    if low in word_class("subordinators"):
        return True
    if low == "to":
        return is_form(following.low, "base") and not opens_object(_at(tokens, index + 1))
    if low in word_class("prepositions"):
        return is_form(following.low, "gerund")
    inside = not _is_closed(low) and not _is_joiner(token) and token.is_word
    return inside and is_form(following.low, "gerund") and is_verb(tokens, index + 1, "gerund")


def speaks_of_now(tokens: Sequence[Token]) -> bool:
    """Whether a line holds a word in the present tense or of the present time, so that its past would not fit throughout."""
    present, now = word_class("present"), word_class("now")
    for index, token in enumerate(tokens):
        following = _at(tokens, index + 1).low
        if token.low in present or token.low in now or (token.low, following) in {("to", "date"), ("so", "far")}:
            return True
        if token.low in word_class("subordinators"):
            first = _at(tokens, _past_adverb(tokens, index + 1)).low
            if is_form(first, "third") or (is_form(first, "base") and not is_form(first, "past")):
                return True
            if any(_is_sure_present(_at(tokens, index + step).low) for step in (2, 3, 4)):
                return True
    return False


def _is_sure_present(word: str) -> bool:
    verb = verb_in(word, "third") or verb_in(word, "base")
    return verb is not None and not verb.has("noun") and not is_form(word, "past")


def speaks_of_then(tokens: Sequence[Token]) -> bool:
    """Whether a line holds `was` or the like, so that its present would not fit throughout."""
    return any(token.low in word_class("was") for token in tokens)


def lists_other_acts(verbs: Sequence[Verb], tokens: Sequence[Token], begin: int) -> bool:
    """Whether a list behind the object names acts of its own (`training staff, stock control and banking`).

    The first verb would then be claimed of things that it does not go with. Verbs of overall charge go with anything.
    """
    if all(verb.base in word_class("overall") for verb in verbs):
        return False
    people = any(verb.has("ing-people") for verb in verbs)
    heads: list[str] = []
    for index in range(begin, len(tokens)):
        if (
            _ends_sentence(tokens, index)
            or tokens[index].text in ";–—"
            or tokens[index].low in word_class("subordinators")
        ):
            break
        following = _at(tokens, index + 1)
        if (
            _is_joiner(tokens[index])
            and following.is_word
            and not _is_closed(following.low)
            and not is_verb(tokens, index + 1, "gerund")
        ):
            heads.append(_head_noun(tokens, index + 1).low)
    return any(_is_act(head) or (people and head not in word_class("people")) for head in heads)


def _is_act(word: str) -> bool:
    endings = ("ing", "tion", "sion", "ment", "ance", "sis")
    things = word_class("ing-nouns") | word_class("things")
    return word in word_class("acts") or (word.endswith(endings) and word not in things)


def has_other_verb(tokens: Sequence[Token]) -> bool:
    """Whether a verb in a finite form may stand behind a comma or conjunction."""
    for index, token in enumerate(tokens):
        if not _is_joiner(token):
            continue
        place = _past_adverb(tokens, index + 1)
        low = _at(tokens, place).low
        if low in word_class("finite") or low in word_class("first-person"):
            return True
        if is_form(low, "base", "past", "third") and _at(tokens, place + 1).low != "of":
            return True
    return False


def _at(tokens: Sequence[Token], index: int) -> Token:
    return tokens[index] if 0 <= index < len(tokens) else END


def _is_joiner(token: Token) -> bool:
    return token.text in (",", ";") or token.low in word_class("conjunctions")


def _is_closed(low: str) -> bool:
    classes = ("determiners", "hedges", "prepositions", "conjunctions", "subordinators", "finite", "first-person")
    return any(low in word_class(name) for name in classes)


def _past_joiners(tokens: Sequence[Token], index: int) -> int:
    while _is_joiner(_at(tokens, index)):
        index += 1
    return index


def _past_adverb(tokens: Sequence[Token], index: int) -> int:
    while _at(tokens, index).low in ("also", "then", "both") or (
        _at(tokens, index).low.endswith("ly") and not is_form(_at(tokens, index).low, "base")
    ):
        index += 1
    return index


def _ends_sentence(tokens: Sequence[Token], index: int) -> bool:
    token, following = tokens[index], _at(tokens, index + 1)
    return token.text in (".", "!", "?") and following.start > token.end and following.text[0].isupper()


def _outside_brackets(tokens: Sequence[Token], begin: int) -> Iterator[int]:
    depth = 0
    for index in range(begin, len(tokens)):
        depth += (tokens[index].text in "([“") - (tokens[index].text in ")]”")
        if depth <= 0:
            yield index
