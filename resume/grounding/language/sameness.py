"""Lines that say the same: what stays of a line without case, marks and blanks."""

import re
from collections.abc import Sequence

from resume.grounding.language.tokenizer import normalize, tokenize
from resume.grounding.language.tokens import Token


def squeeze_line(text: str) -> str:
    """What stays of a line that says the same: no case, no marks around words, one space."""
    tokens = tokenize(normalize(text))
    kept = [
        "minus" if token.text == "-" else token.low + token.suffix.lower()
        for at, token in enumerate(tokens)
        if token.kind != "mark" or token.text in "%+&/~<>" or (token.text == "-" and _is_minus(tokens, at))
    ]
    return " ".join(kept)


def _is_minus(tokens: Sequence[Token], at: int) -> bool:
    """Whether a dash stands right before a figure and apart from the word before it: `at -80 °C`."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    joined = following is not None and following.kind == "number" and following.start == tokens[at].end
    return joined and at > 0 and tokens[at - 1].end < tokens[at].start and tokens[at - 1].kind == "word"


def line_shape(text: str) -> str:
    """The letters and digits of a line: lines that are squeezed to one text have one shape, and this is quicker to tell."""
    return _NEITHER.sub("", normalize(text)).casefold()


_NEITHER = re.compile(r"[\W_]+")
