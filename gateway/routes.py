"""Which models a call may be sent to, in which order: `routes.toml` read, with the user's own choices put before it.

What a server of one's own serves (Ollama, vLLM, LM Studio behind `OPENAI_BASE_URL`) stands in no file. Its model is, in this
order: what `RESUME_TAILOR_MODEL_<STAGE>` or `RESUME_TAILOR_MODEL_DEFAULT` names; what the caller passes as `served`, having asked
the server for its list; the file's models of that provider; the provider's default model; and for a provider that the file
does not know, the name `default`.
"""

import functools
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, model_validator

from errors import UserError
from gateway.calls import Plan, Task

TIMEOUT = 30.0
"""Seconds that one request may take."""
QUALITY_TIMEOUT = 60.0
"""Seconds that one request to a quality model may take."""
SETTING = "RESUME_TAILOR_MODEL_"
ANY = "*"
GROUNDED_TIER = "grounded"
FOR_ALL = "default"
"""The key of the override that holds for every stage without its own."""
_FILE = Path(__file__).with_name("routes.toml")


@dataclass(frozen=True)
class Candidate:
    """A model that may be asked."""

    provider: str
    model: str
    quality: bool = False
    """Worth waiting for, and preferred for hard content."""
    grounded: bool = False
    """Must search the web for its answer; the client switches that on where the model does not do it by itself."""
    chosen: bool = False
    """The user named it for this stage: no other goes before it while it can be asked."""

    @property
    def timeout(self) -> float:
        """Seconds that one request may take."""
        return QUALITY_TIMEOUT if self.quality else TIMEOUT

    def __str__(self) -> str:
        return f"{self.provider}:{self.model}"


class _Quality(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    models: tuple[str, ...]


class _Search(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    any_model: tuple[str, ...] = ()


class Routes(BaseModel):
    """The file's content, checked: every tier that is named exists, every candidate has a provider and a model."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    defaults: dict[str, str]
    quality: _Quality
    search: _Search = _Search()
    tiers: dict[str, tuple[str, ...]]
    routes: dict[str, dict[Task, dict[Plan, str]]]

    @model_validator(mode="after")
    def _hangs_together(self) -> "Routes":
        if ANY not in self.defaults:
            raise ValueError(f"defaults has no {ANY!r}")
        for name in [name for tier in self.tiers.values() for name in tier] + list(self.quality.models):
            provider, colon, model = name.partition(":")
            if not (provider and colon and model):
                raise ValueError(f"{name!r} is not provider:model")
        for stage, tasks in self.routes.items():
            for task, plans in tasks.items():
                if set(plans) != {"free", "payg", "pro"} or not set(plans.values()) <= set(self.tiers):
                    raise ValueError(f"route {stage}.{task} needs a tier that exists for each plan")
        return self

    def tier(self, stage: str, plan: Plan, task: Task) -> str:
        """The tier that serves a call; a stage or task without a route of its own is served by its task."""
        tasks = self.routes.get(stage, {})
        return tasks[task][plan] if task in tasks else self.routes[ANY][task][plan]


@functools.cache
def read_routes(path: Path = _FILE) -> Routes:
    """The routes of a file, read once.

    Raises:
        pydantic.ValidationError: the file does not hang together, which is a defect of ours.
    """
    return Routes.model_validate(tomllib.loads(path.read_text("utf-8")))


def candidates(
    stage: str,
    plan: Plan,
    task: Task,
    providers: Collection[str],
    overrides: Mapping[str, str],
    default_provider: str | None = None,
    *,
    served: Mapping[str, Sequence[str]] | None = None,
    routes: Routes | None = None,
) -> list[Candidate]:
    """Who may answer a call, the first choice first; empty where nobody can.

    The user's own choice for the stage comes first and the funnel after it, so that a choice that fails still has somebody to
    fall back on. Whoever wants one provider alone configures one. Only a model that searches the web serves a route of
    grounded models, or any model of a provider at which all can; one that the user names for that stage is taken at their word.

    Args:
        stage: who asks.
        plan: what the user pays for.
        task: what kind of work it is.
        providers: names of the configured providers, enabled ones only.
        overrides: stage, or `default` for all stages without their own → `provider:model`, or a model of the default provider.
        default_provider: whose models go before those of the others; None leaves the file's order.
        served: provider → the models it serves, where that is known and is not the vendor's own list; they take the place of
            the file's names, the first of them being asked.
        routes: another file's content; None is the shipped one.

    Raises:
        UserError: an override names no configured provider.
    """
    routes = routes or read_routes()
    tier = routes.tier(stage, plan, task)
    grounded = tier == GROUNDED_TIER
    served = served or {}
    found = [_candidate(name, grounded, routes) for name in routes.tiers[tier]]
    found = [candidate for candidate in found if candidate.provider in providers and candidate.provider not in served]
    if grounded:
        listing = [provider for provider in providers if provider in routes.search.any_model and served.get(provider)]
        found += [Candidate(provider, served[provider][0], grounded=True) for provider in listing]
    else:
        known = {candidate.provider for candidate in found}
        found += [_default(provider, served, routes) for provider in providers if provider not in known]
    found.sort(key=lambda candidate: candidate.provider != default_provider)  # stable: the file's order holds within
    own = None if grounded and stage not in overrides else _own_choice(stage, providers, overrides, default_provider)
    if own is None:
        return found
    chosen = Candidate(*own, quality=":".join(own) in routes.quality.models, grounded=grounded, chosen=True)
    return [chosen] + [other for other in found if (other.provider, other.model) != own]


def check_overrides(
    overrides: Mapping[str, str], providers: Collection[str], default_provider: str | None = None
) -> None:
    """Look through the user's choices before a run begins, rather than in the middle of it.

    Raises:
        UserError: one names no configured provider; says which variable.
    """
    for stage in overrides:
        _own_choice(stage, providers, overrides, default_provider)


def _candidate(name: str, grounded: bool, routes: Routes) -> Candidate:
    provider, _, model = name.partition(":")
    return Candidate(provider, model, quality=name in routes.quality.models, grounded=grounded)


def _default(provider: str, served: Mapping[str, Sequence[str]], routes: Routes) -> Candidate:
    models = served.get(provider) or [routes.defaults.get(provider, routes.defaults[ANY])]
    return _candidate(f"{provider}:{models[0]}", False, routes)


def _own_choice(
    stage: str, providers: Collection[str], overrides: Mapping[str, str], default_provider: str | None
) -> tuple[str, str] | None:
    """The user's provider and model for a stage.

    A model's name may hold a colon itself (`qwen3:8b`), so the part before the first colon must be a configured provider; a
    name without any colon is a model of the default provider, or of the only one.
    """
    key = stage if stage in overrides else FOR_ALL
    text = overrides.get(key, "").strip()
    if not text:
        return None
    provider, colon, model = (part.strip() for part in text.partition(":"))
    if not colon:
        provider, model = default_provider or (next(iter(providers)) if len(providers) == 1 else ""), text
    if provider not in providers or not model:
        names = ", ".join(sorted(providers)) or "none"
        raise UserError(
            SETTING + key.upper(),
            f"{text!r} names no configured provider",
            f"write provider:model with one of the configured providers ({names})",
        )
    return provider, model
