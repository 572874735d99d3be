"""The first person: resumes leave out the “I”. Only where what is left still stands as a line of its own."""

import re
from collections.abc import Sequence

from resume.wording.rewording import Rewording
from resume.wording.turning import has_other_verb
from resume.wording.verbs import Verb, by_participle, is_form, verb_in
from resume.wording.words import END, Token, capitalise, tokens_of, word_class

_REASON = "Resumes leave out the “I”."
_I = re.compile(
    r"(?:I\s+|I(?P<short>['’](?:m|ve)\b)\s*)(?P<adverb>(?:also|then|currently|now|previously|successfully)\s+)?", re.S
)
_AND_I = re.compile(r"(?P<joiner>,?\s(?:and|then|but)|;)\s+I\s+(?P<adverb>(?:also|then)\s+)?(?=(?P<verb>[a-z-]+)\b)")
_SENTENCE_I = re.compile(r"(?<=[.!?]\s)I\s+(?P<adverb>(?:also|then)\s+)?(?P<verb>[a-z-]+)\b")
_STILL_I = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|myself)\b")
_TEAM_OF = re.compile(r"\bmy (?P<noun>team|crew|group|staff|shift|class) of (?=\w)")
_MY_PLACE = re.compile(
    r"(?<=\s)my (?P<noun>team|department|ward|unit|crew|section|store|branch|region|kitchen|company|school|clinic|shift)\b"
    r"(?! and I| members?’s)"
)
_FEELING = frozenset(
    {"like", "love", "enjoy", "believe", "think", "feel", "hope", "want", "wish", "know", "see", "look", "mean"}
)
"""Verbs that need the person who feels: without the “I” they read as advice to the reader."""

_SINCE = re.compile(
    r"\b(?:since|for (?:over |more than |nearly |almost )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten) years)\b"
)
_STATES = frozenset(
    {"responsible", "able", "passionate", "proud", "fluent", "experienced", "skilled", "certified", "qualified", "used"}
)


def drop_first_person(text: str, *, summary: bool = False) -> Rewording | None:
    """The line without “I” (and “my team” as “a team” or “the team”); None where nothing is to do or no rule is sure.

    Args:
        text: one bullet or sentence.
        summary: whether it belongs to the summary, whose sentences are not read as a list of things done.
    """
    turned = _drop_opening_i(text, summary=summary) or text
    turned = _drop_later_i(turned)
    if _STILL_I.search(turned):
        return None
    turned = _share_my_team(turned)
    return None if turned == text else Rewording(turned, _REASON)


def _drop_opening_i(text: str, *, summary: bool) -> str | None:
    match = _I.match(text)
    if match is None:
        return None
    rest = text[match.end() :]
    tokens = tokens_of(rest)
    word = tokens[0].low if tokens else ""
    if match["short"]:
        word = {"m": "am", "ve": "have"}[match["short"][1:]]
        tokens = [Token(word, 0, 0), *tokens]
    if word in ("am", "was"):
        begin = _after_be(tokens, was=word == "was")
        if word == "was" and _at(tokens, 1).low == "able":
            begin = 0  # `was able to reduce` is for the tightening to shorten
        elif word == "was" and begin is None and _at(tokens, 1).low == "responsible" and not _STILL_I.search(rest):
            begin = 0  # `was responsible for menus and cut waste` holds two acts: only the “I” goes
    elif word in ("have", "had"):
        return _without_have(match["adverb"] or "", rest, tokens, now=word == "have")
    else:
        begin = 0 if _stands_alone(tokens, summary=summary) else None
    if begin is None:
        return None
    kept = rest[tokens[begin].start :]
    if re.search(r"(?:,|\b(?:and|but)) my\b", kept):
        return None
    return capitalise((match["adverb"] or "") + kept)


def _stands_alone(tokens: Sequence[Token], *, summary: bool) -> bool:
    word = tokens[0].low if tokens else ""
    cares = word == "look" and _at(tokens, 1).low == "after"
    if (word in _FEELING and not cares) or word in word_class("finite") or not (tokens and tokens[0].text.islower()):
        return False
    verb = verb_in(word, "base")
    if is_form(word, "past") or cares:
        return True
    return verb is not None and not (summary and (verb.has("noun") or has_other_verb(tokens)))


def _after_be(tokens: Sequence[Token], *, was: bool) -> int | None:
    """Where the line begins without `I am`: at a name for the person, a state, or what was done to them."""
    following, after = _at(tokens, 1), _at(tokens, 2)
    if (
        not following.is_word
        or has_other_verb(tokens[2:])
        or _STILL_I.search(" ".join(token.text for token in tokens[1:]))
    ):
        return None
    if following.low in ("a", "an", "the"):
        return 2 if after.is_word else None
    if following.low in _STATES:
        return 1
    if was and (following.low in by_participle() or following.low in ("on", "in", "part")):
        return 1
    return None


def _without_have(adverb: str, rest: str, tokens: Sequence[Token], *, now: bool) -> str | None:
    """`I have managed …` as `Managed …`, `I have eight years of …` as `Eight years of …`."""
    if not tokens or _STILL_I.search(rest):
        return None
    following = _at(tokens, 1)
    verb: Verb | None = by_participle().get(following.low)
    if verb is not None and _at(tokens, 2).is_word:
        if _SINCE.search(rest) or has_other_verb(tokens[2:]):
            return None
        return capitalise(adverb + verb.past + rest[following.end :])
    if following.low == "my":  # "I have my own tools" is "Own tools"; "I have my eye on …" says nothing without the “I”
        owned = _at(tokens, 2).low == "own" and now and not has_other_verb(tokens[1:]) and not adverb
        return capitalise(rest[_at(tokens, 2).start :]) if owned else None
    figure = following.text[:1].isdigit() or following.low in word_class("determiners") - {
        "a",
        "an",
        "the",
        "this",
        "that",
        "no",
    }
    known = following.low in ("experience", "extensive", "strong", "excellent", "good", "solid", "proven", "practical")
    if now and (figure or known) and not has_other_verb(tokens[1:]) and not adverb:
        return capitalise(rest[following.start :])
    return None


def _drop_later_i(text: str) -> str:
    """`…, and I trained …` behind a line that opens with its verb."""
    tokens = tokens_of(text)
    if not tokens or not is_form(tokens[0].low, "past", "base"):
        return text

    def without(match: re.Match[str]) -> str:
        known = is_form(match["verb"], "past", "base")
        return (
            f"{match['joiner']} {match['adverb'] or ''}" if known and match["verb"] not in _FEELING else match.group()
        )

    def opening(match: re.Match[str]) -> str:
        known = is_form(match["verb"], "past", "base") and match["verb"] not in _FEELING
        return (
            capitalise(match["adverb"] or match["verb"]) + (match["verb"] if match["adverb"] else "")
            if known
            else match.group()
        )

    return _SENTENCE_I.sub(opening, _AND_I.sub(without, text))


def _share_my_team(text: str) -> str:
    if re.search(r"\b(?:I|me|mine|myself|we|us)\b", text):
        return text
    text = _TEAM_OF.sub(lambda match: f"a {match['noun']} of ", text)
    return _MY_PLACE.sub(lambda match: f"the {match['noun']}", text)


def _at(tokens: Sequence[Token], index: int) -> Token:
    return tokens[index] if 0 <= index < len(tokens) else END
