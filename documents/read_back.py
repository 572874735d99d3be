"""Reading back what was exported: only what stands in the files counts as shipped."""

import asyncio
import json
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from documents.json_strings import strings_of
from documents.readers import Limits, read_resume
from documents.readers.pdf import PdfText, read_pdf
from documents.readers.structure import structure_resume
from documents.writers.sheet import ordered_keys
from resume.edits import Claim
from resume.grounding import unknown_pieces, word_pieces
from resume.report import RoundTrip
from resume.round_trip import field_recall, line_order, squeeze, word_pair_recall
from resume.schema import Resume

OWN_FILES = Limits(max_bytes=100_000_000, max_pages=100, max_chars=1_000_000)
"""Bounds for files that we made ourselves: none in practice."""


@dataclass(frozen=True)
class ReadBack:
    """What the exported files say."""

    round_trip: RoundTrip
    texts: dict[str, str]
    """The text of each file, by the file's name."""
    missing_claims: dict[str, list[str]]
    """By claim id: the files that lack its text."""
    seconds: float
    """Time that the reading back took."""


async def read_back(files: Mapping[str, bytes], meant: Resume, claims: Sequence[Claim]) -> ReadBack:
    """Read the exported resume files and compare them with what was meant.

    Args:
        files: the exported files by name; `resume.ats.pdf` is the one whose round trip is measured.
        meant: the tailored resume.
        claims: its lines that are printed in one piece, in their order (what names an entry is set in several places).
    """
    return await asyncio.to_thread(_read_back, files, meant, claims)


def _read_back(files: Mapping[str, bytes], meant: Resume, claims: Sequence[Claim]) -> ReadBack:
    begin = time.perf_counter()
    printed = {
        name: read_pdf(data, name, max_pages=OWN_FILES.max_pages)
        for name, data in files.items()
        if name.endswith(".pdf")
    }
    texts = {name: "\n".join(line.text for line in pdf.lines) for name, pdf in printed.items()}
    texts |= {name: _text_of(name, data) for name, data in files.items() if name not in printed}
    trip = _measure_round_trip(printed["resume.ats.pdf"], texts["resume.ats.pdf"], meant, claims)
    return ReadBack(
        round_trip=trip,
        texts=texts,
        missing_claims=dict(_missing(claims, texts)),
        seconds=time.perf_counter() - begin,
    )


def _text_of(name: str, data: bytes) -> str:
    """The text of a file. Of JSON all strings: the schema has custom sections under `meta`, which is not read as text."""
    if name.endswith(".json"):
        return "\n".join(strings_of(json.loads(data)))
    return read_resume(data, name, OWN_FILES).text


def _measure_round_trip(printed: PdfText, text: str, meant: Resume, claims: Sequence[Claim]) -> RoundTrip:
    lines = [claim.text for claim in _as_printed(claims, meant)]
    return RoundTrip(
        field_recall=round(field_recall(meant, structure_resume(printed.lines).resume), 4),
        word_pair_recall=round(word_pair_recall(lines, text), 4),
        order=round(line_order(lines, text), 4),
        tagged=printed.tagged,
        private_use_glyphs=printed.private_use_glyphs,
    )


def _as_printed(claims: Sequence[Claim], meant: Resume) -> list[Claim]:
    """The claims in the order of the sections on paper: claims keep custom sections last, resumes need not."""
    places = {key: place for place, key in enumerate(ordered_keys(meant))}

    def place(claim: Claim) -> int:
        custom = re.match(r"x(\d+)\.", claim.facts[0])
        key = f"custom:{int(custom[1]) - 1}" if custom else claim.section
        return -1 if claim.section == "headline" else places.get(key, len(places))

    return sorted(claims, key=place)


def _missing(claims: Sequence[Claim], texts: Mapping[str, str]) -> Iterator[tuple[str, list[str]]]:
    squeezed = {name: squeeze(text) for name, text in texts.items()}
    for claim in claims:
        lacking = [name for name, text in squeezed.items() if squeeze(claim.text) not in text]
        if lacking:
            yield claim.id, lacking


def find_unsupported_shipped(
    texts: Mapping[str, str], allowed: Sequence[str], *, is_supported: Callable[[str], bool]
) -> list[str]:
    """The lines of the exported files that say what no allowed text says, each once.

    A line is suspect where it holds a word or number that no allowed text holds, or where a part of it stands in none of them
    in one piece; what is suspect for its order alone gets the fact check, since printing and reading cut lines anew. Words cut
    in two by the end of a line are put together first; two neighbours of an allowed text between which a space was lost are
    no new word.

    Args:
        texts: the text of each file.
        allowed: the source's texts, the checked lines, and the words that the templates themselves print.
        is_supported: the fact check of one line against the whole source.
    """
    known = {piece for text in allowed for piece in word_pieces(text)}
    whole = "\n".join(squeeze(text) for text in allowed)
    closed_up = {pair for text in allowed for pair in _closed_up(word_pieces(text))}
    lines = {line for text in texts.values() for line in _with_whole_words(text.splitlines(), known)}

    def is_new(line: str) -> bool:
        return any(part not in whole for part in map(squeeze, _LAYOUT.split(line)))

    def is_unknown(piece: str) -> bool:
        return piece not in closed_up and (_UNSPACED.fullmatch(piece) is None or squeeze(piece) not in whole)

    def has_new_word(line: str) -> bool:
        return any(is_unknown(piece) for piece in unknown_pieces(line, known))

    return sorted(line for line in lines if has_new_word(line) or (is_new(line) and not is_supported(line)))


def _closed_up(pieces: Sequence[str]) -> Iterator[str]:
    """Neighbouring words without the space between them; never beside a figure, which would become another figure."""
    for before, after in pairwise(pieces):
        if not (before[-1].isdigit() or after[0].isdigit()):
            yield before + after


def _with_whole_words(lines: Sequence[str], known: Set[str]) -> list[str]:
    """Lines of which no word goes on in a later one: a word wider than its column is cut wherever the column ends.

    A date set beside the first part may stand between the two.
    """
    whole = list(lines)
    for number in range(len(whole)):
        for word in _LINE_WORD.finditer(whole[number]):
            if _is_known(word[0], known):
                continue
            rest = _rest_of_word(word[0], whole[number + 1 : number + 1 + _MOST_PARTS], known)
            if not rest:
                continue
            whole[number] = whole[number].replace(word[0], word[0] + "".join(rest), 1)
            for below, part in enumerate(rest, start=number + 1):
                whole[below] = whole[below].strip().removeprefix(part)
    return whole


def _rest_of_word(start: str, below: Sequence[str], known: Set[str]) -> list[str]:
    """The parts of a known word that begin the lines below its `start`: all of each but the last; none if it is not whole."""
    rest: list[str] = []
    for line in below:
        first = _FIRST_WORD.match(line.strip())
        if not first:
            return []
        rest.append(first[0])
        if _is_known(start + "".join(rest), known):
            return rest
        if first[0] != line.strip():
            return []
    return []


def _is_known(word: str, known: Set[str]) -> bool:
    return all(piece in known for piece in word_pieces(word))


_LINE_WORD = re.compile(r"[^\W_]+(?=\s|$)")
_FIRST_WORD = re.compile(r"[^\W_]+")
_MOST_PARTS = 6
"""Lines that a word is looked for in: no longer one can be told from nonsense."""

_NO_SPACES = r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]"
_UNSPACED = re.compile(rf"{_NO_SPACES}+")
"""Scripts that put no space between words: where a font lacks a character of a name, the rest reads as words of their own."""

_LAYOUT = re.compile(rf"[,;:|·•()/\t]|\s[–—-]\s|[.!?]\s|(?<={_NO_SPACES})\s|\s(?={_NO_SPACES})")
"""Marks at which templates join fields and readers cut lines: the parts between them are compared."""
