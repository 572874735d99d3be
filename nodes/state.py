"""The state that the stages pass on, and the narrow part of it that each one may read.

The outer shape is a `TypedDict` (of typing_extensions: Studio's input form needs it on Python 3.11), the values are pydantic
models. Documents stay out of it: a checkpoint holds the state whole, so bytes are kept in the store and named by id.
"""

from typing import Annotated, Literal, NotRequired

from pydantic import BaseModel, ConfigDict, Field, field_validator
from typing_extensions import TypedDict

from gateway.calls import Plan
from nodes.private import ContactDetails
from prompts.variants import find_unknown
from resume.dossier import Dossier
from resume.edits import Arrangement, Edit, TailoredResume
from resume.facts import Fact
from resume.grounding.verdict import ReasonKind
from resume.job import JobAnalysis, JobText, Requirement
from resume.letter.letter import CoverLetter, RefusedSentence
from resume.matching import Match
from resume.packets import Packet, PacketDraft
from resume.profile import Profile
from resume.report import ProfileScores, Report, ResearchNote, StageRecord, join_records
from resume.review.revision import KeptDecision
from resume.schema import Resume

STATE_VERSION = 3
"""Goes up when a stored state of before can no longer be read; a run of an older version is then refused, not broken."""


class RunSettings(BaseModel):
    """What may be set for one run. Studio shows these as a form."""

    model_config = ConfigDict(extra="forbid")

    mode: Literal["auto", "offline", "model"] = Field(
        default="auto",
        description="how the stages work: by deterministic rules (offline), by models (model); auto asks models where a provider "
        "is set up",
    )
    plan: Plan = Field(default="payg", description="which models are asked: free and fast ones, or better ones")
    urgency: int = Field(default=1, ge=0, le=2, description="0 can wait, 1 as usual, 2 as fast as possible")
    search: bool = Field(default=True, description="whether the web may be searched for company, role and industry")
    only: tuple[str, ...] = Field(
        default=(), description="stages that may ask a model, the others work by their rules; empty: all may"
    )
    prompt_variants: dict[str, str] = Field(
        default={},
        description="stage → the variant of its prompt (drafter → v2); others as they are set up, v1 by default",
    )
    review: bool = Field(
        default=False, description="whether the run waits for the user's answers before anything is reworded"
    )
    pages: Literal[1, 2] = Field(default=2, description="most pages a tailored PDF may have")
    template: str = Field(default="visual", description="the design of the visual PDF")
    letter: bool = Field(default=False, description="whether a cover letter is written beside the resume")

    @field_validator("prompt_variants")
    @classmethod
    def _variants_exist(cls, chosen: dict[str, str]) -> dict[str, str]:
        if unknown := find_unknown(chosen):
            raise ValueError(unknown)
        return chosen

    user: str = Field(default="local", description="whose run it is: the calls of models are booked on this user")


class PolishedResume(BaseModel):
    """All edits and the order of lines, after the pass over the whole resume."""

    model_config = ConfigDict(frozen=True)

    edits: list[Edit] = []
    arrangement: Arrangement = Arrangement()
    notes: list[str] = []
    proposed: list[Edit] = Field(default=[], description="what of the edits a model proposed for the whole resume")
    spare: list[Edit] = Field(
        default=[], description="the rules' own composed lines, for where a model's do not stand the fact check"
    )


class UnsupportedLine(BaseModel):
    """A line that claims more than its facts say."""

    model_config = ConfigDict(frozen=True)

    fact: str = Field(description="id of the fact whose line it is; the place of a composed line")
    text: str
    reasons: list[str]
    kinds: list[ReasonKind] = Field(default=[], description="what kind of thing each reason is about")
    by: Literal["rules", "model", "user"] = Field(default="rules", description="who wrote the text")


class ValidationReport(BaseModel):
    """What the validator found, and what it did about it."""

    model_config = ConfigDict(frozen=True)

    verdict: Literal["passed", "reverted", "retry"]
    rounds: int = Field(description="how often the validator has run")
    claims: int
    unsupported: list[UnsupportedLine] = Field(description="found in this round")
    found: int = Field(description="unsupported lines found in all rounds, each counted once")
    reverted: dict[str, str] = Field(default={}, description="fact id → why its line went back to the source's text")
    lost: list[str] = Field(default=[], description="roles, degrees or dates that were missing and were put back")
    notes: list[str] = []
    letter_claims: int = Field(default=0, description="sentences of the cover letter that were checked")
    letter_refused: list[RefusedSentence] = Field(default=[], description="what was taken out of the cover letter")


class Revision(BaseModel):
    """What the user decided of single lines after delivery, and what the run had made before they did."""

    model_config = ConfigDict(frozen=True)

    source: Resume
    facts: list[Fact]
    polished: PolishedResume
    decisions: dict[str, KeptDecision] = Field(default={}, description="by the line's key")
    next_own: int = Field(default=1, description="number of the next fact that the user declares: none is given twice")

    @property
    def decided(self) -> frozenset[str]:
        """The targets of the lines that the user rejected or reworded: no page limit takes those."""
        changed = (key for key, decision in self.decisions.items() if decision.action != "accept")
        return frozenset(key.partition("#")[0] for key in changed)


def merge_stages(old: dict[str, StageRecord], new: dict[str, StageRecord]) -> dict[str, StageRecord]:
    """Stage records side by side; of one stage's several tasks or rounds the times add up and the parts are counted together."""
    merged = dict(old)
    for name, record in new.items():
        before = merged.get(name)
        merged[name] = join_records(before, record) if before else record
    return merged


def merge_drafts(old: dict[str, PacketDraft], new: dict[str, PacketDraft]) -> dict[str, PacketDraft]:
    """Drafts side by side, by packet; a packet that comes again replaces its older draft."""
    return {**old, **new}


class TailoringInput(TypedDict):
    """What a run starts from: each of resume and ad as text, or as the id of an uploaded document. Never a path."""

    resume: NotRequired[Annotated[str, Field(description="the master resume as text (Markdown and JSON Resume too)")]]
    job: NotRequired[Annotated[str, Field(description="the job ad as text")]]
    resume_document: NotRequired[Annotated[str, Field(description="id of an uploaded resume, instead of the text")]]
    job_document: NotRequired[Annotated[str, Field(description="id of an uploaded job ad, instead of the text")]]
    run_id: NotRequired[Annotated[str, Field(description="name of the run; made up when left out")]]


class TailoringOutput(TypedDict):
    """What a run ends with."""

    report: Report


class TailoringState(TypedDict):
    """Everything a run knows, in the order in which it learns it."""

    resume: str
    job: str
    resume_document: str
    job_document: str
    run_id: str

    state_version: int
    started: float
    source: Resume
    facts: list[Fact]
    job_text: JobText
    contacts: ContactDetails
    input_tokens: int
    intake_warnings: list[str]
    unsure: list[str]

    analysis: JobAnalysis
    requirements: list[Requirement]
    profile: Profile
    research: list[ResearchNote]

    matches: list[Match]
    scores: ProfileScores
    recommendations: list[str]

    dossier: Dossier
    packets: list[Packet]
    review_notes: list[str]
    drafts: Annotated[dict[str, PacketDraft], merge_drafts]
    polished: PolishedResume
    validation: ValidationReport
    tailored: TailoredResume
    letter: CoverLetter | None

    stages: Annotated[dict[str, StageRecord], merge_stages]
    report: Report
    revision: Revision


class CallingInput(TypedDict):
    """What every call to a model is made with; nothing of it is sent."""

    run_id: str
    input_tokens: Annotated[int, Field(description="estimated size of resume and ad; the budgets grow with it")]


class AskingInput(CallingInput):
    """What a stage that may ask a model reads besides its own input."""

    contacts: Annotated[ContactDetails, Field(description="what no prompt may hold")]


class JobAnalyzerInput(AskingInput):
    """What the job analyzer may read."""

    job_text: JobText


class ProfileExtractorInput(AskingInput):
    """What the profile extractor may read."""

    source: Resume
    facts: list[Fact]


class WebSearchInput(CallingInput):
    """What the web search may read: nothing about the candidate. Run and size are for ledger and budget, and are not sent."""

    job_text: JobText


class ProfileCompilerInput(TypedDict):
    """What the profile compiler may read."""

    run_id: str
    facts: list[Fact]
    analysis: JobAnalysis
    requirements: list[Requirement]


class ResearcherInput(AskingInput):
    """What the researcher may read."""

    facts: list[Fact]
    requirements: list[Requirement]
    matches: list[Match]
    scores: ProfileScores
    recommendations: list[str]
    research: list[ResearchNote]


class HumanReviewInput(TypedDict):
    """What the review may read. What it changes by the answers, it reads too."""

    started: float
    source: Resume
    facts: list[Fact]
    unsure: NotRequired[list[str]]
    analysis: JobAnalysis
    requirements: list[Requirement]
    matches: list[Match]
    scores: ProfileScores
    recommendations: list[str]
    research: list[ResearchNote]
    dossier: Dossier
    stages: dict[str, StageRecord]


class PacketState(AskingInput):
    """What one packet carries along its road. `drafts` and `stages` go back to the run's state."""

    packet: Packet
    facts: list[Fact]
    requirements: list[Requirement]
    stress: Annotated[list[str], Field(description="ids of the packet's lines that the dossier puts forward")]
    plan: Annotated[list[str], Field(description="what the dossier's strategy says of the packet's entries")]
    language: str | None
    draft: PacketDraft
    drafts: Annotated[dict[str, PacketDraft], merge_drafts]
    stages: Annotated[dict[str, StageRecord], merge_stages]


class PacketOutput(TypedDict):
    """What comes back from a packet's road."""

    drafts: Annotated[dict[str, PacketDraft], merge_drafts]
    stages: Annotated[dict[str, StageRecord], merge_stages]


class PolisherInput(AskingInput):
    """What the polisher may read."""

    source: Resume
    facts: list[Fact]
    requirements: list[Requirement]
    matches: list[Match]
    dossier: Dossier
    drafts: dict[str, PacketDraft]
    job_text: JobText
    polished: NotRequired[PolishedResume]
    validation: NotRequired[ValidationReport]
    stages: dict[str, StageRecord]


class CoverLetterInput(AskingInput):
    """What the cover letter may be made of."""

    source: Resume
    facts: list[Fact]
    job_text: JobText
    analysis: JobAnalysis
    requirements: list[Requirement]
    matches: list[Match]
    dossier: Dossier


class LetterEvidence(TypedDict):
    """What a cover letter is checked against."""

    source: Resume
    facts: list[Fact]
    job_text: JobText


class ValidatorInput(LetterEvidence):
    """What the validator may read."""

    run_id: str
    polished: PolishedResume
    validation: NotRequired[ValidationReport]
    letter: NotRequired[CoverLetter | None]
    revision: NotRequired[Revision]
    stages: dict[str, StageRecord]


class ExporterInput(TypedDict):
    """What the exporter may read: everything that the report tells."""

    run_id: str
    started: float
    source: Resume
    facts: list[Fact]
    intake_warnings: list[str]
    analysis: JobAnalysis
    requirements: list[Requirement]
    research: list[ResearchNote]
    matches: list[Match]
    scores: ProfileScores
    recommendations: list[str]
    dossier: Dossier
    review_notes: NotRequired[list[str]]
    polished: PolishedResume
    validation: ValidationReport
    letter: NotRequired[CoverLetter | None]
    revision: NotRequired[Revision]
    report: NotRequired[Report]
    stages: dict[str, StageRecord]


class Update(TypedDict, total=False):
    """A partial update of the state: what a stage returns."""

    run_id: str
    state_version: int
    started: float
    source: Resume
    facts: list[Fact]
    job_text: JobText
    contacts: ContactDetails
    input_tokens: int
    intake_warnings: list[str]
    unsure: list[str]
    analysis: JobAnalysis
    requirements: list[Requirement]
    profile: Profile
    research: list[ResearchNote]
    matches: list[Match]
    scores: ProfileScores
    recommendations: list[str]
    dossier: Dossier
    packets: list[Packet]
    review_notes: list[str]
    draft: PacketDraft
    drafts: dict[str, PacketDraft]
    polished: PolishedResume
    validation: ValidationReport
    tailored: TailoredResume
    letter: CoverLetter | None
    stages: dict[str, StageRecord]
    report: Report
    revision: Revision
