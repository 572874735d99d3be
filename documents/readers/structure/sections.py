"""A resume's lines parted into its head and its sections, by the wording and the look of headings."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from documents.lines import Line
from documents.readers.structure.contacts import find_name, holds_contact
from documents.readers.structure.headings import HeadingMatch, fold_heading, match_heading
from documents.readers.structure.lexicon import (
    degree_score,
    is_language,
    is_sublabel,
    organization_score,
    place_score,
    title_score,
)
from documents.readers.structure.paragraphs import is_left_open
from documents.readers.structure.periods import edge_period

ENTRY_KINDS = frozenset({"work", "volunteer", "projects", "education"})
_LONGEST_HEADING = 60
_MOST_WORDS = 8
_MARGIN = 4.0
"""Least indent, in font sizes, of text beside headings in a margin."""
_BLOCK = 0.8
"""Space above, in line heights, that begins a new block."""
_LARGER = 1.08
_LEAST_SAID = 4
_CLEARLY_LARGER = 1.12
_INLINE = re.compile(r"(?P<label>[^:]{3,45}?)\s*(?::\s+|\s[–—]\s)(?P<rest>\S.*)")
_FURNITURE = re.compile(
    r"(?:page|seite|página|pagina|strona|sida|side|pág\.?|s\.)\s*\d+(?:\s*(?:of|/|von|de|di|z|av|van|sur)\s*\d+)?|\d+\s*(?:/|of|von)\s*\d+",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Section:
    """One section: the kinds its heading names, the heading as the source writes it, and its lines."""

    kinds: tuple[str, ...]
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Outline:
    """A resume's head and sections. `name` is the line or lines of the head that hold the name."""

    name: tuple[Line, ...]
    head: tuple[Line, ...]
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class _Heading:
    kinds: tuple[str, ...]
    title: str
    rest: Line | None = None
    """What stands on the heading's own line after it."""


@dataclass(frozen=True)
class _Style:
    level: int | None
    size: float
    bold: bool
    capitals: bool

    @property
    def emphasised(self) -> bool:
        return self.level is not None or self.size >= _LARGER or self.bold or self.capitals

    def weaker_than(self, other: "_Style") -> bool:
        """Whether a reader would take this look for a level below `other`."""
        if self.level is not None and other.level is not None:
            return self.level > other.level
        if abs(self.size - other.size) > 0.08:
            return self.size < other.size
        return (other.capitals and not self.capitals) or (other.bold and not self.bold)


def is_furniture(line: Line) -> bool:
    """Whether a line is no content: a rule, or the number of its page."""
    return not any(character.isalnum() for character in line.text) or bool(_FURNITURE.fullmatch(line.text.strip()))


def outline(lines: Sequence[Line]) -> Outline:
    """The head and sections of a resume."""
    headings = _find_headings(lines)
    name = find_name(lines, frozenset(headings))
    owners = _owners(lines, headings, name)
    head: list[Line] = []
    opened: list[tuple[_Heading, list[Line]]] = []
    by_index: dict[int, list[Line]] = {}
    for index in headings:
        opened.append((headings[index], by_index.setdefault(index, [])))
    for index, line in enumerate(lines):
        owner = owners[index]
        if index in headings:
            rest = headings[index].rest
            if rest is not None:
                by_index[index].append(rest)
        elif index in name:
            continue
        elif owner is None:
            head.append(line)
        else:
            by_index[owner].append(line)
    sections = tuple(Section(heading.kinds, heading.title, tuple(held)) for heading, held in opened)
    return Outline(tuple(lines[index] for index in name), tuple(head), sections)


def _owners(lines: Sequence[Line], headings: Mapping[int, _Heading], name: Sequence[int]) -> list[int | None]:
    """For each line the index of the heading it stands under; None for the head."""
    owners: list[int | None] = []
    current: int | None = None
    last_in_region: dict[int, int | None] = {}
    for index, line in enumerate(lines):
        before = lines[index - 1] if index else None
        if index in headings:
            current = index
        elif name and index == name[0]:
            current = None
            owners = _reclaim_run(lines, headings, owners, index)
        elif before is not None and before.region != line.region and current is not None:
            current = _region_owner(lines, headings, index, current, last_in_region)
        owners.append(current)
        last_in_region[line.region] = current
    return owners


def _reclaim_run(
    lines: Sequence[Line], headings: Mapping[int, _Heading], owners: list[int | None], index: int
) -> list[int | None]:
    """Owners with the lines that stand above the name in its own region given to the head."""
    start = index
    while start > 0 and lines[start - 1].region == lines[index].region and start - 1 not in headings:
        start -= 1
    if start > 0 and lines[start - 1].region == lines[index].region:
        return owners
    return [*owners[:start], *([None] * (index - start))]


def _region_owner(
    lines: Sequence[Line],
    headings: Mapping[int, _Heading],
    index: int,
    current: int | None,
    last_in_region: Mapping[int, int | None],
) -> int | None:
    """Whose text a region goes on with that begins without a heading."""
    page, region = lines[index].page, lines[index].region
    run = []
    for position in range(index, len(lines)):
        if position in headings or lines[position].region != region:
            break
        run.append(lines[position])
    if page == lines[index - 1].page:
        contacts = sum(holds_contact(line.text) for line in run)
        return None if page == 1 and contacts and len(run) <= 12 and contacts * 4 >= len(run) else current
    words: Counter[int] = Counter()
    for line in lines[:index]:
        if line.page == lines[index - 1].page:
            words[line.region] += len(line.text.split())
    main = max(words, key=lambda one: words[one])
    return last_in_region.get(main, current)


def _style(line: Line) -> _Style:
    letters = [character for character in line.text if character.isalpha()]
    capitals = len(letters) >= 3 and all(not character.islower() for character in letters)
    return _Style(line.level, round(line.size * 20) / 20, line.bold, capitals)


def _may_head(line: Line) -> bool:
    """Whether a line has the shape of a heading."""
    text = line.text.strip()
    if line.bullet and line.level is None:
        return False
    if len(text) > _LONGEST_HEADING or (len(text.split()) > _MOST_WORDS and not re.fullmatch(r"(?:\S\s+)+\S", text)):
        return False
    if re.search(r"\w:\s+\w", text) and line.level is None:
        return False
    if text.endswith((".", ",", ";")) or "@" in text or not any(character.isalpha() for character in text):
        return False
    return edge_period(line) is None


def _find_headings(lines: Sequence[Line]) -> dict[int, _Heading]:
    styles = [_style(line) for line in lines]
    exact = {
        index: match
        for index, line in enumerate(lines)
        if _may_head(line) and (match := match_heading(line.text)) and match.exact and match.kinds != ("document",)
    }
    if 0 in exact and fold_heading(lines[0].text) == "resume":
        del exact[0]  # the document's own name, not the French word for a summary
    exact = _prune(lines, styles, exact)
    accepted = Counter(styles[index] for index in exact if styles[index].emphasised)
    headings = {index: _Heading(match.kinds, _title(lines[index].text)) for index, match in exact.items()}
    headings |= _likely_headings(lines, styles, headings, accepted)
    headings |= _unknown_headings(lines, styles, headings, accepted)
    headings |= _inline_headings(lines, headings)
    return dict(sorted(headings.items()))


def _title(text: str) -> str:
    bare = text.strip().rstrip(":").strip(" -–—=*_#|•")
    spaced = re.split(r"\s{2,}", bare)
    if re.fullmatch(r"(?:\S\s)+\S", spaced[0]) and len(spaced[0]) > 6:
        return " ".join(re.sub(r"\s", "", word) for word in spaced)
    return bare or text.strip()


def _prune(
    lines: Sequence[Line], styles: Sequence[_Style], exact: Mapping[int, HeadingMatch]
) -> dict[int, HeadingMatch]:
    """Without the lines that are worded like headings but are labels inside a section."""
    emphasised = [index for index in exact if styles[index].emphasised]
    levels = [level for index in exact if (level := styles[index].level) is not None]
    counted = Counter(lines[index].text.strip(" :").casefold() for index in exact)
    style_counts = Counter(styles[index] for index in exact)
    tight = _tight_headings(lines, exact)
    kept: dict[int, HeadingMatch] = {}
    open_index: int | None = None
    for index, match in exact.items():
        style, line = styles[index], lines[index]
        if len(emphasised) >= 2 and not style.emphasised:
            continue
        loud = style.capitals and style.bold and not is_sublabel(line.text)
        if levels and style.level is None and len(levels) >= 2 and not loud:
            continue
        if not style.emphasised and not _stands_alone(lines, index) and index not in tight:
            continue
        if open_index is not None and lines[open_index].region == line.region:
            above = styles[open_index]
            inside = any(kind in ENTRY_KINDS for kind in exact[open_index].kinds)
            if style.weaker_than(above) and style_counts[above] >= 2:
                continue
            if inside and is_sublabel(line.text) and (counted[line.text.strip(" :").casefold()] > 1 or style != above):
                continue
        kept[index] = match
        open_index = index
    return kept


def _stands_alone(lines: Sequence[Line], index: int) -> bool:
    """Whether a line without any look may be a heading: it opens its block, or no line of the text has space above it."""
    line = lines[index]
    if index == 0 or line.gap > 0 or line.text.rstrip().endswith(":") or lines[index - 1].region != line.region:
        return True
    return not any(other.gap > 0 for other in lines) and line.text[:1].isupper()


def _tight_headings(lines: Sequence[Line], exact: Mapping[int, HeadingMatch]) -> frozenset[int]:
    """Headings right below text, each of a kind of its own and below no line that goes on.

    There must be several, or another heading that is written alike.
    """
    kinds = Counter(match.kinds for match in exact.values())
    found = {
        index
        for index, match in exact.items()
        if index + 1 < len(lines)
        and lines[index].gap == 0
        and lines[index].text[:1].isupper()
        and kinds[match.kinds] == 1
        and not is_sublabel(lines[index].text)
        and _ends_text(lines[index - 1])
    }
    others = [index for index in exact if index not in found and lines[index].gap > 0]
    return frozenset(
        index for index in found if len(found) >= 2 or any(_written_alike(lines, index, one) for one in others)
    )


def _written_alike(lines: Sequence[Line], index: int, other: int) -> bool:
    """Whether two headings are alike in their capitals and in the colon behind them."""
    one, two = lines[index].text.rstrip(), lines[other].text.rstrip()
    return one.isupper() == two.isupper() and one.endswith(":") == two.endswith(":")


def _ends_text(line: Line) -> bool:
    """Whether a line says something whole: no item of a list of words, and nothing that the next line goes on with."""
    told = line.bullet or len(line.text.split()) >= _LEAST_SAID or edge_period(line) is not None
    return told and not line.wraps and not is_left_open(line.text) and not line.text.endswith((",", "-", "&"))


def _likely_headings(
    lines: Sequence[Line], styles: Sequence[_Style], known: Mapping[int, _Heading], accepted: Counter[_Style]
) -> dict[int, _Heading]:
    """Headings whose noun is known ("Culinary Training"), where their look says that they are headings too."""
    found: dict[int, _Heading] = {}
    for index, line in enumerate(lines):
        if index in known or not _may_head(line):
            continue
        match = match_heading(line.text)
        if match is None or match.exact or match.kinds == ("document",) or is_sublabel(line.text):
            continue
        style = styles[index]
        looks = style in accepted or (not accepted and (style.emphasised or line.gap > 0))
        if degree_score(line.text) >= 1 and style not in accepted:
            continue
        weak = not style.emphasised or (style.level is None and style.size < _LARGER)
        if looks and not (weak and (title_score(line.text) >= 2 or organization_score(line.text) >= 2)):
            found[index] = _Heading(match.kinds, _title(line.text))
    return found


def _unknown_headings(
    lines: Sequence[Line], styles: Sequence[_Style], known: Mapping[int, _Heading], accepted: Counter[_Style]
) -> dict[int, _Heading]:
    """Headings of unknown wording that look as the known ones do; their sections keep their own titles."""
    if not known:
        return _headings_by_look(lines, styles)
    first = min(known)
    gaps = {style: min(lines[i].gap for i in known if styles[i] == style) for style in accepted}
    others = Counter(style for i, style in enumerate(styles) if i not in known)
    found: dict[int, _Heading] = {}
    for index, line in enumerate(lines):
        style = styles[index]
        if index in known or index == 0 or style not in accepted or not _may_head(line):
            continue
        exclusive = others[style] * 2 <= accepted[style]
        if index < first and (
            title_score(line.text) >= 1 or (style.level is None and style.size < _LARGER and not exclusive)
        ):
            continue
        if style.level is None and style.size < _CLEARLY_LARGER:
            if degree_score(line.text) >= 1 or index - 1 in known:
                continue
            if (
                accepted[style] < 2
                or others[style] > accepted[style] + 1
                or line.gap < 0.8 * gaps[style]
                or line.gap == 0
            ):
                continue
            if not (exclusive and title_score(line.text) < 2) and not _may_be_unknown(lines, index):
                continue
        elif others[style] > 2 * accepted[style] + 2:
            continue
        found[index] = _Heading(("custom",), _title(line.text))
    return found


def _may_be_unknown(lines: Sequence[Line], index: int) -> bool:
    """Whether a merely bold or capitalised line is more likely a heading than the first line of an entry."""
    text = lines[index].text
    if title_score(text) >= 1 or organization_score(text) >= 2 or place_score(text) >= 1 or len(text.split()) > 5:
        return False
    following = lines[index + 1 : index + 2]
    return bool(following) and edge_period(following[0]) is None and title_score(following[0].text) < 2


def _headings_by_look(lines: Sequence[Line], styles: Sequence[_Style]) -> dict[int, _Heading]:
    """Headings of a text in whose language no heading is known: short lines of a look that comes back."""
    candidates = [i for i, line in enumerate(lines) if i > 1 and _may_head(line) and len(line.text.split()) <= 5]
    looks = Counter(
        styles[i]
        for i in candidates
        if styles[i].level is not None or styles[i].size >= _CLEARLY_LARGER or styles[i].capitals
    )
    if not looks:
        return {}
    best = max(looks, key=lambda style: (-(style.level or 9), style.size, looks[style]))
    if looks[best] < 2 or styles.count(best) * 2 > len(lines):
        return {}
    return {i: _Heading(("custom",), _title(lines[i].text)) for i in candidates if styles[i] == best}


def _inline_headings(lines: Sequence[Line], known: Mapping[int, _Heading]) -> dict[int, _Heading]:
    """Headings that share their line with their content: `Skills: Python, SQL`."""
    found: dict[int, _Heading] = {}
    labels = Counter(inline["label"].strip().casefold() for line in lines if (inline := _INLINE.fullmatch(line.text)))
    opened: tuple[str, ...] = ()
    for index, line in enumerate(lines):
        if index in known:
            opened = known[index].kinds
            continue
        if (row := _heading_in_row(line, lines, known)) is not None:
            found[index] = row
            opened = row.kinds
            continue
        split = None if line.bullet else _split_inline(line, lines[index + 1 : index + 3])
        if split is None:
            continue
        label, rest = split
        match = match_heading(label)
        if match is None or not match.exact or match.kinds[0] in ("contact", "document"):
            continue
        if _opens_inline(line, label, rest, match, opened, labels):
            found[index] = _Heading(match.kinds, _title(label), rest)
            opened = match.kinds
    return found


def _heading_in_row(line: Line, lines: Sequence[Line], known: Mapping[int, _Heading]) -> _Heading | None:
    """The heading in the first cell of a row, in a document whose headings stand in rows of their own and look like text."""
    match = match_heading(line.cells[0]) if len(line.cells) == 2 and len(known) >= 2 else None
    if match is None or not match.exact or any(_style(lines[index]).emphasised for index in known):
        return None
    if match.kinds[0] in ("contact", "document") or any(set(match.kinds) & set(one.kinds) for one in known.values()):
        return None
    rest = replace(line, text=line.cells[1], cells=(), bold_start="", bold=False, gap=0.0)
    return _Heading(match.kinds, _title(line.cells[0]), rest)


def _split_inline(line: Line, after: Sequence[Line] = ()) -> tuple[str, Line] | None:
    if line.bold and len(line.cells) <= 1 and (split := _heading_in_margin(line, after)) is not None:
        return split
    if len(line.cells) > 1 and (match := match_heading(line.cells[0])) and match.exact:
        label, cells = line.cells[0], line.cells[1:]
        marked = (
            line.bold
            or line.bold_start.strip(" :") == label.strip(" :")
            or label.isupper()
            or label.rstrip().endswith(":")
        )
        if marked:
            rest = replace(
                line, text=" ".join(cells), cells=cells if len(cells) > 1 else (), bold_start="", bold=False, gap=0.0
            )
            return label, rest
    inline = _INLINE.fullmatch(line.text)
    if not inline or len(inline["label"].split()) > 5:
        return None
    return inline["label"], replace(line, text=inline["rest"], cells=(), bold_start="", bold=False, gap=0.0)


def _heading_in_margin(line: Line, after: Sequence[Line]) -> tuple[str, Line] | None:
    """A heading in the margin that stands so close to the bold text beside it that no gap parts the two."""
    if len(after) < 2 or any(one.indent < line.indent + _MARGIN for one in after):
        return None
    words = line.text.split()
    for count in range(min(len(words) - 1, 3), 0, -1):
        label = " ".join(words[:count])
        match = match_heading(label)
        if match is not None and match.exact and len(label) > 5:
            return label, replace(line, text=" ".join(words[count:]), gap=0.0, indent=after[0].indent)
    return None


def _opens_inline(
    line: Line, label: str, rest: Line, match: HeadingMatch, opened: tuple[str, ...], labels: Counter[str]
) -> bool:
    kind = match.kinds[0]
    if line.indent < 1 and line.gap >= _BLOCK and (line.cells or line.bold) and (line.bold or line.bold_start):
        return True
    if kind == "languages":
        names = [part for part in re.split(r"[,;|·•/]| and ", rest.text) if part.strip()]
        return sum(is_language(name) for name in names) * 2 >= len(names)
    if "skills" in opened or ("custom" in opened and kind in ("custom", "skills")):
        return False
    if kind == "custom" and (opened or not line.bold_start):
        return bool(opened) and not set(opened) & ENTRY_KINDS and line.gap > 0
    if kind in ("work", "education", "summary") and opened and not line.bold_start and line.gap == 0:
        return False
    if set(opened) & ENTRY_KINDS:
        return (
            labels[label.strip().casefold()] == 1
            and (not is_sublabel(label) or (label.isupper() and line.gap > 0))
            and (line.gap > 0 or kind in ("interests", "references"))
        )
    return True
