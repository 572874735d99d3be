"""Words of a text as they stand, whatever they mean: for comparing what was written with what is read back from a file."""

import re
import unicodedata
from collections.abc import Set
from itertools import pairwise

_WORD = re.compile(r"[^\W_]+(?:[.+#/&'’-]*[^\W_]+)*[+#]*")


def words_in(text: str) -> list[str]:
    """The words of a text, with the marks that belong to them: `C++`, `CI/CD`, `R&D`, `Node.js`, `co-ordinated`."""
    return _WORD.findall(unicodedata.normalize("NFKC", text))


_PIECE = re.compile(r"[^\W_]+")


def word_pieces(text: str) -> list[str]:
    """The runs of letters and digits in a text, in one case: what is left of a word wherever a line was broken."""
    return _PIECE.findall(unicodedata.normalize("NFKC", text).casefold())


def unknown_pieces(text: str, known: Set[str]) -> list[str]:
    """The pieces of `text` that are not among `known`, nor two halves of a known one."""
    pieces = word_pieces(text)
    joined = {
        index
        for index, (first, second) in enumerate(pairwise(pieces))
        if first + second in known and not (first in known and second in known)
    }
    return [
        piece
        for index, piece in enumerate(pieces)
        if piece not in known and index not in joined and index - 1 not in joined
    ]
