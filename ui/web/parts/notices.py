"""What is said when something needs saying: problems, waiting, things to know. Calm, in one box, with what to do."""

from typing import Literal

from errors import UserError
from ui.web.parts.markup import Safe, fill, put
from ui.web.problem_words import problem_sentence, remedy_sentence

Tone = Literal["info", "good", "caution", "problem"]

_BOX = """<div class="rt-notice rt-{tone}" role="{role}"><strong>{title}</strong>{text}</div>"""


def say(tone: Tone, title: str, text: str | Safe = "") -> None:
    """A box. Problems interrupt a screen reader, the others wait for its turn."""
    put(box(tone, title, text))


def box(tone: Tone, title: str, text: str | Safe = "") -> Safe:
    """The box as markup."""
    role = "alert" if tone == "problem" else "status"
    inner = fill("<div>{text}</div>" if isinstance(text, Safe) else "<p>{text}</p>", text=text) if text else None
    return fill(_BOX, tone=tone, role=role, title=title, text=inner)


def problem(error: UserError) -> None:
    """What is wrong with the input, and what to do."""
    say("problem", problem_sentence(error), remedy_sentence(error))


def slow() -> None:
    """The program is busy."""
    say("caution", "This takes longer than usual.", "Nothing is lost. Reload the page in a moment.")


def defect(log: str) -> None:
    """An error of ours."""
    text = (
        f"It is not your documents’ fault, and what was done is kept. Reload the page to go on. Details are in {log}."
    )
    say("problem", "Something went wrong on our side.", text)


def empty(title: str, text: str) -> None:
    """There is nothing here yet, and how to change that."""
    put(fill('<div class="rt-empty"><h2>{title}</h2><p>{text}</p></div>', title=title, text=text))
