"""What a job asks for, as data."""

from functools import cached_property
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

RequirementKind = Literal["required", "preferred", "responsibility", "keyword"]


class JobText(BaseModel):
    """A job ad as the pipeline reads it: plain text, made safe."""

    model_config = ConfigDict(frozen=True)

    text: str = Field(description="the ad without what addresses the reader's tools, markup and template syntax")
    title: str | None = Field(default=None, description="the job title that the rules guess")
    company: str | None = Field(default=None, description="the employer that the rules guess")
    removed: list[str] = Field(
        default=[], description="what was taken out, by kind and number, never quoted: `2 instructions to AI tools`"
    )
    warnings: list[str] = Field(default=[], description="what is uncertain about its reading, for the user")

    @cached_property
    def listable(self) -> str:
        """The text without the short rows that may not be listed.

        Looked for once: it goes along where the ad is sent from process to process, but not into checkpoints.
        """
        from resume.ad.hostile_signs import safe_ad_rows  # with all the signs

        return safe_ad_rows(self.text)


class Requirement(BaseModel):
    """One thing the ad asks for."""

    model_config = ConfigDict(frozen=True)

    id: str = Field(description="`r1`, `r2`, … in the order of the ad")
    text: str = Field(description="the ad's words")
    kind: RequirementKind
    weight: float = Field(ge=0, le=1, description="how much it matters to this ad")
    terms: list[str] = Field(
        description="the skills and keywords it names, in the ad's own words; any one of them may carry it"
    )


class JobAnalysis(BaseModel):
    """What a job ad says, in the field's usual headings. What the ad does not say is null or empty."""

    model_config = ConfigDict(frozen=True)

    title: str | None = None
    company: str | None = None
    required_skills: list[str] = []
    preferred_skills: list[str] = []
    experience_level: str | None = Field(default=None, description="`entry`, `mid`, `senior`, `lead` or `executive`")
    years_required: float | None = Field(default=None, description="years of experience asked for, the lowest figure")
    industry: str | None = None
    role_type: str | None = Field(default=None, description="`full-time`, `part-time`, `contract`, `internship`, …")
    keywords: list[str] = []
    company_culture: list[str] = []
    responsibilities: list[str] = []


class JobReading(BaseModel):
    """The result of reading an ad: the analysis and its numbered requirements."""

    model_config = ConfigDict(frozen=True)

    analysis: JobAnalysis
    requirements: list[Requirement]
