"""What a run that stopped on the way has found so far."""

from collections.abc import Mapping

from pydantic import BaseModel

TOLD = (
    "source",
    "analysis",
    "requirements",
    "profile",
    "research",
    "scores",
    "recommendations",
    "dossier",
    "packets",
    "drafts",
    "polished",
    "validation",
    "tailored",
)
"""Keys of the state that the stages made, in their order."""


def what_is_known(state: Mapping[str, object]) -> dict[str, object]:
    """The results of the stages that have run, as JSON."""
    return {key: _as_json(state[key]) for key in TOLD if state.get(key)}


def _as_json(value: object) -> object:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", by_alias=True)
    if isinstance(value, list):
        return [_as_json(one) for one in value]
    if isinstance(value, dict):
        return {key: _as_json(one) for key, one in value.items()}
    return value
