"""The header of an entry taken apart: what was done, where, in which place, when.

Two kinds of pieces compete, told by a pair of scores: job title and employer for work, degree and school for education. Where
the words of one entry do not settle the order, the other entries of its section do: people keep one order.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from documents.lines import Line
from documents.readers.structure.contacts import find_url
from documents.readers.structure.forms import is_form_label
from documents.readers.structure.lexicon import (
    begins_with_name,
    degree_score,
    is_school_leaving,
    is_score,
    is_sublabel,
    lexicon,
    organization_score,
    place_score,
    school_score,
    title_score,
)
from documents.readers.structure.periods import edge_period
from resume.dates import PeriodMatch

_SEPARATOR = re.compile(r"\s*[|│¦·•∙●◦■▪⋄]\s*|\t+|\s+[–—-]\s+|\s*—\s*|\s+//\s+|\s+::\s+|\s{3,}|;\s+")
_EDGES = " ,;|–—-·•:/"
_CLEAR = 0.5
_PRIOR = 0.9
_LEGAL = 3.0
_MOST_TITLE_WORDS = 7
_TOWN = re.compile(r"[A-ZÀ-ÞŁŚŻ][\w'’.-]+(?:[ -][\w'’.-]+){0,3}(?: \([^()]{2,20}\))?")


@dataclass(frozen=True)
class Scale:
    """How the two kinds of pieces of a section's headers are told: `first` is the role or degree, `second` the place of it."""

    first: Callable[[str], float]
    second: Callable[[str], float]
    first_by_default: bool
    """Whether a single piece that says nothing is the role (else the employer, the school, the name)."""
    links: bool = True
    """Whether words such as "at" part role and employer."""
    ordered: bool = False
    """Whether the name always stands before the organisation."""
    strict_commas: bool = False
    """Whether a comma parts the pieces only where the organisation is told by its words."""
    grades: bool = False
    """Whether a piece may be a grade."""


@dataclass(frozen=True)
class Header:
    """What an entry's header says, in the source's words."""

    first: str | None = None
    second: str | None = None
    location: str | None = None
    period: PeriodMatch | None = None
    url: str | None = None
    extra: tuple[str, ...] = ()
    """What belongs to none of these."""
    score: str | None = None
    unsure: bool = False


@dataclass(frozen=True)
class _Piece:
    text: str
    line: int
    separator: str
    """What stands before it on its line; empty for the first piece."""
    emphasised: bool = False
    fixed: str = ""
    """`first` or `second` where a link word ("at") settles it."""


@dataclass(frozen=True)
class _Parts:
    pieces: tuple[_Piece, ...]
    location: str | None
    period: PeriodMatch | None
    url: str | None
    extra: tuple[str, ...]
    score: str | None


def read_headers(headers: Sequence[Sequence[Line]], scale: Scale) -> list[Header]:
    """The headers of a section's entries, in order."""
    parts = [_take_apart(lines, scale) for lines in headers]
    parts = _with_alike_commas(parts, scale)
    if any(part.location for part in parts):
        parts = [_with_unlisted_town(part) for part in parts]
    parts = _with_towns_beside_employers(parts, scale)
    vote = _vote(parts, scale)
    single_vote = _single_vote(parts, scale)
    return [_assign(part, scale, vote, single_vote) for part in parts]


def main_pieces(lines: Sequence[Line], scale: Scale) -> list[str]:
    """The pieces of a header that are neither date nor place nor grade: what may be role and employer."""
    return [piece.text for piece in _take_apart(lines, scale).pieces]


@dataclass
class _Draft:
    pieces: list[_Piece] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    period: PeriodMatch | None = None
    score: str | None = None
    url: str | None = None


def _take_apart(lines: Sequence[Line], scale: Scale) -> _Parts:
    draft = _Draft()
    for number, line in enumerate(lines):
        text = _parted_by_weight(_without_url(_without_period(line, draft), draft), line, scale)
        for piece in _pieces_of_line(text, number, line):
            _sort_piece(piece, draft, scale)
    if scale.grades and draft.score is None:
        draft.pieces, draft.score = _peel_grade(draft.pieces)
    if not draft.places:
        draft.pieces, draft.places = _peel_places(draft.pieces)
    if not draft.places and scale.strict_commas:
        draft.pieces, draft.places = _place_behind_school(draft.pieces)
    pieces, places = _split_by_colons(_split_by_links(draft.pieces, scale), scale), draft.places
    if not places:
        pieces, places = _town_beside_date(pieces, lines, scale)
    pieces = _with_comma_split(pieces, scale)
    if not places:
        pieces, places = _unknown_place(pieces)
    if not pieces and places:
        pieces, places = [_Piece(places[0], 0, "")], places[1:]
    links = [link for line in lines for link in line.links if link.startswith("http")]
    return _Parts(
        pieces=tuple(pieces),
        location=_strip(places[0]) if places else None,
        period=draft.period,
        url=draft.url or next(iter(links), None),
        extra=(*places[1:], *draft.extra),
        score=draft.score,
    )


def _without_period(line: Line, draft: _Draft) -> str:
    """A header line's text beside its period, cells apart by a tab."""
    found = edge_period(line)
    if found is None:
        return "\t".join(line.cells) or line.text
    if draft.period is None:
        draft.period = found.match
    else:
        draft.extra.append(found.match.text)
    return found.rest


def _parted_by_weight(text: str, line: Line, scale: Scale) -> str:
    """A header's text with its bold start in a cell of its own, where only the weight parts role and employer."""
    bold = line.bold_start.strip(_EDGES)
    rest = text[len(bold) :].strip(" ,/") if bold and text.startswith(bold) else ""
    if not rest or not text[len(bold) :].startswith((" ", ", ")) or not rest[:1].isupper():
        return text
    if text[len(bold) :].startswith(" / "):
        return f"{bold}\t{rest}"
    told = scale.second(rest) >= 1 and scale.first(bold) >= scale.second(bold)
    named = not scale.grades and scale.first(bold) >= 1 and scale.first(rest) == 0 and place_score(rest) < 1
    return f"{bold}\t{rest}" if told or named else text


def _without_url(text: str, draft: _Draft) -> str:
    address = find_url(text)
    if not address:
        return text
    if draft.url:
        draft.extra.append(address)
    draft.url = draft.url or address
    return text.replace(address, " ")


def _sort_piece(piece: _Piece, draft: _Draft, scale: Scale) -> None:
    """Puts a piece with the places, the grade or the rest."""
    place = place_score(piece.text)
    if place >= 2 or (place >= 1 and (draft.pieces or piece.line)):
        draft.places.append(piece.text)
    elif scale.grades and draft.score is None and draft.pieces and _is_grade(piece.text):
        draft.score = piece.text
    else:
        draft.pieces.append(piece)


def _strip(text: str) -> str:
    bare = text.strip(_EDGES)
    if bare.startswith("(") and bare.endswith(")") and bare.count("(") == 1:
        bare = bare[1:-1].strip(_EDGES)
    if bare.count("(") != bare.count(")"):
        bare = (
            bare.removeprefix("(").strip()
            if bare.startswith("(")
            else bare.removesuffix(")")
            if bare.count(")") > bare.count("(")
            else bare
        )
    return bare


def _pieces_of_line(text: str, number: int, line: Line) -> Iterable[_Piece]:
    position, separator = 0, ""
    depth_safe = [
        match
        for match in _SEPARATOR.finditer(text)
        if text[: match.start()].count("(") <= text[: match.start()].count(")")
    ]
    for match in [*depth_safe, None]:
        end = match.start() if match else len(text)
        piece = _strip(text[position:end])
        if re.search(r"\w", piece):
            start_bold = bool(line.bold_start) and piece.startswith(line.bold_start.strip(_EDGES)[:12])
            yield _Piece(piece, number, separator, line.bold or start_bold)
            separator = match.group() if match else ""
        position = match.end() if match else end


def _peel_places(pieces: Sequence[_Piece]) -> tuple[list[_Piece], list[str]]:
    """The pieces with a place at the end of the last one that has one taken off: `Acme Ltd, Leeds, UK`."""
    for number in reversed(range(len(pieces))):
        parts = _comma_parts(pieces[number].text)
        keep = _place_from(parts)
        if keep is not None:
            kept = _with_text(pieces[number], ", ".join(parts[:keep]))
            return [*pieces[:number], kept, *pieces[number + 1 :]], [", ".join(parts[keep:])]
        bracket = re.fullmatch(r"(.+?)\s*\(([^()]+)\)", pieces[number].text)
        if bracket and place_score(bracket[2]) >= 2:
            return [*pieces[:number], _with_text(pieces[number], bracket[1]), *pieces[number + 1 :]], [bracket[2]]
    return list(pieces), []


def _place_behind_school(pieces: Sequence[_Piece]) -> tuple[list[_Piece], list[str]]:
    """The pieces with the place taken out between school and degree: `Bowie State University, Bowie, MD, Bachelor of Science`."""
    for number, piece in enumerate(pieces):
        parts = _comma_parts(piece.text)
        for end in range(3, len(parts)):
            place = ", ".join(parts[end - 2 : end])
            if school_score(parts[end - 3]) >= 2 and place_score(place) >= 1 and degree_score(parts[end]) >= 1:
                cut = [
                    _with_text(piece, ", ".join(parts[: end - 2])),
                    _Piece(", ".join(parts[end:]), piece.line, ", ", piece.emphasised),
                ]
                return [*pieces[:number], *cut, *pieces[number + 1 :]], [place]
    return list(pieces), []


def _place_from(parts: Sequence[str]) -> int | None:
    """Index of the comma part at which the place begins that a name ends in; None if it ends in none."""
    tails = {keep: place_score(", ".join(parts[keep:])) for keep in range(1, len(parts))}
    long_known = [keep for keep, score in tails.items() if score >= 2 and keep < len(parts) - 1]
    two = len(parts) - 2
    if long_known:
        return long_known[0]
    if two >= 1 and tails[two] >= 1:
        return two
    return next((keep for keep, score in tails.items() if score >= 2), None)


def _peel_grade(pieces: Sequence[_Piece]) -> tuple[list[_Piece], str | None]:
    """The pieces with a grade in figures taken off: `Lakeview College, GPA 3.9`."""
    for number, piece in enumerate(pieces):
        parts = _comma_parts(piece.text)
        ends = re.fullmatch(r"(.{8,}?)[.;]\s+([^.;]+(?:\.\d+)?)", piece.text)
        if ends and is_score(ends[2]) and school_score(ends[2]) == 0:
            return [*pieces[:number], _with_text(piece, ends[1]), *pieces[number + 1 :]], ends[2]
        if len(parts) > 1 and is_score(parts[-1]) and school_score(parts[-1]) == 0 and degree_score(parts[-1]) < 2:
            return [*pieces[:number], _with_text(piece, ", ".join(parts[:-1])), *pieces[number + 1 :]], parts[-1]
    return list(pieces), None


def _unknown_place(pieces: Sequence[_Piece]) -> tuple[list[_Piece], list[str]]:
    """The pieces with a town that no list knows taken off the end of an employer: `Mill Lane Surgery, Withernsea`."""
    if len(pieces) < 2:
        return list(pieces), []
    for number, piece in enumerate(pieces):
        parts = _comma_parts(piece.text)
        if len(parts) < 2 or organization_score(parts[0]) < 1 or title_score(parts[0]) >= 2:
            continue
        tail = ", ".join(parts[1:])
        town = re.fullmatch(r"[A-ZÀ-ÞŁŚŻ][\w'’.-]+(?:[ -][\w'’.-]+){0,2}(?:, [A-ZÀ-Þ][\w. ]+)?", tail)
        if town and title_score(tail) == 0 and organization_score(tail) < 0.5:
            return [*pieces[:number], _with_text(piece, parts[0]), *pieces[number + 1 :]], [tail]
    first = pieces[0]
    if len(pieces) >= 3 and first.line == pieces[1].line and "\t" in pieces[1].separator:
        told = (
            title_score(first.text) == 0 and organization_score(first.text) < 0.5 and title_score(pieces[1].text) >= 1
        )
        if told and re.fullmatch(r"[A-ZÀ-ÞŁŚŻ][\w'’.-]+(?:[ -][A-ZÀ-Þ][\w'’.-]+){0,2}", first.text):
            return list(pieces[1:]), [first.text]
    last = pieces[-1]
    if len(pieces) >= 3 and re.fullmatch(r"[A-ZÀ-ÞŁŚŻ][\w'’.-]+(?: [A-Z][\w'’.-]+){0,2}(?:, [A-Z][\w. ]+)?", last.text):
        known = [title_score(piece.text) >= 1 or organization_score(piece.text) >= 1 for piece in pieces[:2]]
        titled = any(title_score(piece.text) >= 1 for piece in pieces[:2]) or last.line == pieces[1].line
        if any(known) and titled and title_score(last.text) == 0 and organization_score(last.text) < 0.5:
            return list(pieces[:-1]), [last.text]
    return list(pieces), []


def _town_beside_date(pieces: list[_Piece], lines: Sequence[Line], scale: Scale) -> tuple[list[_Piece], list[str]]:
    """The pieces without a town that no list knows, alone with the date under role and employer: `Withernsea, 2015 – 2018`."""
    if len(pieces) != 2 or pieces[0].line == pieces[1].line or edge_period(lines[pieces[1].line]) is None:
        return pieces, []
    town = pieces[1].text
    if not _is_unlisted_town(town, scale) or len(_split_by_commas(pieces[0], scale)) != 2:
        return pieces, []
    return pieces[:1], [town]


def _is_unlisted_town(text: str, scale: Scale) -> bool:
    shape = re.fullmatch(r"[A-ZÀ-ÞŁŚŻ][\w'’.-]+(?:[ -][\w'’.-]+){0,2}(?:, [A-ZÀ-Þ][\w. ]+)?", text)
    return shape is not None and scale.first(text) == 0 and scale.second(text) < 1


def _with_unlisted_town(part: _Parts) -> _Parts:
    """A header without a place whose employer ends like one, in a section where other headers name places."""
    if part.location:
        return part
    for number, piece in enumerate(part.pieces):
        commas = _comma_parts(piece.text)
        tail = commas[-1]
        town = len(commas) == 2 and _TOWN.fullmatch(tail)
        if (
            town
            and title_score(tail) == 0
            and organization_score(tail) < 0.5
            and title_score(commas[0]) < 1
            and degree_score(piece.text) < 1
        ):
            kept = _with_text(piece, commas[0])
            return replace(part, pieces=(*part.pieces[:number], kept, *part.pieces[number + 1 :]), location=tail)
    return _with_town_in_brackets(_with_town_at_line_end(part))


def _with_towns_beside_employers(parts: Sequence[_Parts], scale: Scale) -> list[_Parts]:
    """The headers with the town off the employer's line where several are set so: `Trevose Fish Ltd - Newlyn` over the title.

    Only where no word tells that the line below is the title: else the words decide.
    """
    if scale.strict_commas or scale.ordered:
        return list(parts)
    shaped = [part for part in parts if _may_end_in_town(part)]
    if len(shaped) < 2 or not any(organization_score(part.pieces[0].text) >= 2 for part in shaped):
        return list(parts)
    return [
        replace(part, pieces=(part.pieces[0], part.pieces[2]), location=part.pieces[1].text) if part in shaped else part
        for part in parts
    ]


def _may_end_in_town(part: _Parts) -> bool:
    if part.location or len(part.pieces) != 3:
        return False
    employer, town, title = part.pieces
    lines = employer.line == town.line != title.line
    return lines and " " not in town.text and _is_town(town.text) and title_score(title.text) < 1


def _with_town_in_brackets(part: _Parts) -> _Parts:
    """A header without a place with the town taken out of the brackets behind its employer: `Huerta S.L. (Beniel)`."""
    for number, piece in enumerate(part.pieces):
        found = None if part.location else re.fullmatch(r"(?P<name>.+?)\s*\((?P<town>[^()]+)\)", piece.text)
        if found and organization_score(found["name"]) >= 2 and _is_town(found["town"]):
            kept = _with_text(piece, found["name"])
            return replace(
                part, pieces=(*part.pieces[:number], kept, *part.pieces[number + 1 :]), location=found["town"]
            )
    return part


def _is_town(text: str) -> bool:
    """Whether a text has a town's shape, and says nothing of a title or an employer."""
    return _TOWN.fullmatch(text) is not None and title_score(text) == 0 and organization_score(text) < 0.5


def _with_town_at_line_end(part: _Parts) -> _Parts:
    """A header without a place with the town off that ends the employer's line, role and employer on lines of their own."""
    pieces = part.pieces
    if len(pieces) != 3 or len({piece.line for piece in pieces}) != 2:
        return part
    number = next(i for i in (1, 2) if pieces[i].line == pieces[i - 1].line)
    town, rest = pieces[number].text, [*pieces[:number], *pieces[number + 1 :]]
    if not _is_town(town):
        return part
    if title_score(rest[number - 1].text) >= 1 or not any(title_score(piece.text) >= 1 for piece in rest):
        return part
    return replace(part, pieces=tuple(rest), location=town)


def _with_alike_commas(parts: Sequence[_Parts], scale: Scale) -> list[_Parts]:
    """The headers with role and employer parted at a comma where only the section's other headers tell that it parts them."""
    if scale.strict_commas or scale.ordered:
        return list(parts)
    told = [part for part in parts if len(part.pieces) >= 2 and part.pieces[1].separator == ", "]
    if not told:
        return list(parts)
    return [_cut_at_first_comma(part, scale) if len(part.pieces) == 1 else part for part in parts]


def _cut_at_first_comma(part: _Parts, scale: Scale) -> _Parts:
    (piece,) = part.pieces
    commas = _comma_parts(piece.text)
    if len(commas) < 2 or piece.fixed or len(commas[0].split()) > _MOST_TITLE_WORDS:
        return part
    left, right = commas[0], ", ".join(commas[1:])
    if place_score(right) >= 1 or not begins_with_name(right) or scale.first(right) > scale.first(left):
        return part
    return replace(part, pieces=(_with_text(piece, left), _Piece(right, piece.line, ", ", piece.emphasised)))


def _is_grade(text: str) -> bool:
    return is_score(text) and school_score(text) == 0 and degree_score(text) < 2


def _with_text(piece: _Piece, text: str) -> _Piece:
    return _Piece(text.strip(_EDGES), piece.line, piece.separator, piece.emphasised, piece.fixed)


def _comma_parts(text: str) -> list[str]:
    """The parts of `text` between commas that stand outside brackets."""
    parts, depth, start = [], 0, 0
    for position, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if character == "," and depth <= 0 and text[position + 1 : position + 2] in (" ", ""):
            parts.append(text[start:position].strip())
            start = position + 1
    return [part for part in [*parts, text[start:].strip()] if part]


def _split_by_links(pieces: Sequence[_Piece], scale: Scale) -> list[_Piece]:
    """Pieces cut at "at", "@", "bei", … where a role stands before it."""
    split: list[_Piece] = []
    for piece in pieces:
        match = lexicon().role_links.search(piece.text) if scale.links else None
        left, right = (piece.text[: match.start()], piece.text[match.end() :]) if match else ("", "")
        if (
            match
            and left
            and right
            and not piece.fixed
            and (scale.first(left) >= 1 or len(pieces) == 1)
            and not (scale.second(left) >= 2 > scale.first(left) and place_score(right) >= 1)
            and begins_with_name(right)
        ):
            split += [
                _Piece(left.strip(_EDGES), piece.line, piece.separator, piece.emphasised, "first"),
                _Piece(right.strip(_EDGES), piece.line, match.group(), piece.emphasised, "second"),
            ]
        else:
            split.append(piece)
    return split


def _split_by_colons(pieces: Sequence[_Piece], scale: Scale) -> list[_Piece]:
    """Pieces cut at a colon between a place and what was done there."""
    split: list[_Piece] = []
    for piece in pieces:
        match = _parting_colon(piece, scale) if scale.links and not piece.fixed else None
        if match is None:
            split.append(piece)
        else:
            split += [
                _with_text(piece, piece.text[: match.start()]),
                _Piece(piece.text[match.end() :].strip(_EDGES), piece.line, ": ", piece.emphasised),
            ]
    return split


def _parting_colon(piece: _Piece, scale: Scale) -> re.Match[str] | None:
    """The colon that parts a place from what was done there: `Harbour Radio: Producer`; none where a label stands before it."""
    match = re.search(r":\s+(?=\S)", piece.text)
    if match is None or piece.text.count(": ") > 1:
        return None
    left, right = piece.text[: match.start()], piece.text[match.end() :]
    told = scale.first(right) >= 1 or scale.second(right) >= 1 or scale.second(left) >= 2
    labelled = is_sublabel(left) or is_form_label(left) or is_school_leaving(left)
    return match if told and not labelled else None


def _split_by_commas(piece: _Piece, scale: Scale) -> list[_Piece]:
    """A single piece that holds both role and employer, cut at the comma that parts them best; empty if none does."""
    parts = _comma_parts(piece.text)
    bracket = re.fullmatch(r"(.+?)\s*\(([^()]{4,})\)", piece.text)
    if len(parts) < 2 and bracket and scale.first(bracket[1]) >= 1 and scale.second(bracket[2]) >= 1.5:
        return [_with_text(piece, bracket[1]), _Piece(bracket[2], piece.line, "(", piece.emphasised)]
    best: tuple[float, int] | None = None
    for cut in range(1, len(parts)):
        left, right = ", ".join(parts[:cut]), ", ".join(parts[cut:])
        forward = scale.first(left) + scale.second(parts[cut]) - scale.first(right) - 0.5 * scale.second(left)
        backward = scale.second(left) + scale.first(parts[cut]) - 0.5 * scale.second(right) - scale.first(left)
        if scale.ordered or scale.first(parts[cut]) == 0:
            backward = 0.0
        if scale.strict_commas and scale.second(parts[cut]) < 2:
            forward = 0.0
        told = (scale.first(left) >= 1 or scale.second(left) >= 1) and max(forward, backward) >= 1
        told = told or (scale.strict_commas and scale.second(parts[cut]) >= 2)
        told = told or (_names_firm(parts[cut], scale) and len(left.split()) <= _MOST_TITLE_WORDS)
        value = max(forward, backward) - 0.1 * cut
        leaving = scale.strict_commas and is_school_leaving(left) != is_school_leaving(parts[cut])
        if leaving and scale.first(left) * scale.first(right) == 0 and cut == _leaving_cut(parts):
            backward, told = 3.0, True
        if told and (best is None or value > best[0]):
            best = (value, cut)
    if best is None:
        return []
    left, right = ", ".join(parts[: best[1]]), ", ".join(parts[best[1] :])
    return [_with_text(piece, left), _Piece(right, piece.line, ", ", piece.emphasised)]


def _names_firm(text: str, scale: Scale) -> bool:
    """Whether a text is the name of a firm by its legal form, so that what stands before it is what was done there."""
    return not scale.strict_commas and not scale.ordered and organization_score(text) >= _LEGAL


def _leaving_cut(parts: Sequence[str]) -> int:
    """Where a school and the certificate it is left with part: after the certificate that comes first, else before it."""
    if is_school_leaving(parts[0]):
        return 1
    return next((number for number, part in enumerate(parts) if is_school_leaving(part)), 0)


def _with_comma_split(pieces: list[_Piece], scale: Scale) -> list[_Piece]:
    """The pieces with role and employer parted at a comma, where no other piece has the shape of the employer's name."""
    if not pieces or pieces[0].fixed or ("," not in pieces[0].text and len(pieces) > 1):
        return pieces
    others = [piece for piece in pieces[1:] if piece.text[:1].isupper() and len(piece.text.split()) <= 7]
    if others:
        return pieces
    return [*(_split_by_commas(pieces[0], scale) or pieces[:1]), *pieces[1:]]


def _pair_value(pieces: Sequence[_Piece], i: int, j: int, scale: Scale) -> float:
    """How well piece `i` reads as the role and piece `j` as its place."""
    first, second = pieces[i], pieces[j]
    fixed = 5.0 * (
        (first.fixed == "first") + (second.fixed == "second") - (first.fixed == "second") - (second.fixed == "first")
    )
    value = (
        scale.first(first.text)
        - 0.6 * scale.second(first.text)
        + scale.second(second.text)
        - 0.6 * scale.first(second.text)
    )
    unnamed = 0.0 if begins_with_name(second.text) else 2.0
    return value + fixed - unnamed - 0.15 * (i + j)


def _best_pairs(part: _Parts, scale: Scale) -> tuple[float, float]:
    """The best values with the role first, and with it last."""
    n = len(part.pieces)
    forward = max((_pair_value(part.pieces, i, j, scale) for i in range(n) for j in range(i + 1, n)), default=0.0)
    backward = max((_pair_value(part.pieces, i, j, scale) for j in range(n) for i in range(j + 1, n)), default=0.0)
    return forward, backward


def _vote(parts: Sequence[_Parts], scale: Scale) -> float:
    """Which order the section's entries keep: positive for the role first, between -1 and 1."""
    total = 0.0
    for part in parts:
        if len(part.pieces) >= 2:
            forward, backward = _best_pairs(part, scale)
            total += max(-2.0, min(2.0, forward - backward))
    return max(-1.0, min(1.0, total / 2))


def _single_vote(parts: Sequence[_Parts], scale: Scale) -> float:
    """What headers of one piece mostly are in the section: positive for the role."""
    singles = [part.pieces[0].text for part in parts if len(part.pieces) == 1]
    return sum(scale.first(text) - scale.second(text) for text in singles)


def _assign(part: _Parts, scale: Scale, vote: float, single_vote: float) -> Header:
    pieces = part.pieces
    if not pieces:
        return Header(
            location=part.location, period=part.period, url=part.url, extra=part.extra, score=part.score, unsure=True
        )
    if len(pieces) == 1:
        return _assign_single(part, scale, single_vote)
    best, runner_up, chosen = float("-inf"), float("-inf"), (0, 1)
    for i in range(len(pieces)):
        for j in range(len(pieces)):
            if i == j or (scale.ordered and i > j):
                continue
            value = _pair_value(pieces, i, j, scale) + (_PRIOR * vote if i < j else -_PRIOR * vote)
            if value > best:
                best, runner_up, chosen = value, best, (i, j)
            elif value > runner_up:
                runner_up = value
    told = (
        scale.first(pieces[chosen[0]].text) > 0
        or scale.second(pieces[chosen[1]].text) > 0
        or bool(pieces[chosen[0]].fixed)
    )
    first, second, extra, score = _gather(pieces, chosen, scale)
    second, extra = _without_term(second, extra)
    return Header(
        first,
        second,
        part.location,
        part.period,
        part.url,
        (*extra, *part.extra),
        part.score or score,
        unsure=not told or (best - runner_up < _CLEAR and len(pieces) == 2),
    )


def _assign_single(part: _Parts, scale: Scale, single_vote: float) -> Header:
    text = part.pieces[0].text
    lead = scale.first(text) - scale.second(text)
    is_first = lead > 0 or (lead == 0 and (single_vote > 0 or (single_vote == 0 and scale.first_by_default)))
    if part.pieces[0].fixed:
        is_first = part.pieces[0].fixed == "first"
    return Header(
        text if is_first else None,
        None if is_first else text,
        part.location,
        part.period,
        part.url,
        part.extra,
        part.score,
        unsure=abs(lead) < _CLEAR and scale.first_by_default,
    )


def _gather(pieces: Sequence[_Piece], chosen: tuple[int, int], scale: Scale) -> tuple[str, str, list[str], str | None]:
    """The two chosen pieces with those of the rest that stand beside them on their line, and what is left over."""
    texts = {index: pieces[index].text for index in chosen}
    extra: list[str] = []
    score: str | None = None
    owner: int | None = None
    for index, piece in enumerate(pieces):
        if index in chosen:
            owner = index
            continue
        if scale.grades and score is None and is_score(piece.text):
            score = piece.text
        elif piece.text.casefold().strip(" ()") in lexicon().employment_terms:
            extra.append(piece.text)
        elif owner is not None and pieces[owner].line == piece.line and "\t" not in piece.separator and _goes_on(piece):
            mark = piece.separator if piece.separator.strip() else ", "
            texts[owner] = f"{texts[owner]}{mark}{piece.text}"
        else:
            extra.append(piece.text)
    return texts[chosen[0]], texts[chosen[1]], extra, score


def _without_term(text: str, extra: Sequence[str]) -> tuple[str, list[str]]:
    """An employer without the terms of employment in brackets behind it (`Northgate Rail (contract)`), and the leftovers."""
    found = re.fullmatch(r"(?P<name>.+?)\s*\((?P<term>[^()]+)\)", text)
    if found is None or found["term"].casefold() not in lexicon().employment_terms:
        return text, list(extra)
    return found["name"], [found["term"], *extra]


def _goes_on(piece: _Piece) -> bool:
    return len(piece.text.split()) <= 6 and not piece.separator.strip().startswith(("|", "│", "¦"))
