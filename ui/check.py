"""The fact check on the terminal: every claim of a draft, its verdict, the words without support, the nearest source line."""

import re
from typing import TYPE_CHECKING

from resume.grounding import DraftCheck, DraftClaim

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

FOUND_UNSUPPORTED = 1
"""Exit code where a draft has claims that its source does not support."""


def exit_code(check: DraftCheck) -> int:
    """0 where everything is supported, else 1."""
    return FOUND_UNSUPPORTED if check.unsupported else 0


def print_check(check: DraftCheck, console: "Console") -> None:
    """Print every claim with its verdict; marks only on a terminal, plain words elsewhere."""
    from rich.text import Text

    section = ""
    for claim in check.claims:
        if claim.section != section:
            section = claim.section
            console.print(Text(f"\n{_title(section)}", style="bold"))
        console.print(_claim_line(claim), soft_wrap=not console.is_terminal)
        for line in _explanation(claim):
            console.print(Text(f"    {line}", style="dim"), soft_wrap=not console.is_terminal)
    console.print(Text(f"\n{summarise_check(check)}", style="bold red" if check.unsupported else "bold green"))


def summarise_check(check: DraftCheck) -> str:
    """The result in one line."""
    total = check.supported + check.unsupported
    if not check.unsupported:
        return f"All {total} claims are supported by the source."
    verb = "is" if check.unsupported == 1 else "are"
    return f"{check.unsupported} of {total} claims {verb} not supported by the source."


def _title(section: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", section).capitalize()


def _claim_line(claim: DraftClaim) -> "Text":
    from rich.text import Text

    mark, style = ("ok ", "green") if claim.supported else ("NO ", "bold red")
    line = Text(f"  {mark} ", style=style)
    body = Text(claim.text, style="" if claim.supported else "default")
    for reason in claim.reasons:
        for start, end in _places(claim.text, reason.item):
            body.stylize("bold red underline", start, end)
    return line + body


def _places(text: str, item: str) -> list[tuple[int, int]]:
    """Where an item of a claim stands in it, whatever its case and spaces."""
    words = [re.escape(word) for word in item.split()]
    if not words:
        return []
    pattern = re.compile(r"\W+".join(words), re.IGNORECASE)
    return [match.span() for match in pattern.finditer(text)]


def _explanation(claim: DraftClaim) -> list[str]:
    if claim.supported:
        return []
    lines = [reason.detail for reason in claim.reasons]
    return [*lines, f"Nearest in the source: {claim.nearest}"] if claim.nearest else lines
