"""Spelling: which words are words, which slip a line holds, and what was meant.

The words are pyspellchecker's, WordNet's (`resume.grounding.language.thesaurus`), the lexicon's, and those of `words.txt`. What a
source or an ad says itself is always a word: a trade has more words than any dictionary.
"""

from resume.spelling.checking import Misspelling, find_misspellings, mend_misspellings, names_of, words_of
from resume.spelling.dictionary import Dictionary, dictionary
from resume.spelling.grammar import GrammarRule, Slip, find_slips, grammar_rules, mend_slips
from resume.spelling.notes import note_slips

__all__ = [
    "Dictionary",
    "GrammarRule",
    "Misspelling",
    "Slip",
    "dictionary",
    "find_misspellings",
    "find_slips",
    "grammar_rules",
    "mend_misspellings",
    "mend_slips",
    "names_of",
    "note_slips",
    "words_of",
]
