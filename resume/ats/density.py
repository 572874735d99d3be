"""Keyword density: how often a resume and one of its lines may name what the ad asks for, before it reads as stuffed.

No applicant tracking system publishes a bound. The one for a whole text is the upper end of what Yoast SEO's keyphrase check
calls good (0.5 to 3 % of the words, https://yoast.com/wordpress/plugins/seo/keyphrase-density-check/); a resume is short, so a
term may come a few times whatever its share. The bounds of a line are ours: people list three or four things, not six.
"""

from collections.abc import Iterable, Sequence

from resume.terms import tokenize

MOST_DENSITY = 0.03
"""Mentions of one term for each word of the resume."""

MOST_MENTIONS = 8
"""Mentions of one term in a resume that are never too many, however short it is."""

MOST_IN_A_ROW = 5
"""Terms of the ad that may follow each other in a sentence with nothing but commas and `and` between them."""

MOST_IN_A_LINE = 1
"""Mentions of one term in a line."""

_BETWEEN = frozenset({"and", "or", "with", "&"})


def most_mentions(words: int) -> float:
    """How often a text of so many words may name one term."""
    return max(float(MOST_MENTIONS), MOST_DENSITY * words)


def count_mentions(texts: Iterable[str], terms: Iterable[str]) -> tuple[dict[str, int], int]:
    """How often texts name each term as whole words, and how many words they have."""
    words = folded(" \n ".join(texts))
    listed = dict.fromkeys(terms)
    counts = {term: words.count(one) for term in listed if (one := folded(term)).strip()}
    return counts, len(words.split())


def find_dense(texts: Iterable[str], terms: Iterable[str]) -> list[str]:
    """The terms that texts name more often than a resume should."""
    counts, length = count_mentions(texts, terms)
    return [term for term, count in counts.items() if count > most_mentions(length)]


def is_stuffed(text: str, own: str, terms: Sequence[str]) -> bool:
    """Whether a line names more terms in a row, or one more often, than a line should and than its source does.

    Args:
        text: what somebody wrote of a line.
        own: the source's words for it; a list that the candidate wrote is theirs.
        terms: what the ad asks for.
    """
    row, often = _measure(text, terms)
    if row <= MOST_IN_A_ROW and often <= MOST_IN_A_LINE:
        return False
    own_row, own_often = _measure(own, terms)
    return row > max(MOST_IN_A_ROW, own_row) or often > max(MOST_IN_A_LINE, own_often)


def _measure(text: str, terms: Sequence[str]) -> tuple[int, int]:
    """Most terms that follow each other, and most mentions of one."""
    words = [token.word for token in tokenize(text)]
    listed = {tuple(token.word for token in tokenize(term)) for term in terms} - {()}
    longest = sorted(listed, key=len, reverse=True)
    row, most_in_row, at = 0, 0, 0
    mentions: dict[tuple[str, ...], int] = {}
    while at < len(words):
        found = next((term for term in longest if tuple(words[at : at + len(term)]) == term), None)
        if found is not None:
            mentions[found] = mentions.get(found, 0) + 1
            row += 1
            most_in_row = max(most_in_row, row)
            at += len(found)
        else:
            row = row if words[at] in _BETWEEN else 0
            at += 1
    return most_in_row, max(mentions.values(), default=0)


def folded(text: str) -> str:
    """The words of a text as they are compared, each between spaces, so that whole terms can be counted in it."""
    return f" {' '.join(token.word for token in tokenize(text))} "
