"""The review of a run by its user: what they are shown before anything is reworded, and what they may answer.

All of it crosses borders (the terminal, Studio, a web page, a checkpoint), so all of it is JSON.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

QuestionKind = Literal["result", "skill", "level", "dates", "field"]
"""`result`: what came of a line; `skill`: something the ad asks for and the resume does not show; `level`: how well a language is
spoken; `dates`: when a role was held; `field`: whose title or name the reader was not sure of."""

MAX_QUESTIONS = 5
"""Questions of one review: more would not be answered."""

LONGEST_ANSWER = 400
"""Characters of one answer: two or three lines of a resume."""


class Question(BaseModel):
    """One question whose answer would strengthen the resume."""

    model_config = ConfigDict(frozen=True)

    id: str = Field(description="`q1`, `q2`, … the most useful first")
    kind: QuestionKind
    text: str = Field(description="the question")
    why: str = Field(description="why it is asked, in one sentence")
    fact: str | None = Field(default=None, description="id of the line it is about")
    requirement: str | None = Field(default=None, description="id of the requirement it is about")
    terms: list[str] = Field(default=[], description="of a skill: what the ad names; any one of them would do")
    place: str | None = Field(
        default=None,
        description="id of the entry that the answer would go to; None: the answer must tell, or the skills",
    )
    place_name: str = Field(default="", description="that entry in words")


class Gap(BaseModel):
    """One thing that the ad asks for and the resume does not show in full."""

    model_config = ConfigDict(frozen=True)

    requirement: str
    kind: str = Field(description="required, preferred, responsibility or keyword")
    text: str = Field(description="the ad's words")
    advice: str = Field(default="", description="what is missing and what comes closest")
    say: str = Field(default="", description="an honest way to address it")
    learn: str = Field(default="", description="what to learn, or what would show it")


class StrategyPoint(BaseModel):
    """One thing that the tailoring is about to do."""

    model_config = ConfigDict(frozen=True)

    id: str = Field(description="`s1`, `s2`, …")
    text: str


class ReviewedEntry(BaseModel):
    """An entry of the resume that further facts may be added to."""

    model_config = ConfigDict(frozen=True)

    id: str = Field(description="id of the fact that names it: `w2`")
    name: str


class ReviewPayload(BaseModel):
    """What the user is shown while the run waits for them."""

    model_config = ConfigDict(frozen=True)

    strategy: list[StrategyPoint] = []
    gaps: list[Gap] = []
    questions: list[Question] = Field(default=[], max_length=MAX_QUESTIONS)
    entries: list[ReviewedEntry] = []
    how: str = Field(default="", description="how to answer")
    refused: str | None = Field(default=None, description="what was wrong with the answers given before")


class FurtherFact(BaseModel):
    """Something the user adds that nobody asked for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    entry: str = Field(description="id of the entry it belongs to")
    text: str


class ReviewAnswers(BaseModel):
    """What the user says. All of it may be left out; what is not answered changes nothing."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    answers: dict[str, str] = Field(default={}, description="question id → answer; an empty one skips the question")
    places: dict[str, str] = Field(
        default={}, description="question id → id of the entry that its answer belongs to, where it is another one"
    )
    dropped: list[str] = Field(default=[], description="ids of points of the strategy that the user does not want")
    facts: list[FurtherFact] = Field(default=[], max_length=10)
