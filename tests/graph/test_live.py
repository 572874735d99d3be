"""What the graph closes over, made from the settings."""

from pathlib import Path

import pytest

from errors import UserError
from evals.run_pair import NothingPrints
from graph.live import make_live_parts
from nodes.intake import read_ad, read_given_resume
from settings import Settings

AD = "Baker\n\nRye & Sons is looking for a baker in Ghent who starts early.\n"
RESUME = "Mina Falk\nmina@falk.example\n\nExperience\nBaker, Rye & Sons, 2019 - 2023\n- Baked 400 loaves a night\n"


def settings(tmp_path: Path, *, resume_chars: int, job_chars: int) -> Settings:
    return Settings(home=tmp_path, max_resume_chars=resume_chars, max_job_chars=job_chars)


def test_an_ad_is_measured_by_the_limit_of_ads(tmp_path: Path) -> None:
    live = make_live_parts(settings(tmp_path, resume_chars=1_000, job_chars=20), NothingPrints())
    with pytest.raises(UserError, match="RESUME_TAILOR_MAX_JOB_CHARS"):
        read_ad({"job": AD}, live.documents, live.job_limits)


def test_a_resume_is_measured_by_the_limit_of_resumes(tmp_path: Path) -> None:
    live = make_live_parts(settings(tmp_path, resume_chars=20, job_chars=1_000), NothingPrints())
    with pytest.raises(UserError, match="RESUME_TAILOR_MAX_RESUME_CHARS"):
        read_given_resume({"resume": RESUME}, live.documents, live.resume_limits)


def test_an_ad_may_be_longer_than_a_resume(tmp_path: Path) -> None:
    live = make_live_parts(settings(tmp_path, resume_chars=len(RESUME), job_chars=5_000), NothingPrints())
    job, _ = read_ad({"job": AD + "We bake bread by hand. " * 100}, live.documents, live.job_limits)
    assert len(job.text) > len(RESUME)


def test_a_variable_that_names_no_variant_is_refused_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"RESUME_TAILOR_PROMPT_DRAFTER.*no variant"):
        make_live_parts(Settings(home=tmp_path, prompts={"drafter": "v99"}), NothingPrints())
