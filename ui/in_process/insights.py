"""How well prompts and models do, in this process."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from ui.client import Pending, User
from ui.client.insights import Insight, ModelHealth, Opinion, PromptView
from ui.in_process.admins import check_admin
from ui.in_process.core import Core
from ui.in_process.suggestions import suggest

if TYPE_CHECKING:
    from storage.feedback import Feedback
    from storage.ledger import CallHealth
    from storage.prompt_outcomes import PromptOutcome


class Insights:
    """The desk of insights."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def since(self, user: User, days: int) -> Pending[Insight]:
        """Everything of the last days."""
        check_admin(user)
        return self._core.loop.begin(self._since(days))

    async def _since(self, days: int) -> Insight:
        from prompts.variants import read_experiments
        from storage.feedback import FeedbackStore
        from storage.ledger import Ledger
        from storage.prompt_outcomes import outcomes_of_prompts
        from storage.tables import now

        engine, moment = (await self._core.opened()).engine, now() - timedelta(days=days)
        said = await FeedbackStore(engine).since(moment)
        prompts = prompt_views(await outcomes_of_prompts(engine, moment), said)
        models = tuple(_health(one) for one in await Ledger(engine).by_model(moment))
        opinions = tuple(Opinion(one.at, one.thumb, one.words, bool(one.claim)) for one in reversed(said))
        running = tuple(stage for stage, one in read_experiments().items() if one.running)
        return Insight(prompts, models, opinions, running, tuple(suggest(prompts, models, opinions)))


def prompt_views(outcomes: "Sequence[PromptOutcome]", said: "Iterable[Feedback]") -> tuple[PromptView, ...]:
    """What came of each prompt, with the thumbs of the runs that it wrote. Thumbs on single lines count for all of its run."""
    thumbs = Counter((_plain(prompt), one.thumb) for one in said for prompt in set(one.variants.values()))
    views = []
    for one in outcomes:
        stage, _, variant = one.prompt.partition("/")
        prompt = _plain(one.prompt)
        views.append(
            PromptView(
                stage=stage,
                variant=_plain(variant),
                runs=one.runs,
                requests=one.calls,
                failed=one.failed,
                repairs=one.repairs,
                tokens_per_run=one.tokens_per_run,
                cost=one.cost,
                seconds=one.seconds,
                ups=thumbs[prompt, "up"],
                downs=thumbs[prompt, "down"],
            )
        )
    return tuple(views)


def _plain(prompt: str) -> str:
    """A prompt's name without the mark of its wording: `drafter/v1` of `drafter/v1@1f2e`."""
    return prompt.partition("@")[0]


def _health(one: "CallHealth") -> ModelHealth:
    return ModelHealth(
        provider=one.provider or "",
        model=one.model or "",
        requests=one.calls,
        failed=one.errors,
        latency=one.latency,
        latency_p95=one.latency_p95,
        tokens=one.spending.tokens,
        cost=one.spending.cost,
        unpriced=one.spending.unpriced_calls,
    )
