"""The sample pairs by a model: what it asked, what it took, and what came of it."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, cast

from errors import UserError
from evals.datasets import Job, Person, jobs, people
from evals.run_pair import MemoryPipeline, Tailored, run_name
from gateway.budget import BASE_INPUT, RUN_TOKENS
from gateway.calls import Answer, Call, Caller, Plan, T, Usage
from gateway.pricing import price
from gateway.routes import candidates, read_routes
from gateway.talk import schema_size
from nodes.live import Models
from nodes.state import RunSettings
from prompts.library import read_prompt
from resume.report import StageRecord
from settings import Settings
from storage.ledger import RunUsage
from tokens import estimate_tokens

VENDORS = ("openai", "google", "anthropic", "openrouter")
"""Whose list prices the default routes are held against, each alone."""


@dataclass(frozen=True)
class Asking:
    """One call, and what it took."""

    call: Call[Any]
    usage: Usage
    cached: bool

    @property
    def bare(self) -> int:
        """Tokens of its prompt without the values in it, and of its schema, estimated."""
        prompt = read_prompt(*self.call.prompt.split("/"))
        return prompt.render(dict.fromkeys(prompt.words | prompt.data, "")).tokens + schema_size(self.call.schema)


@dataclass
class Recorder:
    """Models that keep what they were asked."""

    models: Models
    asked: dict[str, list[Asking]] = field(default_factory=dict)
    """By run."""

    async def ask(self, call: Call[T], caller: Caller) -> Answer[T]:
        """The answer, recorded with what it took."""
        answer = await self.models.ask(call, caller)
        self.asked.setdefault(caller.run_id, []).append(Asking(call, answer.usage, answer.cached))
        return answer

    async def searches_web(self, plan: Plan) -> bool:
        """What the models themselves say."""
        return await self.models.searches_web(plan)

    async def usage(self, run_id: str) -> RunUsage:
        """What the run took."""
        return await self.models.usage(run_id)


@dataclass(frozen=True)
class ModelRun:
    """One pair by a model."""

    tailored: Tailored
    usage: RunUsage
    asked: Sequence[Asking]

    @property
    def size(self) -> float:
        """How many times a one-page resume with an ordinary ad."""
        return max(1.0, self.tailored.input_tokens / BASE_INPUT)

    @property
    def tokens(self) -> int:
        """Billed in all."""
        return sum(one.input + one.output for one in self.usage.tokens.values())

    @property
    def share_of_budget(self) -> float:
        """Billed tokens ÷ what a run of this size may take."""
        return self.tokens / (RUN_TOKENS * self.size)

    def cost_at(self, vendor: str, plan: Plan = "payg") -> Decimal | None:
        """US dollars of these tokens at a vendor's list prices, each stage by its route's first model; search fees apart."""
        total = Decimal(0)
        for stage, one in self.usage.tokens.items():
            model = first_model(stage, vendor, plan)
            cost = price(vendor, model, Usage(one.input, one.output)) if model else None
            if cost is None:
                return None
            total += cost
        return total

    @property
    def whole_tokens(self) -> int:
        """What the same calls would take if each were sent the whole resume and the whole ad in place of its own values."""
        whole = estimate_tokens(self.tailored.document) + estimate_tokens(self.tailored.ad)
        return sum(one.bare + whole + one.usage.output for one in self.asked if one.call.stage != "web_search")

    @property
    def funnel_tokens(self) -> int:
        """What they took."""
        return sum(one.usage.total for one in self.asked if one.call.stage != "web_search")

    @property
    def pieces(self) -> list[bool]:
        """Whether a model did it, for each piece of work that one was asked for."""
        return [done for stage in self.tailored.stages.values() for done in _pieces(stage)]


def first_model(stage: str, vendor: str, plan: Plan) -> str | None:
    """The first model of a stage's route at one vendor; None where the route names none there."""
    task = next(iter(read_routes().routes[stage]))
    found = candidates(stage, plan, task, [vendor], {})
    return found[0].model if found else None


def _pieces(stage: StageRecord) -> list[bool]:
    if not stage.asked:
        return []
    if stage.parts:  # a packet with nothing to reword is nobody's failure, and has no reason
        return [one.by == "model" and not one.unused for one in stage.parts.values() if one.by == "model" or one.reason]
    return [stage.by == "model" and not stage.unused]


@dataclass(frozen=True)
class ModelPairs:
    """Runs pairs by the models of one environment."""

    pipeline: MemoryPipeline
    recorder: Recorder

    async def run(self, person: Person, job: Job, mark: str = "") -> ModelRun:
        """One pair.

        Args:
            person: whose resume.
            job: for which ad.
            mark: tells this run from another one of the same pair.
        """
        run_id = f"{run_name(person, job)}{mark}"
        tailored = await self.pipeline.tailor(person, job, run_id)
        return ModelRun(tailored, await self.recorder.usage(run_id), self.recorder.asked.get(run_id, []))


@asynccontextmanager
async def model_pairs(
    settings: Settings, environment: Mapping[str, str], run_settings: RunSettings
) -> AsyncIterator[ModelPairs]:
    """Pairs by the models that an environment names; no answer serves twice.

    Raises:
        UserError: no provider is set up.
    """
    from gateway.opening import open_gateway
    from graph.runner import make_home, open_state

    make_home(settings.home)
    fresh = settings.model_copy(update={"cache": False})
    engine = await open_state(fresh)
    try:
        async with open_gateway(fresh, engine, environment) as gateway:
            if gateway is None:
                raise UserError("evaluation", "no model provider is set up", "set a key, or name --scripted")
            recorder = Recorder(cast("Models", gateway))
            yield ModelPairs(MemoryPipeline(fresh, recorder, run_settings), recorder)
    finally:
        await engine.dispose()


# Which pairs


CHOSEN = (
    ("icu-nurse", "critical-care-sister"),
    ("backend-engineer", "platform-backend-engineer"),
    ("paralegal-career-changer", "litigation-paralegal"),
    ("pastry-chef", "head-pastry-chef"),
    ("logistics-planner", "operations-coordinator"),
    ("electrician", "industrial-electrician"),
)
"""Pairs that stand for the others: a fit and a stretch, long and short, with figures and without, PDF and DOCX and HTML."""


def labelled_pairs(*, every: bool) -> list[tuple[Person, Job]]:
    """The chosen pairs, or every pair that has labels."""
    everyone = {person.slug: person for person in people()}
    pairs = [(everyone[slug], job) for job in jobs() for slug in job.truth.people]
    chosen = [pair for pair in pairs if (pair[0].slug, pair[1].slug) in CHOSEN]
    return pairs if every else chosen
