"""The fact check: whether what a line claims follows from the source, decided without any model.

`FactBase` holds a source's facts and checks lines against them; `check_draft` checks a whole resume.
"""

from resume.grounding.claims import WHOLE
from resume.grounding.draft import DraftCheck, DraftClaim, check_draft
from resume.grounding.factbase import FactBase, fact_base
from resume.grounding.language.words import unknown_pieces, word_pieces, words_in
from resume.grounding.verdict import Reason, Verdict

__all__ = [
    "WHOLE",
    "DraftCheck",
    "DraftClaim",
    "FactBase",
    "Reason",
    "Verdict",
    "check_draft",
    "fact_base",
    "unknown_pieces",
    "word_pieces",
    "words_in",
]
