"""Many ads for one resume: what became of each, as it stands in `batch.json`."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from resume.report import Coverage, Degradation, Report

RowState = Literal["waiting", "running", "delivered", "failed", "stopped"]
"""`waiting`: for its turn; `stopped`: the batch ended before it did, and goes on with it when it is started again."""

_LONGEST_NAME = 60
_HASH_CHARS = 6


class BatchRow(BaseModel):
    """One ad of a batch."""

    model_config = ConfigDict(frozen=True)

    given: str = Field(description="the ad as it was given: a path, an address, a file's name")
    state: RowState = "waiting"
    problem: str | None = Field(default=None, description="why it failed, in one line with what to do")
    ad: str | None = Field(default=None, description="a hash of the ad; None: it could not be read")
    task: str | None = Field(
        default=None, description="a hash of what is done with it: resume, settings, models or rules"
    )
    name: str | None = Field(default=None, description="its folder's name in the batch's folder")
    run_id: str | None = None
    same_as: str | None = Field(default=None, description="the row that holds the same ad and did the work, as given")
    title: str | None = None
    company: str | None = None
    stage: str | None = Field(default=None, description="the stage that it is in, while it runs")
    found: bool = Field(default=False, description="whether it was delivered before, so that nothing was done now")
    coverage: Coverage | None = None
    gaps: list[str] = Field(default=[], description="what the ad asks for and the resume does not show")
    ats: float | None = Field(default=None, description="score of the ATS rubric, 0..100")
    degradation: Degradation | None = None
    warnings: int = Field(default=0, description="remarks in the report")
    calls: int = 0
    tokens: int = 0
    cost_usd: float | None = Field(default=None, description="None: no call has a known price")
    unpriced_calls: int = 0
    seconds: float | None = None

    @property
    def is_done(self) -> bool:
        """Whether nothing more is to come of it."""
        return self.state in ("delivered", "failed")


class BatchRecord(BaseModel):
    """A batch as it is kept: who asked for what, and its rows in the order given, those of earlier times last."""

    model_config = ConfigDict(frozen=True)

    version: Literal[1] = 1
    owner: str
    resume_name: str
    mode: Literal["model", "offline"]
    rows: list[BatchRow]

    @property
    def cost_usd(self) -> float | None:
        """Known costs of all rows; None where there is none."""
        known = [row.cost_usd for row in self.rows if row.cost_usd is not None and row.same_as is None]
        return sum(known) if known else None


def told_by(row: BatchRow, report: Report) -> BatchRow:
    """The row, now that its run is delivered."""
    return row.model_copy(
        update={
            "state": "delivered",
            "problem": None,
            "stage": None,
            "title": report.job.title or row.title,
            "company": report.job.company or row.company,
            "coverage": report.coverage,
            "gaps": [one.text for one in report.requirements if one.status == "gap"],
            "ats": report.ats.score if report.ats else None,
            "degradation": report.degradation,
            "warnings": len(report.warnings),
            "calls": report.metrics.calls,
            "tokens": report.metrics.tokens_total,
            "cost_usd": report.metrics.cost_usd,
            "unpriced_calls": report.metrics.unpriced_calls,
            "seconds": report.metrics.total_seconds,
        }
    )


def folder_names(ads: Mapping[str, str], taken: Mapping[str, str]) -> dict[str, str]:
    """A readable name for the folder of each ad, the same whatever the order: `harbour-pilot-quillmere-port`.

    Ads whose names would be the same get the beginning of their keys besides.

    Args:
        ads: key → what the name is made of: title and employer, or the file's name.
        taken: key → the name of a folder that stands already; kept for that key, and given to no other.
    """
    plain = {key: slug(text) for key, text in ads.items() if key not in taken}
    counts = Counter([*plain.values(), *(name.casefold() for name in taken.values())])
    named = {
        key: name if counts[name] == 1 else f"{name[: _LONGEST_NAME - _HASH_CHARS - 1]}-{key[:_HASH_CHARS]}"
        for key, name in plain.items()
    }
    return named | {key: taken[key] for key in ads if key in taken}


def slug(text: str) -> str:
    """The text as a folder's name: small letters and digits of any script, accents off Latin letters, joined by `-`."""
    letters = "".join(
        char for char in unicodedata.normalize("NFKD", text.replace("ß", "ss")) if not unicodedata.combining(char)
    )
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", letters).casefold())
    name = ""
    for word in words:
        if name and len(name) + 1 + len(word) > _LONGEST_NAME:
            break
        name = f"{name}-{word}" if name else word[:_LONGEST_NAME]
    return name or "job"
