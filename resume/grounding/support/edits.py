"""Other words for some tokens of a line."""

from collections.abc import Sequence
from dataclasses import dataclass

from resume.grounding.language.tokens import Token


@dataclass(frozen=True, slots=True)
class Edit:
    """Words for some tokens of a claim; none where they are left out."""

    tokens: range
    words: str = ""


def edited(text: str, tokens: Sequence[Token], edits: Sequence[Edit]) -> str:
    """A text with other words in the place of some of its tokens; of edits that share a token, the first is made."""
    made: list[Edit] = []
    for edit in edits:
        if all(edit.tokens.stop <= other.tokens.start or other.tokens.stop <= edit.tokens.start for other in made):
            made.append(edit)
    for edit in sorted(made, key=lambda edit: -edit.tokens.start):
        end = tokens[edit.tokens.stop - 1].end
        if not edit.words:
            end += text[end : end + 1] == " "
        text = f"{text[: tokens[edit.tokens.start].start]}{edit.words}{text[end:]}"
    return text
