"""An ad that is a picture: copied by a model that sees, where one is asked; else recognised on this machine.

A model that sees reads a bad photograph better than a small recogniser, but it may make up what it cannot read, and it may obey
what it reads. So its copy is a stranger's text like any ad; and where a recogniser is at hand that could read the picture itself,
the copy is believed only as far as the two agree.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from documents.pictures import open_picture, to_send
from documents.readers import Limits, read_job_copy
from documents.readers.picture import SeenText, recognise
from errors import UserError
from gateway.calls import CacheRule, Call, Image, PlainText
from nodes.asking import Desk, Outcome, make_call
from prompts.library import Prompt
from resume.job import JobText
from storage.documents import StoredDocument

COPIED = CacheRule("picture", ttl=None)

MAX_OUTPUT_TOKENS = 2_000
"""Of a long ad."""

LEAST_AGREED = 0.6
"""Share of the copy's words that the recogniser must have seen, and of the recogniser's words that must stand in the copy. Words
that one of the two misread, and menus that the copy leaves out, take something off."""

SURE = 0.85
"""Mean confidence from which on the recogniser's word counts against the model's."""

COPIED_BY_MODEL = "The ad was read from a picture by a model; check names, figures and dates against it."
_WORD = re.compile(r"[^\W_]{2,}")


async def ask_for_copy(desk: Desk, document: StoredDocument, limits: Limits) -> Outcome[JobText]:
    """The ad in a picture as a model copies it; no value where no model may be asked, or its copy cannot be believed.

    Raises:
        UserError: it is no picture that can be opened.
    """
    return await desk.ask(lambda: _write(desk.prompt, document), lambda answer: _use(answer.text, document, limits))


def _write(prompt: Prompt, document: StoredDocument) -> Call[PlainText]:
    picture = Image(to_send(open_picture(document.data, document.name)), "image/png")
    call = make_call(
        prompt,
        {},
        PlainText,
        task="extraction",
        max_output_tokens=MAX_OUTPUT_TOKENS,
        cache=COPIED,
        complexity=0.3,
        priority=1.0,
    )
    system, user = call.messages
    return replace(call, messages=(system, replace(user, images=(picture,))))


def _use(copy: str, document: StoredDocument, limits: Limits) -> JobText | None:
    """The copy as an ad, made safe; None where it is none, or is not what the picture shows."""
    try:
        ad = read_job_copy(copy, document.name, limits)
    except UserError:
        return None
    seen = recognise(document.data, document.name)
    if seen is not None and seen.confidence >= SURE and not agree(copy, seen):
        return None
    return ad.model_copy(update={"warnings": [COPIED_BY_MODEL]})


def agree(copy: str, seen: SeenText) -> bool:
    """Whether a copy and what was recognised are of the same picture."""
    copied, recognised = _words([copy]), _words(line.text for line in seen.lines)
    both = (copied & recognised).total()
    return both >= LEAST_AGREED * copied.total() and both >= LEAST_AGREED * recognised.total()


def _words(texts: Iterable[str]) -> Counter[str]:
    return Counter(word.casefold() for text in texts for word in _WORD.findall(text))
