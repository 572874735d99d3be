"""The review in the terminal: what a waiting run asks, and what the user answers."""

import shutil
import signal
import textwrap
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import click

from errors import UserError
from resume.review.answering import read_answers
from resume.review.payload import Question, ReviewAnswers, ReviewPayload

WIDEST = 96
"""Columns of the longest line: longer ones are hard to read."""


def print_review(payload: ReviewPayload, run_id: str, *, as_json: bool) -> None:
    """Print what a run waits for, and how to answer; as JSON, the questions alone go to standard output."""
    if as_json:
        click.echo(payload.model_dump_json(indent=2))
        click.echo(_how_to_answer(run_id, payload), err=True)
        return
    for line in review_lines(payload):
        click.echo(line)
    for question in payload.questions:
        click.echo()
        for line in _question_lines(question):
            click.echo(line)
    click.echo()
    click.echo(_how_to_answer(run_id, payload))


def review_lines(payload: ReviewPayload) -> Iterator[str]:
    """The strategy and the gaps."""
    if payload.strategy:
        yield "What the tailoring is about to do:"
        for point in payload.strategy:
            yield from _indented(f"{point.id}  ", point.text)
    if payload.gaps:
        yield ""
        yield "What the ad asks for and your resume does not show in full:"
        for gap in payload.gaps:
            yield from _indented("-  ", f"{gap.text} ({gap.kind}). {gap.advice} {gap.say}")


def _question_lines(question: Question) -> Iterator[str]:
    yield from _indented(f"{question.id}  ", question.text)
    place = f" The answer goes to: {question.place_name}." if question.place_name else ""
    yield from _indented("    ", f"{question.why}{place}")


def _indented(lead: str, text: str) -> list[str]:
    width = min(WIDEST, shutil.get_terminal_size().columns - 1)
    return textwrap.wrap(text, max(40, width), initial_indent=lead, subsequent_indent=" " * len(lead))


def _how_to_answer(run_id: str, payload: ReviewPayload) -> str:
    first = payload.questions[0].id if payload.questions else None
    by_id = f' --answer {first}="…"' if first else ""
    rows = [
        *([payload.how] if first else ["There is nothing to ask."]),
        "The run waits for you. Go on with one of:",
        *([f"  resume-tailor resume {run_id}{by_id}"] if first else []),
        f"  resume-tailor resume {run_id} --answers FILE    (JSON, or lines like `q1: …`, `w1: a further fact`, `drop s1`)",
        f"  resume-tailor resume {run_id} --skip-review",
    ]
    return "\n".join(rows)


def ask_in_terminal(payload: ReviewPayload, only: str | None = None) -> ReviewAnswers:
    """Ask on the terminal; Enter skips a question, and an answer that cannot be used is asked for again.

    Args:
        payload: what to ask.
        only: id of the one question to ask.

    Raises:
        click.Abort: the user ended the input.
    """
    if only is None:
        for line in review_lines(payload):
            click.echo(line, err=True)
        if payload.questions:
            click.echo("\nA few questions; Enter skips one. Only say what is so.", err=True)
    answers = {question.id: _ask(question, payload) for question in payload.questions if only in (None, question.id)}
    return ReviewAnswers(answers={id: text for id, text in answers.items() if text})


def _ask(question: Question, payload: ReviewPayload) -> str:
    click.echo(err=True)
    for line in _question_lines(question):
        click.echo(line, err=True)
    while True:
        with _interruptible():
            text: str = click.prompt(">", default="", show_default=False, prompt_suffix=" ", err=True)
        try:
            read_answers({"answers": {question.id: text}}, payload)
        except UserError as error:
            click.echo(str(error), err=True)
        else:
            return text.strip()


@contextmanager
def _interruptible() -> Iterator[None]:
    """Ctrl-C ends a question at once; an event loop would only note it and wait on for the answer."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def merge_answers(given: Iterable[str]) -> dict[str, str]:
    """The answers of `--answer q1=…`, repeated.

    Raises:
        UserError: one has no question's id, or a question is answered twice.
    """
    answers: dict[str, str] = {}
    for one in given:
        id, equals, text = one.partition("=")
        if not equals or not id.strip():
            raise UserError("--answer", "it names no question", 'write --answer q1="…"')
        if id.strip() in answers:
            raise UserError("--answer", "one question is answered twice", "answer each once")
        answers[id.strip()] = text
    return answers
