"""The fact check: whether what a line claims follows from the source."""

from resume.grounding.words import Unsupported, check_line, unknown_pieces, word_pieces, words_in

__all__ = ["Unsupported", "check_line", "unknown_pieces", "word_pieces", "words_in"]
