"""Help: which words of a line were only helped with, or led by somebody else, and which are one's own beside it."""

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise

from resume.grounding.language.lists import phrases_under, words_under
from resume.grounding.language.reading import Reading
from resume.grounding.language.tokens import Token
from resume.grounding.language.verbs import VERB_BEFORE
from resume.grounding.language.vocabulary import Vocabulary
from resume.wording import gerunds, past_forms, plain_forms

_LONGEST_SUBJECT = 5
"""Words of a subject that is somebody else, with its article: "the regional web team"."""
_BODY_REACH = 5
"""Tokens behind `sat on` in which the body is named: "sat on the trust's clinical working group"."""


def mark_help(reading: Reading, words: Vocabulary) -> None:
    """Words that follow a helper in its clause, and those of a clause with somebody else as its subject.

    "Helped with the move and trained 34 colleagues" helps with the move alone: a verb in the past goes back to the candidate,
    unless somebody else is the subject by then.
    """
    tokens, before = reading.tokens, _before_help()
    begin = len(tokens)
    if not reading.lows.isdisjoint(before):
        begin = next((at for at, token in enumerate(tokens) if token.low in before and _begins_help(tokens, at)), begin)
    reading.helped = [False] * begin
    if begin == len(tokens):
        return
    helpers, phrases = words_under("cues.txt", "helpers"), phrases_under("cues.txt", "helper phrases")
    under, leading = words_under("cues.txt", "under others"), words_under("cues.txt", "leading pasts")
    active, others, helper = False, False, ""
    sits, joint = not reading.lows.isdisjoint(words_under("cues.txt", "sitting")), "co" in reading.lows
    for at in range(begin, len(tokens)):
        token = tokens[at]
        if not active and not others and token.low not in before:
            reading.helped.append(joint and at > 1 and tokens[at - 1].text == "-" and tokens[at - 2].low == "co")
            continue
        if token.text in ";." and token.kind == "mark":
            active, others = False, False
        elif token.low in _RELATIVE:
            others = True
            active = active or (
                _has_other_subject(tokens, at) and token.low not in ("who", "where") and not _tells_result(tokens, at)
            )
        elif token.low in leading and _is_anothers(tokens, at):
            active, others = True, True
        elif (
            (token.low in helpers and not _stands_alone(tokens, at))
            or (token.low in phrases and _begins_phrase(tokens, at, phrases))
            or (sits and _sits_on_group(tokens, at))
        ):
            active, helper = True, token.low
        elif (
            active
            and not others
            and (_takes_up(tokens, at) or _is_parallel(tokens, at, helper) or _is_share(tokens, at, helper))
        ):
            active = False
        if token.low in under and at and {"under", "with"} & {other.low for other in tokens[max(0, at - 3) : at]}:
            reading.helped.append(True)
            continue
        shares = at > 1 and tokens[at - 1].text == "-" and tokens[at - 2].low == "co"
        reading.helped.append(active or shares)
    if helper.startswith("contribut"):
        _own_what_is_given(reading)
    if helper.startswith(_SHARING) and "as" in reading.lows:
        _own_what_one_was(reading, words)


_SHARING = ("contribut", "participat", "took", "take", "taking", "part", "collaborat")
"""How the words begin by which one had a part in something, and did not help somebody."""


def _own_what_one_was(reading: Reading, words: Vocabulary) -> None:
    """Take what one took part as as one's own: the labels of `contributed to the exhibit as writer of the labels`."""
    tokens = reading.tokens
    at = next(at for at, token in enumerate(tokens) if token.low == "as")
    doer = at + 1 + (tokens[at + 1].low in ("the", "a", "an", "its") if at + 1 < len(tokens) else 0)
    if doer + 1 >= len(tokens) or tokens[doer + 1].low != "of" or not words.doing(tokens[doer].low):
        return
    before = [token.low for token, helped in zip(tokens[:at], reading.helped, strict=False) if helped]
    if "of" in before or not gerunds().isdisjoint(before[1:]):
        return  # "took part in hiring her as editor of"
    for one in range(doer, len(tokens)):
        if tokens[one].kind == "mark" and tokens[one].text in ";,.":
            return
        reading.helped[one] = False


def _begins_help(tokens: Sequence[Token], at: int) -> bool:
    """Whether one of the words that stand in every line of helping may begin to tell of it where it stands."""
    low = tokens[at].low
    return (
        low in _telling_help()
        or _begins_phrase(tokens, at, phrases_under("cues.txt", "helper phrases"))
        or (low in words_under("cues.txt", "leading pasts") and _is_anothers(tokens, at))
        or _sits_on_group(tokens, at)
    )


def _own_what_is_given(reading: Reading) -> None:
    """Take what one contributed as one's own: the recipes of `contributed recipes to 3 cookbooks`, not the cookbooks."""
    tokens = reading.tokens
    at = next(at for at, token in enumerate(tokens) if token.low.startswith("contribut"))
    end = next((one for one in range(at + 1, len(tokens)) if tokens[one].low in _INTO or tokens[one].text in ";."), 0)
    if end > at + 1 and tokens[end].low in _INTO and tokens[at].low not in _CONTRIBUTION | {"contributions"}:
        for one in range(at + 1, end):
            reading.helped[one] = False


_INTO = frozenset(("to", "towards", "toward"))
"""Words between what one contributed and to what."""


_RELATIVE = frozenset(("which", "whom", "that", "who", "where"))


@cache
def _before_help() -> frozenset[str]:
    """Words one of which stands in every line that speaks of helping, or of others' work."""
    headings = ("helpers", "leading pasts", "under others", "sitting")
    cues = [words_under("cues.txt", heading) for heading in headings]
    return _RELATIVE.union(*cues, phrases_under("cues.txt", "helper phrases"), ("co",))


@cache
def _telling_help() -> frozenset[str]:
    """Those of these words for which nothing else need stand beside them."""
    return _RELATIVE.union(words_under("cues.txt", "helpers"), words_under("cues.txt", "under others"), ("co",))


def _is_anothers(tokens: Sequence[Token], at: int) -> bool:
    """Whether a clause of its own gives a verb another subject: `; the web team owned the project`."""
    begin = at
    while begin and tokens[begin - 1].kind == "word" and tokens[begin - 1].low not in ("and", "but", "while", "where"):
        begin -= 1
    opens = tokens[begin].low in ("the", "a", "an", "another", "our", "my", "his", "her", "their")
    return opens and 1 < at - begin <= _LONGEST_SUBJECT


def tells_help_behind(reading: Reading) -> bool:
    """Whether a line says only behind its thing that one helped with it: `… through a warning that I helped develop`."""
    helpers, tokens = words_under("cues.txt", "helpers"), reading.tokens
    helps = not (reading.lows.isdisjoint(helpers) or reading.lows.isdisjoint(_PERSONS))
    if not helps and reading.lows.isdisjoint(_CONTRIBUTION):
        return False
    for at in range(2, len(tokens)):
        before = tokens[at - 1].low
        relative = before in _PERSONS and tokens[at - 2].low in ("that", "which", "whom")
        if tokens[at].low in helpers and relative:
            return True
        if tokens[at].low in _CONTRIBUTION and before in ("a", "as", "my", ","):
            return True
    return False


_PERSONS = frozenset(("i", "he", "she", "they", "we"))
_CONTRIBUTION = frozenset(("contribution", "contributing"))


def _takes_up(tokens: Sequence[Token], at: int) -> bool:
    """Whether a verb in the past stands behind `and`, `then` or a comma, as the next thing that the candidate did."""
    before = at - 1
    while before > 0 and tokens[before].low in ("also", "then", "later", "i", "personally"):
        before -= 1
    joined = before >= 0 and tokens[before].low in ("and", ",", "then", "but", "plus", "&")
    return joined and tokens[at].low in past_forms() and tokens[at - 1].low not in ("the", "a", "an")


def _is_share(tokens: Sequence[Token], at: int, helper: str) -> bool:
    """Whether a doing in -ing is one's own share in what one contributed to: `contributed to the launch by writing copy`."""
    return tokens[at - 1].low == "by" and helper.startswith("contribut") and tokens[at].low in gerunds()


def _stands_alone(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word of help is a thing in a list, and helps with nothing: `training and support and …`."""
    if tokens[at].low == "aid" and at > 0 and tokens[at - 1].low not in VERB_BEFORE:
        return True  # "first aid"
    following = tokens[at + 1].low if at + 1 < len(tokens) else "."
    return at > 0 and tokens[at - 1].low in ("and", ",", "&", "or") and following in ("and", ",", "&", "or", ".", ";")


def _is_parallel(tokens: Sequence[Token], at: int, helper: str) -> bool:
    """Whether a verb stands beside the helper in a list of what one does: `assisting customers, restocking shelves and …`."""
    before = tokens[at - 1].low if at else ""
    if before not in ("and", ",", "&") or helper.startswith(("help", "part", "a ")):
        return False
    return (helper in gerunds() and tokens[at].low in gerunds()) or (
        helper in ("assist", "support") and tokens[at].low in plain_forms()
    )


def stands_aside(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token is the verb of a remark, which is one's own: `helped with the move, training 27 people`, or says how."""
    if not at or tokens[at].low not in gerunds():
        return False
    if tokens[at - 1].low == "and":
        return _goes_on_aside(tokens, at)
    return tokens[at - 1].text == "," or (tokens[at - 1].low == "by" and _says_how_one_helped(tokens, at))


def _goes_on_aside(tokens: Sequence[Token], at: int) -> bool:
    """Whether `and` goes on with one's own doings: `supported the director, screening calls and drafting letters`.

    Whom one helped must be all that one helped with: what follows "helped with plating, prepping fish and" may be more of it.
    """
    helpers = words_under("cues.txt", "helpers")
    for comma in range(at - 2, 0, -1):
        if tokens[comma].text in ".;:" or tokens[comma].low in _RELATIVE:
            return False
        if tokens[comma].text == "," and tokens[comma + 1].low in gerunds():
            before = [token.low for token in tokens[:comma]]
            if "," in before:
                continue
            helped = next((index for index, low in enumerate(before) if low in helpers), comma)
            behind = [low for one, low in pairwise(before[helped:]) if one not in ("the", "a", "an", "my", "our")]
            return gerunds().union(_BEHIND_HELP).isdisjoint(behind)
    return False


_BEHIND_HELP = frozenset(("with", "in", "to", "by"))
"""Words before what one helped with."""


def _says_how_one_helped(tokens: Sequence[Token], at: int) -> bool:
    """Whether `by` tells how one helped somebody: `assisted the auditors by collecting vouchers`, not "helped cut waste by …"."""
    helpers = words_under("cues.txt", "helpers")
    begin = next((index for index in range(at - 2, -1, -1) if tokens[index].low in helpers), -1)
    helped = [token.low for token in tokens[begin + 1 : at - 1]]
    if begin < 0 or helped[:1] not in _WHOM or not (gerunds() | _RELATIVE | {"to", "with"}).isdisjoint(helped):
        return False
    bare = tokens[begin].low.startswith("help")  # "helped the team cut waste by sorting"
    return not (bare and plain_forms() & frozenset(helped))


_WHOM = tuple([word] for word in ("the", "a", "an", "my", "our", "their", "two", "three", "four", "five"))
"""Words before those who are helped."""


def _sits_on_group(tokens: Sequence[Token], at: int) -> bool:
    """Whether somebody is told to be one of a body that does the rest: `sat on the jury that chose …`."""
    if at + 1 >= len(tokens) or tokens[at + 1].low != "on" or tokens[at].low not in words_under("cues.txt", "sitting"):
        return False
    return any(token.low in words_under("cues.txt", "bodies") for token in tokens[at + 2 : at + 2 + _BODY_REACH])


def _begins_phrase(tokens: Sequence[Token], at: int, phrases: Mapping[str, frozenset[str]]) -> bool:
    return tokens[at].low in phrases and at + 1 < len(tokens) and tokens[at + 1].low in phrases[tokens[at].low]


def _has_other_subject(tokens: Sequence[Token], at: int) -> bool:
    """Whether a relative clause begins with another person or team: "which the head chef owned"."""
    return at + 1 < len(tokens) and tokens[at + 1].low in ("the", "a", "an", "another", "our", "his", "her", "their")


def _tells_result(tokens: Sequence[Token], at: int) -> bool:
    """Whether `so that` tells what became of a thing: "so that the slowest query took 0.4 s"; people do what they do."""
    if tokens[at].low != "that" or not at or tokens[at - 1].low != "so":
        return False
    return not any(token.low.endswith(_OF_PEOPLE) or token.low in _SEVERAL_PEOPLE for token in tokens[at + 2 : at + 6])


_OF_PEOPLE = ("er", "ers", "or", "ors", "ist", "ists", "man", "men", "ees", "ants", "ents", "ians")
"""Endings of most words for people by what they do; some things' are taken along."""

_SEVERAL_PEOPLE = frozenset(
    ("team", "staff", "crew", "colleagues", "people", "children", "nurses", "pupils", "guests", "clients")
)
