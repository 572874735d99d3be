"""Taking a line apart: tokens, segments, and who did what stands in them, or did not."""

from resume.grounding.language.helping import mark_help, tells_help_behind
from resume.grounding.language.negation import mark_negation
from resume.grounding.language.others import mark_others
from resume.grounding.language.reading import Reading
from resume.grounding.language.segments import cut_segments
from resume.grounding.language.tokenizer import normalize, tokenize
from resume.grounding.language.vocabulary import Vocabulary


def read_line(text: str, words: Vocabulary) -> Reading:
    """Take a line apart."""
    plain = normalize(text)
    reading = Reading(plain, tokenize(plain))
    cut_segments(reading)
    mark_negation(reading)
    mark_help(reading, words)
    mark_others(reading)
    reading.helped_behind = tells_help_behind(reading)
    return reading
