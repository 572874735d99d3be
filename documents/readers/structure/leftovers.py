"""The last guard: what no field of the resume holds is found, so that it can be kept.

Readers may misjudge a layout; they must never lose words over it. Words are counted, so a word said twice must be held twice.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from documents.json_strings import strings_of
from documents.readers.structure.lexicon import lexicon
from resume.schema import Resume

_WORD = re.compile(r"\w+")
_NAMES_OF_SECTIONS = ("sectionOrder", "sectionTitles")


def find_leftovers(texts: Sequence[str], resume: Resume, exempt: Iterable[str]) -> list[str]:
    """The texts, in order, of which the resume lacks a word.

    Words that only tie the parts of a header ("Nurse at …", "BSc in …") are not looked for: the fields say what they said.

    Args:
        texts: everything the source says outside its headings, wrapped lines joined.
        resume: what was read from it.
        exempt: labels that were left out on purpose ("Tel.:"); each excuses its words once.
    """
    held = Counter(word for value in strings_of(resume.to_json(), without=_NAMES_OF_SECTIONS) for word in _words(value))
    for label in exempt:
        held.update(_words(label))
    missing: list[str] = []
    for text in texts:
        needed = Counter(_words(text))
        lacking = {word for word, count in needed.items() if held[word] < count} - lexicon().link_words
        held.subtract(needed)
        if lacking:
            missing.append(text)
            held.update(needed)
    return missing


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
