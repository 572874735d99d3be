"""Sections that are lists: skills, languages, interests."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from documents.lines import Line
from documents.readers.structure.entries import is_prose
from documents.readers.structure.lexicon import is_language, lexicon, words_of
from resume.schema import Interest, Language, Skill

_MARKS = re.compile(r"\s*[|│¦;•·●∙▪■◦]\s*|\s+[–—]\s+(?=[A-ZÀ-Þ])|\t+")
_LABEL = re.compile(r"(?P<label>[^:,;|]{2,45}?)\s*:\s+(?P<rest>\S.*)")
_LEVEL_CODE = re.compile(r"\b[ABC][12]\b\+?")
_MEAN_WORDS = 4.5
_MEAN_WORDS_IN_BULLET = 3.5


@dataclass
class _Group:
    name: str | None
    keywords: list[str] = field(default_factory=list)


def split_items(text: str, cells: Sequence[str] = (), *, bullet: bool = False) -> list[str]:
    """The items of a list on one line: cut at marks and commas outside brackets; a sentence stays whole."""
    items: list[str] = []
    for cell in cells or [text]:
        slashed = len(re.findall(r"\s/\s", cell)) >= 2
        parts = _cut(cell, re.compile(r"\s+/\s+")) if slashed else _cut(cell, _MARKS)
        for part in parts:
            items += [part.strip()] if len(parts) >= 3 else _comma_items(part, bullet=bullet)
    return [item.rstrip(",;") for item in items if any(c.isalnum() for c in item)]


def _comma_items(text: str, *, bullet: bool) -> list[str]:
    parts = [part.strip() for part in _cut(text, re.compile(r",\s+|,(?=[^\W\d])|、|，")) if part.strip()]
    if len(parts) < 2:
        return [text.strip()]
    mean = sum(len(part.split()) for part in parts) / len(parts)
    if mean > (_MEAN_WORDS_IN_BULLET if bullet else _MEAN_WORDS) or max(len(part.split()) for part in parts) > 9:
        return [text.strip()]
    if bullet and text.rstrip().endswith("."):
        return [text.strip()]
    return [*parts[:-1], parts[-1].removesuffix(".") if len(parts) > 2 else parts[-1]]


def _cut(text: str, marks: re.Pattern[str]) -> list[str]:
    """`text` cut at the marks that stand outside brackets."""
    parts, start = [], 0
    for match in marks.finditer(text):
        before = text[start : match.start()]
        if before.count("(") > before.count(")"):
            continue
        parts.append(before)
        start = match.end()
    return [*parts, text[start:]]


def read_skills(lines: Sequence[Line], title: str | None = None) -> list[Skill]:
    """Skills: each of a flat list alone, groups under their names.

    Args:
        lines: the section's lines.
        title: name of the group that a flat list makes; None where the section needs none.
    """
    groups: list[_Group] = []
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else None
        if _names_group(line, following):
            groups.append(_Group(line.text.strip().rstrip(":").strip()))
            continue
        labelled = _labelled(line)
        if labelled:
            groups.append(_Group(labelled[0], split_items(labelled[1])))
            if following is not None and not _labelled(following) and not _goes_on_with(following, labelled[1]):
                groups.append(_Group(None))
            continue
        if not groups:
            groups.append(_Group(title))
        groups[-1].keywords += split_items(line.text, line.cells, bullet=line.bullet)
    return _as_skills(groups)


def _goes_on_with(line: Line, text: str) -> bool:
    return not line.bullet and line.gap < 0.5 and (text.rstrip().endswith(",") or line.text[:1].islower())


def _names_group(line: Line, following: Line | None) -> bool:
    text = line.text.strip()
    if following is None or len(text.split()) > 6 or line.cells:
        return False
    if text.endswith(":"):
        return True
    if line.bullet or "," in text:
        return False
    if line.level is not None:
        return following.level is None
    heavier = (line.bold and not following.bold) or line.size > following.size + 0.05
    return heavier or (following.bullet and not line.wraps)


def _labelled(line: Line) -> tuple[str, str] | None:
    """Label and items of `Databases: PostgreSQL, Redis`."""
    if len(line.cells) == 2 and not line.bullet:
        label, rest = line.cells
        strong = (
            line.bold_start.strip(" :") == label.strip(" :")
            or label.rstrip().endswith(":")
            or re.search(r"[,;|•·]", rest)
        )
        if strong and len(label.split()) <= 6 and "," not in label:
            return label.strip(" :"), rest
    match = _LABEL.fullmatch(line.text)
    if match and len(match["label"].split()) <= 6 and match["label"].count("(") == match["label"].count(")"):
        return match["label"].strip(), match["rest"]
    bold = line.bold_start.strip()
    if bold and not line.bold and line.text.startswith(bold) and len(bold.split()) <= 6:
        rest = line.text[len(bold) :]
        if re.match(r"\s*[:–—-]|\s", rest) and re.search(r"[,;|•·]", rest) and rest.strip(" :–—-"):
            return bold.strip(" :–—-"), rest.strip(" :–—-")
    return None


def _as_skills(groups: Sequence[_Group]) -> list[Skill]:
    skills: list[Skill] = []
    for group in groups:
        keywords = [word.strip() for word in group.keywords if word.strip()]
        if group.name:
            skills.append(Skill(name=group.name, keywords=keywords))
        else:
            skills += [Skill(name=word) for word in keywords]
    return skills


def read_languages(lines: Sequence[Line]) -> list[Language]:
    """Languages with their levels."""
    found: list[Language] = []
    for line in lines:
        for item in _language_items(line):
            _add_language(item, found)
    return found


def _language_items(line: Line) -> list[str]:
    if len(line.cells) == 2 and is_language(line.cells[0]) and not is_language(line.cells[1]):
        return [f"{line.cells[0]}: {line.cells[1]}"]
    label = _LABEL.fullmatch(line.text)
    if label and not is_language(label["label"]) and is_language(label["rest"]):
        return [f"{item.strip()}: {label['label']}" for item in _cut(label["rest"], re.compile(r",\s+|;\s+"))]
    items: list[str] = []
    for cell in line.cells or [line.text]:
        for part in _cut(cell, re.compile(r"\s*[|│;•·●∙▪■/]\s*|,\s+|\t+")):
            if items and part and not is_language(part):
                items[-1] = f"{items[-1]}, {part.strip()}"
            else:
                items.append(part.strip())
    return [item for item in items if any(c.isalnum() for c in item)]


def _add_language(item: str, found: list[Language]) -> None:
    words = item.split()
    known = lexicon().languages
    position = next((i for i, word in enumerate(words[:4]) if set(words_of(word)) & known), None)
    if position is None:
        if found and found[-1].fluency is None and len(words) <= 5:
            found[-1].fluency = item.strip(" ()–—-:,")
        else:
            found.append(Language(language=item))
        return
    split = re.match(r"(?P<name>[^\W\d_][\w'’ ]*?)\s*(?:[:(–—,=]|\s-\s|-\s)\s*(?P<level>.+)", item)
    if split and is_language(split["name"]):
        level = split["level"].strip()
        level = level[:-1] if level.endswith(")") and level.count("(") < level.count(")") else level
        found.append(Language(language=split["name"].strip(), fluency=level.strip(" ,–—-") or None))
        return
    if position == len(words) - 1 and position > 0 and not _LEVEL_CODE.search(item):
        found.append(Language(language=words[position], fluency=" ".join(words[:position])))
        return
    rest = " ".join(words[position + 1 :]).strip(" ()–—-:,")
    if any(is_language(word) for word in words[position + 1 :]):
        found.append(Language(language=item))
        return
    found.append(Language(language=" ".join(words[: position + 1]).strip(" :,"), fluency=rest or None))


def read_interests(lines: Sequence[Line]) -> list[Interest]:
    """Interests: the items of lists, sentences whole."""
    found: list[Interest] = []
    for line in lines:
        labelled = _labelled(line)
        if labelled:
            found.append(Interest(name=labelled[0], keywords=split_items(labelled[1])))
        elif is_prose(line.text):
            found.append(Interest(name=line.text))
        else:
            found += [Interest(name=item) for item in split_items(line.text, line.cells, bullet=line.bullet)]
    return found
