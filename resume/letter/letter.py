"""The cover letter as data: who writes to whom, and paragraphs of sentences, each with the facts it rests on."""

from collections.abc import Iterator
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from resume.edits import Claim
from resume.grounding.verdict import ReasonKind

SECTION = "letter"
"""The section under which the fact check and the report know a letter's sentences."""

Part = Literal["opening", "body", "closing"]


class LetterSentence(BaseModel):
    """One sentence."""

    model_config = ConfigDict(frozen=True)

    text: str
    facts: list[str] = Field(default=[], description="ids of the facts that prove it; empty where it claims nothing")
    by: Literal["rules", "model"] = "rules"


class LetterParagraph(BaseModel):
    """One paragraph. Opening and closing are fixed; only what tells of the candidate may be a model's."""

    model_config = ConfigDict(frozen=True)

    part: Part
    sentences: list[LetterSentence]

    @property
    def text(self) -> str:
        """The paragraph as it is printed."""
        return " ".join(sentence.text for sentence in self.sentences)


class RefusedSentence(BaseModel):
    """A sentence that was taken out of a letter. A model's own words are not kept, so that nothing repeats them."""

    model_config = ConfigDict(frozen=True)

    kind: ReasonKind | None = Field(default=None, description="what kind of thing nothing proves; None: another reason")
    why: str = Field(description="in words for the job seeker; of a model's sentence not what it claimed")
    by: Literal["rules", "model"] = "model"


class CoverLetter(BaseModel):
    """A letter of one page. The sender's name and contact details are those of the resume that it goes with."""

    model_config = ConfigDict(frozen=True)

    language: str = Field(default="en", description="ISO 639-1")
    sender: str = Field(default="", description="the candidate's name")
    date: str = Field(description="as it is printed")
    recipient: list[str] = Field(default=[], description="the rows of the address: only what the ad names")
    subject: str
    salutation: str
    paragraphs: list[LetterParagraph]
    close: str
    spare: list[LetterParagraph] = Field(
        default=[], description="the rules' own body, for where a model's does not stand the fact check"
    )
    refused: list[RefusedSentence] = Field(
        default=[], description="what of a model's was not taken before the fact check, which passes it on"
    )

    @property
    def sentences(self) -> Iterator[LetterSentence]:
        """All sentences in order."""
        for paragraph in self.paragraphs:
            yield from paragraph.sentences

    @property
    def lines(self) -> list[str]:
        """All that is printed below the sender's details, one block a line."""
        blocks = [self.date, *self.recipient, self.subject, self.salutation]
        return [block for block in (*blocks, *(one.text for one in self.paragraphs), self.close, self.sender) if block]

    @property
    def words(self) -> int:
        """Words of its paragraphs."""
        return sum(len(one.text.split()) for one in self.paragraphs)


def letter_claims(letter: CoverLetter, first: int) -> list[Claim]:
    """The sentences that say something of the candidate, as claims.

    Args:
        letter: the letter as it was shipped.
        first: number of the first claim: they follow those of the resume.
    """
    proven = [sentence for sentence in letter.sentences if sentence.facts]
    whys = {"rules": "Written by rules for the cover letter.", "model": "Written by a model for the cover letter."}
    return [
        Claim(
            id=f"k{number}",
            section=SECTION,
            text=one.text,
            original=None,
            facts=list(one.facts),
            action="added",
            why=whys[one.by],
        )
        for number, one in enumerate(proven, start=first)
    ]
