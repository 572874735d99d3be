"""Money as it is written: which signs, codes and names stand for which currency, and those that several currencies share."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from resume.grounding.language.lists import read_rows, words_under
from resume.grounding.language.tokens import Token

_LETTERS_OF_CODE = 3
_MOST_NAME = 4
"""Words of a currency's name: "papua new guinean kina"."""

_LARGE = 1_000.0
"""Amounts from which a word that is also another ("won", "crowns") is read as money: it is how small change is not told."""

SCALES = {"k": 1e3, "t": 1e3, "m": 1e6, "mio": 1e6, "mn": 1e6, "mm": 1e6, "b": 1e9, "bn": 1e9, "md": 1e9, "mrd": 1e9}
"""Letters that stand before or behind a currency's sign as its scale: `MNOK`, `T€`, `$m`."""

SIGNS = "$¢£¤¥֏؋৲৳૱௹฿៛₠-⃀"
"""Characters that Unicode counts as currency signs, as a class of a regular expression."""


@dataclass(frozen=True)
class Spellings:
    """How currencies are written."""

    signs: dict[str, str]
    """Sign or code → currency or family; case counts."""
    doubtful: dict[str, str]
    """The same for signs that are words or letters of other things too: money only at large amounts."""
    names: dict[str, str]
    """Name in lower case, its words joined by hyphens → currency or family."""
    families: dict[str, tuple[str, ...]]
    """Family → its currencies, the usual one first."""


@cache
def spellings() -> Spellings:
    """All signs, codes and names of both tables."""
    signs: dict[str, str] = {}
    doubtful: dict[str, str] = {}
    names: dict[str, str] = {}
    families: dict[str, tuple[str, ...]] = {}
    lasts: dict[str, set[str]] = {}
    homographs = words_under("figures.txt", "codes that are words")
    for code, _, written, named in read_rows("currencies.tsv"):
        (doubtful if code in homographs else signs)[code] = code
        if code not in homographs:
            doubtful[code.lower()] = code
        for sign in written.split() if written != "-" else ():
            short = sign.rstrip(".").isalpha() and len(sign) < _LETTERS_OF_CODE
            (doubtful if short else signs)[sign] = code
        for name in named.split():
            names[name] = code
            lasts.setdefault(name.rpartition("-")[2], set()).add(code)
    for name, codes, clear, unclear in read_rows("currency_families.tsv"):
        family = codes.split()
        meant = name if len(family) > 1 else family[0]
        if len(family) > 1:
            families[name] = tuple(family)
        for table, cell in ((signs, clear), (doubtful, unclear)):
            for word in cell.split() if cell != "-" else ():
                other = doubtful if table is signs else signs
                other.pop(word, None)
                if table is signs and word.islower() and word.replace("-", "").isalpha() and len(word) > len("kr"):
                    names[word] = meant
                else:
                    table[word] = meant
    for word, codes_of in lasts.items():
        if len(codes_of) == 1 and word not in names and word not in doubtful:
            doubtful[word] = next(iter(codes_of))
    return Spellings(signs, doubtful, names, families)


@cache
def money_pattern() -> str:
    """A regular expression of what stands before a figure and makes it money: signs, codes, `Rs.`, `R` before large ones."""
    known = spellings()
    clear = _any_of(sign for sign in known.signs if sign[0].isalpha() and sign[-1] not in "$£€¥")
    names = _any_of(name for name in known.names if "-" not in name)
    doubtful = _any_of((*known.doubtful, "Euro", "EURO"))
    scale = r"(?:[kKmMbB]|bn|mn|mio|mln|million|thousand|billion|trillion|crore|cr|lakh|lac)s?"
    large = rf"(?:\d{{1,3}}(?:[,.' ]\d{{3}})+|(?!(?:19|20)\d\d\b)\d{{4,}}|\d+(?:[.,]\d+)?\s?{scale})\b"
    return (
        rf"[A-Za-z]{{0,4}}+[{SIGNS}](?:[A-Z]{{2}}\b)?"
        rf"|(?<![\w$])(?=[^\W\d_]{{1,{_LONGEST}}}+[./]{{0,2}}+\s?\d)"  # no other word need be looked up
        rf"(?:{clear}\.?(?=\s?\d)|(?:{doubtful}|{names})\.?(?=\s?{large}))"
    )


@cache
def money_words() -> frozenset[str]:
    """The words that `money_pattern` may find before a figure, without the marks behind them."""
    known = spellings()
    return frozenset(word.rstrip("./") for word in (*known.signs, *known.doubtful, *known.names, "Euro", "EURO"))


_LONGEST = 12
"""Letters of a word that may stand before a figure and name a currency: "bolivianos"."""


def _any_of(words: Iterable[str]) -> str:
    return "(?:" + "|".join(re.escape(word) for word in sorted(set(words), key=lambda one: (-len(one), one))) + ")"


@cache
def currency_words() -> frozenset[str]:
    """Signs, codes and single words that name a currency and hardly anything else, in lower case."""
    known = spellings()
    names = {name for name in known.names if "-" not in name}
    return frozenset({sign.lower() for sign in known.signs if len(sign) > 1 or not sign.isalpha()} | names)


def is_code(token: Token) -> bool:
    """Whether a word is a currency's code as it is written, and hardly anything else: `KES` before `five million`."""
    return (
        token.kind == "word" and len(token.text) == _LETTERS_OF_CODE and spellings().signs.get(token.text) == token.text
    )


def currency_of(text: str) -> str:
    """The currency, or the family, that a sign or code before a figure names; the text itself where none is known."""
    known = spellings()
    bare = text.rstrip(".")
    for sign in (text, bare, bare.upper() if bare.isalpha() and len(bare) == _LETTERS_OF_CODE else bare):
        found = known.signs.get(sign) or known.doubtful.get(sign) or known.names.get(sign.lower())
        if found:
            return found
    coded = re.fullmatch(rf"([A-Z]{{3}})[{SIGNS}]|[{SIGNS}]([A-Z]{{2,3}})", bare)
    if coded:
        code = coded[1] or coded[2]
        return code if code in known.signs else known.signs.get(f"{code}$", code)
    scaled = _scaled(text)
    return scaled[0] if scaled else bare


def _scaled(text: str) -> tuple[str, float] | None:
    """A currency with a scale joined to it: `MNOK`, `T€`, `€m`."""
    known = spellings().signs
    for cut in range(1, min(len(text), len("mio") + 1)):
        front, rest = text[:cut], text[cut:]
        if front.lower() in SCALES and rest in known and (len(rest) > 1 or not rest.isalpha()):
            return known[rest], SCALES[front.lower()]
        rest, behind = text[:-cut], text[-cut:]
        if behind.lower() in SCALES and rest in known and (behind.islower() or not rest.isalpha()):
            return known[rest], SCALES[behind.lower()]
    return None


def scale_in(text: str) -> float:
    """The scale that is joined to a currency's sign; 1 where none is."""
    if text in spellings().signs:
        return 1.0
    scaled = _scaled(text)
    return scaled[1] if scaled else 1.0


def currency_at(tokens: Sequence[Token], at: int, amount: float) -> tuple[str, float, int]:
    """The currency that is named at a token behind a figure, the scale joined to it, and the last token of its name.

    Args:
        tokens: of the line.
        at: the first that may name it.
        amount: what the figure is, without it: small ones are no money where the word is another too.
    """
    none = "", 1.0, at - 1
    if at >= len(tokens):
        return none
    opens = tokens[at].low in _openings() or tokens[at].text == "-"  # "a 5-dollar ticket"
    if not opens and (len(tokens[at].text) == 1 or tokens[at].text.islower()):
        return none
    known = spellings()
    for length in range(_MOST_NAME if opens else 0, 0, -1):
        words = tokens[at : at + length]
        name = "-".join(one.low for one in words if one.text != "-")
        if len(words) == length and name in known.names:
            return known.names[name], 1.0, at + length - 1
    text = tokens[at].text.rstrip(".")
    if text in words_under("figures.txt", "codes that are skills") and amount < _LARGE and _tells_kind(tokens, at):
        return none
    if text in known.signs and not (len(text) == 1 and text.isalpha()):
        return known.signs[text], 1.0, at
    doubtful = known.doubtful.get(text) or known.doubtful.get(text.lower())
    if doubtful and amount >= _LARGE:
        return doubtful, 1.0, at
    scaled = _scaled(text)
    return (*scaled, at) if scaled else none


def _tells_kind(tokens: Sequence[Token], at: int) -> bool:
    """Whether a code behind a figure says what kind of things it counts: `25 PHP and WordPress sites`, `40 CAD drawings`."""
    end = at + 1
    if end + 1 < len(tokens) and tokens[end].low in ("and", "&", "/", "-"):
        end += 2
    for token in tokens[end : end + _MOST_KIND]:
        if not token.text.islower() or token.low in words_under("figures.txt", "behind an amount"):
            return False
        if token.low.endswith("s") and len(token.low) > _LETTERS_OF_CODE:
            return True
    return False


_MOST_KIND = 3
"""Words behind a code in which the things stand whose kind it is: "40 CAD floor plans"."""


@cache
def _openings() -> frozenset[str]:
    """Words in small letters with which the name of a currency may begin."""
    known = spellings()
    words = {name.partition("-")[0] for name in known.names}
    return frozenset(words | {one.lower() for table in (known.signs, known.doubtful) for one in table})
