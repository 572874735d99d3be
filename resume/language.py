"""The language a text is written in, told by its function words or its script."""

import json
import re
from collections import Counter
from functools import cache
from importlib import resources

_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"@|://|www\.|.\.\w\w")
"""What only an address holds among words; looked for word by word, since a pattern of a whole address takes quadratic time."""
_MIN_DISTINCT = 2
_MIN_HITS = 1.4
_MIN_LEAD = 1.1
"""How much more function words the best language must have than the next best."""
_MIN_SHARE = 0.04
"""Function words make a third of prose, and still some 10 % of a resume's clipped lines."""
_MIN_SCRIPT_SHARE = 0.4
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("uk", re.compile(r"[іїєґІЇЄҐ]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
)
_LETTER_SHARES = {"ja": 0.1, "uk": 0.02}
"""Letters that only one of two languages with a shared script has tell them apart long before they are many."""


_NAMES = {
    "ar": "Arabic",
    "bg": "Bulgarian",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "fi": "Finnish",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "hu": "Hungarian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "nb": "Norwegian",
    "nl": "Dutch",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sv": "Swedish",
    "th": "Thai",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "zh": "Chinese",
}
"""English names of languages by their ISO 639-1 codes."""


def detect_language(text: str) -> str | None:
    """The ISO 639-1 code of the language of `text`; None where it is too short or mixed to tell."""
    return _by_script(text) or _by_words(text)


def language_name(language: str | None) -> str:
    """A language's name in English; one that is not listed by its code (`another language (sw)`)."""
    code = (language or "").lower().replace("_", "-").split("-")[0]
    if code in _NAMES:
        return _NAMES[code]
    return f"another language ({code})" if code else "another language"


def is_english(language: str | None) -> bool:
    """Whether a language (ISO 639-1 code or BCP 47 tag) is English, for which alone there are rules of wording.

    None, a text too short to tell, is taken for English: the patterns of the rules settle the rest.
    """
    return language is None or language.lower().replace("_", "-").split("-")[0] == "en"


def _by_script(text: str) -> str | None:
    letters = sum(character.isalpha() for character in text)
    if not letters:
        return None
    for code, pattern in _SCRIPTS:
        if len(pattern.findall(text)) / letters >= _LETTER_SHARES.get(code, _MIN_SCRIPT_SHARE):
            return code
    return None


def _by_words(text: str) -> str | None:
    plain = " ".join(word for word in text.split() if not _ADDRESS.search(word))
    words = Counter(_WORD.findall(plain.lower()))
    total = words.total()
    scores = {code: _score(words, listed) for code, listed in _function_words().items()}
    best, second = sorted(scores, key=lambda code: -scores[code])[:2]
    if len(words.keys() & _function_words()[best].keys()) < _MIN_DISTINCT:
        return None
    if scores[best] < _MIN_HITS or scores[best] / total < _MIN_SHARE or scores[best] < _MIN_LEAD * scores[second]:
        return None
    return best


def _score(words: Counter[str], listed: dict[str, float]) -> float:
    return sum(words[word] * weight for word, weight in listed.items() if word in words)


@cache
def _function_words() -> dict[str, dict[str, float]]:
    """The function words by language, each weighted by how few languages share it."""
    lists: dict[str, str] = json.loads(resources.files(__package__).joinpath("function_words.json").read_text("utf-8"))
    shared = Counter(word for listed in lists.values() for word in set(listed.split()))
    return {code: {word: shared[word] ** -0.5 for word in listed.split()} for code, listed in lists.items()}
