"""Looking through a run with its user, in this process."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from ui.client import Pending, User
from ui.client.review import Decided, LineMark, Look, ReviewedRun, Withdrawn
from ui.in_process.core import Core
from ui.in_process.files import draw_pages
from ui.in_process.runs import Runs

if TYPE_CHECKING:
    from graph.runner import Runner
    from nodes.state import Revision, TailoringState
    from resume.edits import Claim
    from resume.facts import Fact
    from resume.report import AtsReport
    from resume.review.payload import ReviewAnswers, ReviewPayload
    from resume.review.revision import Decision, KeptDecision, LineCheck, Refusal


class Reviews:
    """The desk of reviews."""

    def __init__(self, core: Core, runs: Runs) -> None:
        self._core = core
        self._runs = runs
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._before: dict[str, AtsReport] = {}

    def payload(self, user: User, run_id: str) -> "Pending[ReviewPayload | None]":
        """What a run that waits for its user asks."""
        return self._core.loop.begin(self._payload(user, run_id))

    async def _payload(self, user: User, run_id: str) -> "ReviewPayload | None":
        from graph.runner import AwaitingReview

        runner = await self._core.runner()
        run = await runner.runs.owned(run_id, user.id)
        if run.status != "review":
            return None
        result = await runner.go_on(run_id)
        return result.payload if isinstance(result, AwaitingReview) else None

    def answer(self, user: User, run_id: str, answers: "ReviewAnswers") -> None:
        """Go on in the background with a run that waits for its user."""
        self._core.loop.call(self._answer(user, run_id, answers))

    async def _answer(self, user: User, run_id: str, answers: "ReviewAnswers") -> None:
        from errors import UserError
        from nodes.human_review import understand

        runner = await self._core.runner()
        payload = await self._payload(user, run_id)
        if payload is None:
            raise UserError(f"run {run_id}", "it does not wait for answers", "look at how far it is")
        state = cast("TailoringState", await runner.state_of(await runner.runs.get(run_id)))
        # Here, where the page can be told; afterwards the run is under way.
        await asyncio.to_thread(understand, answers, payload, state["source"], state["facts"], runner.live.today())
        await self._runs.go_on_with(user, run_id, answers)

    def of_run(self, user: User, run_id: str) -> ReviewedRun | None:
        """A run and what was decided of its lines."""
        return self._core.loop.call(self._of_run(user, run_id))

    async def _of_run(self, user: User, run_id: str) -> ReviewedRun | None:
        runner = await self._core.runner()
        values = await runner.state_of(await runner.runs.owned(run_id, user.id))
        return reviewed(cast("TailoringState", values)) if "report" in values else None

    def check_line(self, user: User, run_id: str, key: str, text: str) -> "LineCheck":
        """Whether a line may be reworded so."""
        return self._core.loop.call(self._check_line(user, run_id, key, text))

    async def _check_line(self, user: User, run_id: str, key: str, text: str) -> "LineCheck":
        runner = await self._core.runner()
        ids = await self._ids(runner, user, run_id, [key])
        return await runner.check_line(run_id, ids[key], text)

    def preview(self, user: User, run_id: str, decisions: "Mapping[str, Decision]", width: int) -> Pending[Look]:
        """The run's own design with these decisions."""
        return self._core.loop.begin(self._preview(user, run_id, decisions, width))

    async def _preview(self, user: User, run_id: str, decisions: "Mapping[str, Decision]", width: int) -> Look:
        runner = await self._core.runner()
        ids = await self._ids(runner, user, run_id, list(decisions))
        preview = await runner.preview(run_id, {ids[key]: one for key, one in decisions.items()})
        pages = await asyncio.to_thread(draw_pages, preview.pdf, width, quickly=True)
        return Look(tuple(pages), _named(preview.refused, ids))

    def revise(self, user: User, run_id: str, decisions: "Mapping[str, Decision]") -> "Pending[tuple[Refusal, ...]]":
        """Store these decisions and make all files anew."""
        return self._core.loop.begin(self._revise(user, run_id, decisions))

    async def _revise(self, user: User, run_id: str, decisions: "Mapping[str, Decision]") -> "tuple[Refusal, ...]":
        runner = await self._core.runner()
        async with self._turns[run_id]:
            ids = await self._ids(runner, user, run_id, list(decisions))
            revised = await runner.revise(run_id, {ids[key]: one for key, one in decisions.items()})
        return _named(revised.refused, ids)

    def score_before(self, user: User, run_id: str) -> "Pending[AtsReport]":
        """The ATS rubric on the resume as it came."""
        return self._core.loop.begin(self._score_before(user, run_id))

    async def _score_before(self, user: User, run_id: str) -> "AtsReport":
        from errors import UserError
        from graph.source_score import score_source
        from nodes.state import RunSettings

        runner = await self._core.runner()
        run = await runner.runs.owned(run_id, user.id)
        if run_id not in self._before:
            values = await runner.state_of(run)
            if "report" not in values:
                raise UserError(f"run {run_id}", "it is not delivered yet", "wait for it, or go on with it")
            settings, live = RunSettings.model_validate(run.settings), runner.live
            self._before[run_id] = await score_source(values, settings, live.printer.print_pdf, live.today())
        return self._before[run_id]

    async def _ids(self, runner: "Runner", user: User, run_id: str, keys: list[str]) -> dict[str, str]:
        """The runner's names of lines by their keys: a line that was cut from another one has none but its claim's id."""
        run = await runner.runs.owned(run_id, user.id)
        if not any("#" in key for key in keys):
            return {key: key for key in keys}
        shown = reviewed(cast("TailoringState", await runner.state_of(run)))
        claims = {mark.key: claim for claim, mark in shown.marks.items()}
        return {key: claims.get(key, key) if "#" in key else key for key in keys}


def _named(refused: "list[Refusal]", ids: Mapping[str, str]) -> "tuple[Refusal, ...]":
    keys = {id: key for key, id in ids.items()}
    return tuple(one.model_copy(update={"id": keys[one.id]}) for one in refused)


def reviewed(state: "TailoringState") -> ReviewedRun:
    """A delivered run's report, with what may be done with each line and what was.

    Args:
        state: of the run.
    """
    report, revision = state["report"], state.get("revision")
    decisions = dict(revision.decisions) if revision is not None else {}
    stand_ins = {own: key for key, decision in decisions.items() for own in decision.own}
    facts = {fact.id: fact for fact in state["facts"]}
    marks: dict[str, LineMark] = {}
    seen: dict[str, int] = defaultdict(int)
    for claim in report.claims:
        mark = _mark(claim, facts, stand_ins)
        if mark is None:
            continue
        number = seen[mark.key]
        seen[mark.key] += 1
        key = f"{mark.key}#{number}" if number else mark.key
        marks[claim.id] = replace(mark, key=key, decided=_decided(key, decisions))
    return ReviewedRun(report, marks, _withdrawn(revision, decisions, set(seen)))


def _mark(claim: "Claim", facts: "Mapping[str, Fact]", stand_ins: Mapping[str, str]) -> LineMark | None:
    """The line that a claim is; None for what cannot be decided on here."""
    from resume.edits import target_of
    from resume.review.revision import CHANGEABLE_HEADERS, LETTER

    first = facts.get(claim.facts[0])
    if claim.section == LETTER or first is None:
        return None
    target = target_of(claim, first)
    key = stand_ins.get(target, target).partition("#")[0]
    composed = claim.section == target
    return LineMark(key, fixed=not composed and first.field == "header" and first.kind not in CHANGEABLE_HEADERS)


def _decided(key: str, decisions: "Mapping[str, KeptDecision]") -> Decided:
    decision = decisions.get(key) or decisions.get(key.partition("#")[0])
    return decision.action if decision is not None else ""


def _withdrawn(
    revision: "Revision | None", decisions: "Mapping[str, KeptDecision]", shown: set[str]
) -> tuple[Withdrawn, ...]:
    if revision is None:
        return ()
    made = {edit.place: edit.text for edit in revision.polished.edits if edit.place is not None}
    return tuple(
        Withdrawn(key, key, made[place])
        for key, decision in decisions.items()
        for place in made
        if key == place and decision.action == "reject" and key not in shown
    )
