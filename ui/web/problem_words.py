"""What is wrong with the input, as two sentences that a person would say. Pure."""

import re

from errors import UserError

_BEGINS_WITH_VERB = re.compile(r"(is|are|has|holds|was|cannot|does|names|leads|unpacks|needs|answers|took)\b")
_STANDS_ALONE = re.compile(r"(there|this|nobody)\b")
_PLAIN_WORDS = re.compile(r"[a-z ]+")
_KNOWN = re.compile(r"(the|your|this)\b")

_BY_SETTING = re.compile(r",? or (raise|set|unset) RESUME_TAILOR_\w+")
"""What only whoever runs the program can do; the page speaks to whoever sits before it."""


def problem_sentence(error: UserError) -> str:
    """What is wrong, such as `“cv.pdf” is empty.` or `The pasted ad has 80,000 characters.` or `There is no text yet.`."""
    subject, problem = error.subject.strip(), error.problem.strip()
    plain = _PLAIN_WORDS.fullmatch(subject) is not None
    if plain and _STANDS_ALONE.match(problem):
        return sentence(problem)
    if not _BEGINS_WITH_VERB.match(problem):
        return sentence(f"{subject}: {problem}") if plain else closed(f"“{subject}”: {problem}")
    if not plain:
        return closed(f"“{subject}” {problem}")
    return sentence(f"{subject if _KNOWN.match(subject) else f'the {subject}'} {problem}")


def remedy_sentence(error: UserError) -> str:
    """What to do, as far as whoever sits before the page can do it; empty where nothing is known."""
    return sentence(_BY_SETTING.sub("", error.remedy))


def told_of(problem: str, subject: str) -> str:
    """A problem in one line, beside its subject: `It is empty; give a file with text.`."""
    said = _BY_SETTING.sub("", problem.removeprefix(f"{subject}: "))
    return sentence(f"it {said}" if _BEGINS_WITH_VERB.match(said) else said)


def line_sentence(line: str) -> str:
    """A problem that comes in one line, subject and all, as a sentence."""
    subject, parted, problem = line.partition(": ")
    told = parted and _BEGINS_WITH_VERB.match(problem)
    return problem_sentence(UserError(subject, problem)) if told else sentence(line)


def sentence(text: str) -> str:
    """A text with a capital at its beginning and a mark at its end; nothing of nothing."""
    text = text.strip()
    return closed(text[0].upper() + text[1:]) if text else ""


def closed(text: str) -> str:
    """A text with a mark at its end."""
    return text if text.endswith((".", "!", "?")) else f"{text}."
