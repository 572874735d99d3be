"""Which variant of a stage's prompt a run gets: the one named for it, else its share in an experiment, else the first."""

import functools
import hashlib
import re
import tomllib
from collections.abc import Mapping
from importlib import resources

from pydantic import BaseModel, ConfigDict, Field, model_validator

from prompts.library import prompt_stages, variants_of

FIRST = "v1"
"""The variant that serves where nothing else is said."""

_ALTERNATIVE = re.compile(r"v\d+")
"""Variants that may stand in for each other; others (`strict_v1`) are prompts for another moment of the stage."""


class Experiment(BaseModel):
    """Variants that share the runs of a stage; see `experiments.toml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    running: bool
    shares: dict[str, float] = Field(min_length=1)

    @model_validator(mode="after")
    def _can_be_shared_out(self) -> "Experiment":
        if any(share < 0 for share in self.shares.values()) or not sum(self.shares.values()):
            raise ValueError("shares are 0 or more, and one of them is more")
        return self


def alternatives_of(stage: str) -> list[str]:
    """The variants of a stage's prompt that a run may choose between, by number; none where the stage has no prompt."""
    if stage not in prompt_stages():
        return []
    return sorted(filter(_ALTERNATIVE.fullmatch, variants_of(stage)), key=lambda variant: int(variant[1:]))


def find_unknown(chosen: Mapping[str, str]) -> str | None:
    """What is wrong with a choice of variants, in one plain line; None where every stage has the variant named for it.

    Args:
        chosen: stage → variant.
    """
    for stage, variant in chosen.items():
        known = alternatives_of(stage)
        if not known:
            return f"no prompt belongs to a stage “{stage}”; choose of {', '.join(prompt_stages())}"
        if variant not in known:
            return f"the prompt of {stage} has no variant “{variant}”; choose of {', '.join(known)}"
    return None


def choose_variant(
    stage: str, run_id: str, *chosen: Mapping[str, str], experiments: Mapping[str, Experiment] | None = None
) -> str:
    """The variant of a stage's prompt that a run uses; always the same one for the same run.

    Args:
        stage: whose prompt.
        run_id: the run, whose id decides its share.
        chosen: stage → variant, the choice that counts most first.
        experiments: by stage; None takes those of `experiments.toml`.
    """
    for one in chosen:
        if stage in one:
            return one[stage]
    experiment = (read_experiments() if experiments is None else experiments).get(stage)
    return _share_out(stage, run_id, experiment.shares) if experiment and experiment.running else FIRST


def _share_out(stage: str, run_id: str, shares: Mapping[str, float]) -> str:
    digest = hashlib.sha256(f"{stage} {run_id}".encode("utf-8", "surrogatepass")).digest()
    point = int.from_bytes(digest[:8]) / 2**64 * sum(shares.values())
    chosen = FIRST
    for variant, share in shares.items():
        if share and point >= 0:
            chosen = variant
        point -= share
    return chosen


@functools.cache
def read_experiments() -> Mapping[str, Experiment]:
    """The experiments of `experiments.toml`, by stage.

    Raises:
        ValueError: the file is wrong, or names a variant that does not exist; a defect of ours.
    """
    text = resources.files("prompts").joinpath("experiments.toml").read_text("utf-8")
    experiments = {stage: Experiment.model_validate(one) for stage, one in tomllib.loads(text).items()}
    for stage, experiment in experiments.items():
        for variant in experiment.shares:
            if unknown := find_unknown({stage: variant}):
                raise ValueError(f"experiments.toml: {unknown}")
    return experiments
