"""Two texts beside each other, with the words marked that differ."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ui.web.parts.markup import Safe, fill, join

if TYPE_CHECKING:
    from documents.writers.word_diff import Piece

_ROW = """<div class="rt-pair" role="row"><div role="cell"><span class="rt-pair-side">{left_name}</span>{left}</div>
<div role="cell"><span class="rt-pair-side">{right_name}</span>{right}</div></div>"""


def marked(left: str | None, right: str | None) -> tuple[Safe, Safe]:
    """Both texts as markup: what only the left one has is struck through, what only the right one has is underlined.

    A text without a counterpart is shown as it is.
    """
    from documents.writers.word_diff import diff_words

    if left is None or right is None:
        return _whole(left), _whole(right)
    diff = diff_words(left, right)
    return _pieces(diff.source, "del"), _pieces(diff.result, "ins")


def _whole(text: str | None) -> Safe:
    if text is None:
        return fill('<span class="rt-soft">{words}</span>', words="not there")
    return fill("{text}", text=text)


def _pieces(pieces: "Sequence[Piece]", mark: str) -> Safe:
    return join([fill(f"<{mark}>{{t}}</{mark}>" if piece.changed else "{t}", t=piece.text) for piece in pieces])


def pair(names: tuple[str, str], left: str | None, right: str | None) -> Safe:
    """One pair as a row; each side says whose it is, for phones, where they stand below each other."""
    left_text, right_text = marked(left, right)
    return fill(_ROW, left_name=names[0], right_name=names[1], left=left_text, right=right_text)


def pairs(names: tuple[str, str], rows: Sequence[Safe], label: str) -> Safe:
    """Rows under a head that names the two sides."""
    head = fill(
        '<div class="rt-pair rt-pair-head" role="row"><div role="columnheader">{left}</div>'
        '<div role="columnheader">{right}</div></div>',
        left=names[0],
        right=names[1],
    )
    return fill(
        '<div role="table" aria-label="{label}">{head}{rows}</div>', label=label, head=head, rows=join(list(rows))
    )
