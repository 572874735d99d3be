"""What a reader did not understand: words of the source that the resume does not hold."""

import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from importlib import resources

from documents.json_strings import strings_of
from resume.schema import Resume

_WORD = re.compile(r"[^\W_]+")
_PAGE_NUMBER = re.compile(
    r"^[^\w\n]{0,9}(?:page|seite|p[aá]gina|pagina|strona|sida)?[^\w\n]{0,9}\d{1,2}[^\w\n]{0,9}"
    r"(?:(?:of|von|de|di|van|/)[^\w\n]{0,9}\d{1,2})?[^\w\n]{0,9}$",
    re.I | re.M,
)
_MOST_NAMED = 12


@functools.cache
def _labels() -> frozenset[str]:
    """Words that only label what stands beside them (`Email:`), or that a document turns into structure."""
    text = resources.files("documents.readers").joinpath("label_words.txt").read_text("utf-8")
    rows = (row for row in text.splitlines() if not row.startswith("#"))
    return frozenset(_fold(word) for row in rows for word in row.split())


def find_lost_words(source: str, resume: Resume, labels: Iterable[str] = ()) -> list[str]:
    """Words that stand more often in the source than in the resume, in the source's order, each as often as it is missing.

    Labels, list marks and page numbers are no content; halves of a word that a line break cut are looked for as one word.

    Args:
        source: the source's text.
        resume: what was read from it.
        labels: what its readers left out on purpose, beside the labels that are known everywhere.
    """
    held = Counter(_fold(word) for text in strings_of(resume.to_json()) for word in _WORD.findall(text))
    held.update(_fold(word) for label in labels for word in _WORD.findall(label))
    whole = frozenset(held)
    lost: list[str] = []
    found = _WORD.findall(_PAGE_NUMBER.sub("", source))
    for before, word, after in zip(["", *found], found, [*found[1:], ""], strict=False):
        folded = _fold(word)
        if held[folded] > 0:
            held[folded] -= 1
        elif folded not in _labels() and not {_fold(before + word), _fold(word + after)} & whole:
            lost.append(word)
    return lost


def describe_losses(source: str, resume: Resume, *, figures: bool = True, labels: Iterable[str] = ()) -> str | None:
    """A warning that names the words which were not understood; None if there are none.

    Args:
        source: the source's text.
        resume: what was read from it.
        figures: whether numbers count; not where dates come as data and are set anew (`2020-6` as `2020-06`).
        labels: what its readers left out on purpose.
    """
    lost = [word for word in find_lost_words(source, resume, labels) if figures or not word.isdigit()]
    if not lost:
        return None
    named = ", ".join(lost[:_MOST_NAMED]) + (", …" if len(lost) > _MOST_NAMED else "")
    count = "1 word of the source was" if len(lost) == 1 else f"{len(lost)} words of the source were"
    return f"{count} not understood: {named}"


def _fold(word: str) -> str:
    return unicodedata.normalize("NFKD", word).casefold()
