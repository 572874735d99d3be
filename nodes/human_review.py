"""Human review: shows the user the strategy, the gaps, and at most five questions, and waits for what they answer.

Optional. Everything before the interrupt runs again when the run goes on, so it is pure and cheap. Answers become facts of the
user's own; what hangs on facts (matches, scores, dossier, packets) is computed again by rules, and no model is asked twice: how
one steered the dossier stays.
"""

import asyncio
import time
from datetime import date

from langgraph.runtime import Runtime
from langgraph.types import interrupt

from errors import UserError
from nodes.live import LiveParts
from nodes.profile_compiler import compile_profile
from nodes.state import HumanReviewInput, RunSettings, Update
from resume.dossier import Dossier, compile_dossier, renew_dossier
from resume.facts import Fact
from resume.packets import cut_packets
from resume.report import StageRecord
from resume.review.answering import Taken, read_answers, take_answers
from resume.review.payload import ReviewAnswers, ReviewPayload
from resume.review.questions import compile_review
from resume.schema import Resume

NOT_ASKED_FOR = "a review was not asked for"
SKIPPED = "nothing was answered"


async def human_review(state: HumanReviewInput, runtime: Runtime[RunSettings], *, live: LiveParts) -> Update:
    """Wait for the user's answers, where the run has a review, and take them in."""
    settings = runtime.context or RunSettings()
    if not settings.review:
        return {"stages": {"human_review": _record("skipped", NOT_ASKED_FOR)}}
    payload = await asyncio.to_thread(make_payload, state)
    today = live.today()
    answers, taken = await _wait(payload, state, today)
    update = await asyncio.to_thread(take_in, state, payload, answers, taken, today)
    passed = sum(record.seconds for record in state["stages"].values())
    return {**update, "started": time.time() - passed}  # the wait for the user is no part of the run's time


async def _wait(payload: ReviewPayload, state: HumanReviewInput, today: date) -> tuple[ReviewAnswers, Taken]:
    """What the user answered. Answers that cannot be used are asked for again, with what is wrong with them."""
    while True:
        given: object = interrupt(payload.model_dump(mode="json"))
        try:
            return await asyncio.to_thread(understand, given, payload, state["source"], state["facts"], today)
        except UserError as error:
            payload = payload.model_copy(update={"refused": str(error)})


def make_payload(state: HumanReviewInput) -> ReviewPayload:
    """What is shown to the user; the same state gives the same questions."""
    return compile_review(
        state["source"],
        state["facts"],
        state["requirements"],
        state["matches"],
        state["dossier"].tailoring_strategy,
        state.get("unsure", []),
    )


def understand(
    given: object, payload: ReviewPayload, source: Resume, facts: list[Fact], today: date
) -> tuple[ReviewAnswers, Taken]:
    """Answers as they come, and what they add to the resume.

    Raises:
        UserError: they cannot be used.
    """
    answers = read_answers(given, payload)
    return answers, take_answers(answers, payload, source, facts, today.isoformat())


def take_in(
    state: HumanReviewInput, payload: ReviewPayload, answers: ReviewAnswers, taken: Taken, today: date
) -> Update:
    """What the answers change: facts, and all that was computed from them."""
    notes = list(taken.notes)
    unwanted = {point.text for point in payload.strategy if point.id in answers.dropped}
    if not taken.own:
        dossier = _without(state["dossier"], unwanted)
        record = _record("rules", None if unwanted else SKIPPED)
        return {
            "dossier": dossier,
            "recommendations": [line for line in state["recommendations"] if line not in unwanted],
            "review_notes": notes,
            "stages": {"human_review": record},
        }
    compiled = compile_profile(taken.facts, state["analysis"], state["requirements"], today)
    recommendations = [line for line in compiled["recommendations"] if line not in unwanted]
    fresh = compile_dossier(
        taken.facts,
        state["requirements"],
        compiled["matches"],
        compiled["scores"],
        recommendations,
        state["research"],
    )
    dossier = _without(renew_dossier(state["dossier"], state["recommendations"], fresh), unwanted)
    return {
        **compiled,
        "recommendations": recommendations,
        "source": taken.source,
        "facts": taken.facts,
        "dossier": dossier,
        "packets": cut_packets(taken.facts, dossier.concerns),
        "review_notes": notes,
        "stages": {"human_review": _record("rules", None)},
    }


def _without(dossier: Dossier, unwanted: set[str]) -> Dossier:
    kept = [line for line in dossier.tailoring_strategy if line not in unwanted]
    return dossier.model_copy(update={"tailoring_strategy": kept})


def _record(by: str, reason: str | None) -> StageRecord:
    return StageRecord.model_validate({"stage": "human_review", "by": by, "reason": reason})
