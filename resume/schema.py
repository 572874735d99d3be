"""The resume as data: JSON Resume 1.0.0 with a few additions, so that nothing a source holds is lost.

Field names are JSON Resume's (https://jsonresume.org/schema, camelCase in JSON, snake_case here). Additions, all allowed by
that schema's open objects: `dateText` (a period in the source's own words), `customSections`, `highlights` and `location`
on education, and `meta.sectionOrder`, `meta.sectionTitles`, `meta.language`. Keys nobody knows are kept as they came.
"""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic.alias_generators import to_camel

from resume.dates import is_iso_date


def _require_iso_date(value: str | None) -> str | None:
    if value is not None and not is_iso_date(value):
        raise ValueError("a date is YYYY, YYYY-MM or YYYY-MM-DD")
    return value


IsoDate = Annotated[str | None, AfterValidator(_require_iso_date)]
"""A date of JSON Resume: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; None where the source gives none that reads so."""


class Document(BaseModel):
    """Base of all parts of a resume: camelCase in JSON, unknown keys kept."""

    model_config = ConfigDict(
        alias_generator=to_camel,
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
        extra="allow",
    )


class Period(Document):
    """When something was. A `start_date` without `end_date` means that it goes on today."""

    start_date: IsoDate = None
    end_date: IsoDate = None
    date_text: str | None = Field(default=None, description="the period in the source's own words")


class Location(Document):
    """Where somebody lives or works. `address` is free text; used alone when the parts are not certain."""

    address: str | None = None
    postal_code: str | None = None
    city: str | None = None
    region: str | None = None
    country_code: str | None = None


class Profile(Document):
    """An account on some network."""

    network: str | None = None
    username: str | None = None
    url: str | None = None


class Basics(Document):
    """Who it is and how to reach them. `label` is the headline under the name."""

    name: str | None = None
    label: str | None = None
    image: str | None = None
    email: str | None = None
    phone: str | None = None
    url: str | None = None
    summary: str | None = None
    location: Location | None = None
    profiles: list[Profile] = []


class Work(Period):
    """One role at one employer. Two roles at the same employer are two entries."""

    name: str | None = Field(default=None, description="the employer")
    position: str | None = None
    location: str | None = None
    description: str | None = Field(default=None, description="what the employer is or does")
    url: str | None = None
    summary: str | None = None
    highlights: list[str] = []


class Volunteer(Period):
    """One voluntary role."""

    organization: str | None = None
    position: str | None = None
    location: str | None = None
    url: str | None = None
    summary: str | None = None
    highlights: list[str] = []


class Education(Period):
    """One course of study."""

    institution: str | None = None
    url: str | None = None
    location: str | None = None
    area: str | None = None
    study_type: str | None = Field(default=None, description="the degree, in the source's words")
    score: str | None = None
    courses: list[str] = []
    highlights: list[str] = []


class Award(Document):
    """An award, prize or honour."""

    title: str | None = None
    date: IsoDate = None
    date_text: str | None = None
    awarder: str | None = None
    summary: str | None = None


class Certificate(Document):
    """A certificate, licence or registration."""

    name: str | None = None
    date: IsoDate = None
    date_text: str | None = None
    issuer: str | None = None
    url: str | None = None
    summary: str | None = None


class Publication(Document):
    """Something published."""

    name: str | None = None
    publisher: str | None = None
    release_date: IsoDate = None
    date_text: str | None = None
    url: str | None = None
    summary: str | None = None


class Skill(Document):
    """A skill (`name` alone) or a named group of them (`name` and `keywords`)."""

    name: str | None = None
    level: str | None = None
    keywords: list[str] = []


class Language(Document):
    """A language somebody speaks."""

    language: str | None = None
    fluency: str | None = None


class Interest(Document):
    """An interest, or a named group of them."""

    name: str | None = None
    keywords: list[str] = []


class Reference(Document):
    """A person who speaks for the candidate, and what they say."""

    name: str | None = None
    reference: str | None = None


class Project(Period):
    """A project."""

    name: str | None = None
    description: str | None = None
    highlights: list[str] = []
    keywords: list[str] = []
    url: str | None = None
    roles: list[str] = []
    entity: str | None = None
    type: str | None = None


class CustomEntry(Period):
    """One entry of a section that JSON Resume does not know."""

    name: str | None = None
    organization: str | None = None
    location: str | None = None
    url: str | None = None
    summary: str | None = None
    highlights: list[str] = []


class CustomSection(Document):
    """A section under the source's own heading, for what fits nowhere else."""

    title: str
    entries: list[CustomEntry] = []


class Meta(Document):
    """About the document itself."""

    language: str | None = Field(default=None, description="language of the text, ISO 639-1, e.g. `en`")
    section_order: list[str] = Field(
        default=[],
        description="sections as the source orders them: JSON Resume's names (`work`, …), `summary`, `custom:0`, …",
    )
    section_titles: dict[str, str] = Field(
        default={}, description="the source's own heading of each section in `section_order`"
    )


class Resume(Document):
    """A whole resume."""

    basics: Basics = Basics()
    work: list[Work] = []
    volunteer: list[Volunteer] = []
    education: list[Education] = []
    awards: list[Award] = []
    certificates: list[Certificate] = []
    publications: list[Publication] = []
    skills: list[Skill] = []
    languages: list[Language] = []
    interests: list[Interest] = []
    references: list[Reference] = []
    projects: list[Project] = []
    custom_sections: list[CustomSection] = []
    meta: Meta = Meta()

    @model_validator(mode="before")
    @classmethod
    def _take_sections_out_of_meta(cls, value: object) -> object:
        """Custom sections may stand in `meta`: JSON Resume 1.0.0 allows no further names at the root."""
        if not isinstance(value, dict) or value.get("customSections") or value.get("custom_sections"):
            return value
        meta = value.get("meta")
        if not isinstance(meta, dict) or not isinstance(meta.get("customSections"), list):
            return value
        rest = {key: item for key, item in meta.items() if key != "customSections"}
        return {**value, "meta": rest, "customSections": meta["customSections"]}

    def to_json(self) -> dict[str, object]:
        """The resume as JSON Resume: camelCase, what is empty left out."""
        return _without_empty(self.model_dump(mode="json", by_alias=True))


def _without_empty(value: dict[str, object]) -> dict[str, object]:
    kept: dict[str, object] = {}
    for key, item in value.items():
        pruned: object = item
        if isinstance(item, dict):
            pruned = _without_empty(item)
        elif isinstance(item, list):
            pruned = [_without_empty(one) if isinstance(one, dict) else one for one in item]
        if pruned not in (None, "", [], {}):
            kept[key] = pruned
    return kept
