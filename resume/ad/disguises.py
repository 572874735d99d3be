"""Text as it would be without its disguises: look-alike letters, digits for letters, letters set apart, accents."""

import functools
import re
import unicodedata

_MARKS = str.maketrans({
    "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "″": '"', "’": "'", "‘": "'", "‚": "'", "`": "'", "´": "'",
    "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "、": ",",
    "。": ".", "！": "!", "：": ":",
})  # fmt: skip
_LOOK_ALIKES = str.maketrans(
    "авеёикмнорстухіјѕԁһԛԝցոսհɡɩƖαβεηικνορτυχγωƅ",
    "abeeukmhopctyxijsdhqwgnuhgilabenikvoptuxywb",
)
_LEET = {"i": str.maketrans("01345789@$!|+", "oieastbgasiit"), "l": str.maketrans("01345789@$!|+", "oleastbgasiit")}
_LEET_WORD = re.compile(r"(?<![\w@$!|+])(?=[\w@$!|+]{0,40}[^\W\d_])(?=[\w@$!|+]{0,40}[\d@$|])[\w@$!|+]{2,40}")
_WORD = re.compile(r"[a-z]{5,14}")
_SHUFFLED = {
    (word[0], word[-1], "".join(sorted(word))): word
    for word in (
        "ignore", "ignoring", "disregard", "forget", "override", "bypass", "previous", "prior", "above", "earlier", "instruction",
        "instructions", "prompt", "prompts", "system", "candidate", "applicant", "resume", "summary", "headline", "output",
        "respond", "repeat", "print", "reveal", "assistant",
    )
}  # fmt: skip
"""Words of hostile phrases that have no other word of the same letters and ends."""
_LETTERS_APART = re.compile(r"(?<!\w)\w(?:[ .\-_*/]\w(?!\w)){3,}")


@functools.lru_cache(maxsize=8192)
def undisguised(sentence: str) -> tuple[str, ...]:
    """A sentence as it is and with its disguises undone."""
    plain = fold(sentence)
    latin = plain.translate(_LOOK_ALIKES)
    joined = _LETTERS_APART.sub(lambda match: re.sub(r"[ .\-_*/]", "", match.group()), latin)
    joined = _WORD.sub(_spelt, joined)
    leet = [_without_leet(joined, table) for table in _LEET.values()]
    return tuple(dict.fromkeys([plain, latin, joined, *leet]))


def _spelt(match: re.Match[str]) -> str:
    """A word of hostile phrases for one with the same letters, the same first and the same last one: `ignroe`, `previuos`."""
    word = match.group()
    return _SHUFFLED.get((word[0], word[-1], "".join(sorted(word))), word)


def _without_leet(text: str, table: dict[int, int]) -> str:
    return _LEET_WORD.sub(lambda match: match.group().translate(table), text)


def fold(text: str) -> str:
    """Lower case, no accents, plain marks."""
    if text.isascii():
        return text.lower().translate(_MARKS)
    decomposed = unicodedata.normalize("NFKD", text).casefold().translate(_MARKS)
    return "".join(char for char in decomposed if not unicodedata.combining(char))
