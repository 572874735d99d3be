"""Wording rules that a careful editor would sign: each leaves the line alone where it is unsure.

There is no parser and no model behind them, but closed classes of words, known verbs, and data files that people can read. A
rule never brings in a word of its own but another form of a verb that the line holds, and small words such as `to` and `by`.
"""

from resume.wording.doubles import says_all_of
from resume.wording.line import LineKind, reword_line
from resume.wording.openings import duty_verbs
from resume.wording.prose import has_tense, prose_kind, reword_fact
from resume.wording.rewording import Rewording
from resume.wording.spelling import Variety, american, follow_spelling, spelling_variety
from resume.wording.verbs import Verb, gerunds, past_forms, plain_forms, read_verbs

__all__ = [
    "LineKind",
    "Rewording",
    "Variety",
    "Verb",
    "american",
    "duty_verbs",
    "follow_spelling",
    "gerunds",
    "has_tense",
    "past_forms",
    "plain_forms",
    "prose_kind",
    "read_verbs",
    "reword_fact",
    "reword_line",
    "says_all_of",
    "spelling_variety",
]
