"""JSON Resume files as people really have them: old field names, loose types, dates in words, sections of their own.

The schema is https://jsonresume.org/schema (1.0.0). What has no place in it becomes a custom section or a line of its entry, so
that it is printed too. A file that our own `Resume.to_json` wrote reads back equal.
"""

import functools
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources

from documents.readers.characters import clean_characters, single_spaced, split_bullet
from documents.readers.markdown import to_plain
from documents.readers.yaml_document import Node, flat_text
from errors import UserError
from resume import schema
from resume.dates import find_period, is_iso_date

_Object = dict[str, Node]
_Fields = dict[str, object]

_ENTRY_SECTIONS = ("work", "volunteer", "education", "projects")
"""Sections whose entries have parts of their own, so that a bare text says nothing of use."""
_MODELS: dict[str, type[schema.Document]] = {
    "work": schema.Work,
    "volunteer": schema.Volunteer,
    "education": schema.Education,
    "awards": schema.Award,
    "certificates": schema.Certificate,
    "publications": schema.Publication,
    "skills": schema.Skill,
    "languages": schema.Language,
    "interests": schema.Interest,
    "references": schema.Reference,
    "projects": schema.Project,
    "custom": schema.CustomEntry,
    "basics": schema.Basics,
    "location": schema.Location,
    "profile": schema.Profile,
}
_LISTS = tuple(name for name in _MODELS if name not in {"custom", "basics", "location", "profile"})
_DATE_FIELD = {"awards": "date", "certificates": "date", "publications": "releaseDate"}
_VERBATIM = frozenset({"url", "image", "email"})
_PARAGRAPHS = frozenset({"summary", "description", "reference"})
_NUMERIC_DATE = re.compile(r"([12]\d{3})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?:[T ].*)?|(\d{1,2})[-/.]([12]\d{3})")
_SEPARATOR = re.compile(r"\s*[,;|•\n]\s*(?![^()]{0,120}\))")
_NETWORK_HOST = re.compile(r"(?:https?://)?(?:www\.)?([\w-]+)\.[a-z]", re.I)


@dataclass(frozen=True)
class _Names:
    """The content of `json_resume.toml`, folded for comparison."""

    sections: Mapping[str, str]
    fields: Mapping[str, Mapping[str, str]]
    title_field: Mapping[str, str]
    period: Mapping[str, frozenset[str]]
    ignored: frozenset[str]
    technical: frozenset[str]


def read_json_resume(node: Node, name: str) -> schema.Resume:
    """The resume that a JSON or YAML tree holds.

    Args:
        node: the document's tree, scalars as text.
        name: the file's name, for messages.

    Raises:
        UserError: the tree is no resume.
    """
    root = _unwrapped(node)
    if root is None:
        raise UserError(name, "is no JSON Resume: its top level is not an object", "give a JSON Resume document")
    sections, flat, unknown = _sorted_keys(root)
    _check_types(sections, name)
    document: _Fields = {key: _read_section(key, value) for key, value in sections.items() if key in _LISTS}
    basics = sections.get("basics")
    document["basics"] = _read_basics(_merged_basics(basics, flat))
    strangers = (_read_custom(_title_of(key), value) for key, value in unknown)
    document["customSections"] = _own_custom(sections.get("customSections")) + [one for one in strangers if one]
    document["meta"] = _read_meta(sections.get("meta"))
    resume = schema.Resume.model_validate(document)
    if not _is_resume(resume, has_basics=isinstance(basics, dict)):
        raise UserError(
            name,
            "is no JSON Resume: it holds no basics, work, education, skills or projects",
            "give a document as described at jsonresume.org/schema",
        )
    return resume


def _check_types(sections: Mapping[str, Node], name: str) -> None:
    """Refuse what cannot be entries: loose types are read, but a bare number is no career.

    Raises:
        UserError: a section of entries is a bare text or number.
    """
    for key in _ENTRY_SECTIONS:
        value = sections.get(key)
        if isinstance(value, str) and value.strip():
            raise UserError(name, f"is no JSON Resume: its `{key}` is no list of entries", "make it one")


def _is_resume(resume: schema.Resume, *, has_basics: bool) -> bool:
    basics = resume.basics
    if has_basics and basics.name and (basics.summary or basics.label or basics.email):
        return True
    return any(getattr(resume, name) for name in _LISTS)


def _unwrapped(node: Node) -> _Object | None:
    if not isinstance(node, dict):
        return None
    for key, value in node.items():
        if _fold(key) in {"resume", "cv", "data", "jsonresume"} and isinstance(value, dict) and len(node) <= 3:
            return value
    return node


@functools.cache
def _names() -> _Names:
    data = tomllib.loads(resources.files("documents.readers").joinpath("json_resume.toml").read_text("utf-8"))
    sections = {_fold(other): name for name, others in data["sections"].items() for other in others}
    sections |= {_fold(name): name for name in data["sections"]}
    fields: dict[str, dict[str, str]] = {}
    for section, aliases in data["fields"].items():
        fields[section] = {_fold(other): name for name, others in aliases.items() for other in others}
        fields[section] |= {
            _fold(str(field.alias)): str(field.alias) for field in _MODELS[section].model_fields.values()
        }
    return _Names(
        sections=sections,
        fields=fields,
        title_field=data["title_field"],
        period={part: frozenset(_fold(one) for one in others) for part, others in data["period"].items()},
        ignored=frozenset(_fold(one) for one in data["ignored"]),
        technical=frozenset(_fold(one) for one in data["technical"]),
    )


def _fold(key: str) -> str:
    return re.sub(r"[\s_-]", "", key).casefold()


def _sorted_keys(root: _Object) -> tuple[_Object, _Object, list[tuple[str, Node]]]:
    """The top level in three: sections, fields of the head that stand there loose, and what nobody knows."""
    names = _names()
    sections: _Object = {}
    flat: _Object = {}
    unknown: list[tuple[str, Node]] = []
    for key, value in sorted(root.items(), key=lambda pair: pair[0] not in names.sections.values()):
        folded = _fold(key)
        section = names.sections.get(folded)
        if section == "basics" and isinstance(value, str):
            flat["summary"] = value
        elif section is not None and section in sections:
            sections[section] = _merged(sections[section], value)
        elif section is not None:
            sections[section] = value
        elif folded in names.fields["basics"] or folded in {"firstname", "lastname"}:
            flat[key] = value
        elif folded not in names.ignored and not key.startswith("$") and value:
            unknown.append((key, value))
    return sections, flat, unknown


def _merged(first: Node, second: Node) -> Node:
    if isinstance(first, dict) and isinstance(second, dict):
        return second | first
    return [*_as_list(first), *_as_list(second)]


def _merged_basics(basics: Node, flat: _Object) -> _Object:
    one = basics[0] if isinstance(basics, list) and basics else basics
    return flat | one if isinstance(one, dict) else flat


def _as_list(value: Node) -> list[Node]:
    if value is None:
        return []
    if isinstance(value, list):
        return value
    return [value]


def _read_section(section: str, value: Node) -> list[_Fields]:
    if isinstance(value, dict):
        value = _entries_of_mapping(section, value)
    elif isinstance(value, str):
        value = list[Node](_SEPARATOR.split(value)) if section in {"skills", "languages", "interests"} else [value]
    entries = [_read_entry(section, entry) for entry in value or []]
    return [entry for entry in entries if entry]


def _entries_of_mapping(section: str, value: _Object) -> list[Node]:
    """A section written as a mapping: one entry, or entries under their names (`{"Languages": ["Go", "C"]}`)."""
    known = _names().fields[section]
    if any(_fold(key) in known for key in value):
        return [value]
    title = _names().title_field[section]
    entries: list[Node] = []
    for key, item in value.items():
        if isinstance(item, dict):
            entries.append({title: key, **item})
        elif section in {"skills", "interests"} and isinstance(item, list):
            entries.append({"name": key, "keywords": item})
        elif section == "languages":
            entries.append({"language": key, "fluency": item})
        elif section == "skills":
            entries.append({"name": key, "keywords": item} if "," in flat_text(item) else {"name": key, "level": item})
        else:
            entries += [{title: text} for text in (flat_text(item),)]
    return entries


def _read_entry(section: str, value: Node) -> _Fields:
    """One entry in the schema's own names."""
    if isinstance(value, str):
        return _read_lone(section, to_plain(value))
    if isinstance(value, list):
        value = {_names().title_field.get(section, "name"): flat_text(value)}
    if value is None:
        return {}
    fields, rest = _known_fields(section, value)
    entry: _Fields = {}
    for alias, item in fields.items():
        read = _read_value(section, alias, item)
        if read:
            entry[alias] = read
    _read_dates(section, rest, entry)
    _keep_rest(section, rest, entry)
    return entry


def _read_lone(section: str, text: str) -> _Fields:
    fluency = re.fullmatch(r"(.+?)\s*(?:\((.+)\)|[–—:-]\s+(.+))", text) if section == "languages" else None
    if fluency:
        return {"language": fluency[1], "fluency": fluency[2] or fluency[3]}
    return {_names().title_field.get(section, "name"): text} if text else {}


def _known_fields(section: str, value: _Object) -> tuple[_Object, _Object]:
    """An entry's fields under the schema's names, and the rest. A field's own name goes before its other names."""
    known = _names().fields[section]
    dates = {"startDate", "endDate", "date", "releaseDate"}
    fields: _Object = {}
    rest: _Object = {}
    own = set(known.values())
    for key, item in sorted(value.items(), key=lambda pair: pair[0] not in own):
        alias = known.get(_fold(key))
        if alias is None or alias in dates or (alias in fields and item is not None):
            rest[key] = item
        elif item is not None:
            fields[alias] = item
    return {alias: fields[alias] for alias in [*fields]}, rest


def _read_value(section: str, alias: str, item: Node) -> object:
    if _takes_list(section, alias):
        return _read_list(alias, item)
    return _read_text(alias, item)


@functools.cache
def _takes_list(section: str, alias: str) -> bool:
    fields = _MODELS[section].model_fields.values()
    return any(field.alias == alias and field.annotation == list[str] for field in fields)


def _read_list(alias: str, item: Node) -> list[str]:
    if isinstance(item, str):
        plain = to_plain(item)
        parts = plain.split("\n") if alias == "highlights" else _SEPARATOR.split(plain)
        return [text for part in parts if (text := split_bullet(part)[1])]
    texts: list[str] = []
    for one in item.values() if isinstance(item, dict) else item or []:
        plain = to_plain(one if isinstance(one, str) else flat_text(one).replace("\n", ", "))
        texts += [row for row in plain.split("\n") if row]
    return texts


def _read_text(alias: str, item: Node) -> str:
    if isinstance(item, str):
        return clean_characters(item).strip() if alias in _VERBATIM else to_plain(item)
    parts = [to_plain(text) for text in flat_text(item).split("\n")]
    return ("\n" if alias in _PARAGRAPHS else ", ").join(part for part in parts if part)


def _read_dates(section: str, rest: _Object, entry: _Fields) -> None:
    """Move an entry's dates from `rest` to where the schema has them; words that no ISO date says go to `dateText`."""
    parts = {part: _pop_text(rest, names) for part, names in _names().period.items() if part != "today"}
    if section in _DATE_FIELD:
        raw = parts["whole"] or parts["end"] or parts["start"]
        iso, exact = iso_date(raw)
        _put_dates(entry, {_DATE_FIELD[section]: iso}, "" if exact else raw)
        return
    if not issubclass(_MODELS[section], schema.Period):
        rest |= {part: raw for part, raw in parts.items() if raw}
        return
    end = "" if parts["current"] == "true" else parts["end"]
    put_period(entry, section, start=parts["start"], end=end, whole=parts["whole"])


def put_period(entry: dict[str, object], section: str, *, start: str, end: str, whole: str) -> None:
    """Put a period into an entry's `startDate`, `endDate` and, where those say less than the source, `dateText`.

    A lone date is when a degree was finished, but when and until when a role or project was.
    """
    if whole and not start and not end:
        found = find_period(whole)
        iso, exact = iso_date(whole)
        if found is not None and found.is_range:
            _put_dates(entry, {"startDate": found.start, "endDate": None if found.is_current else found.end}, whole)
        else:
            _put_dates(
                entry, {"endDate": iso, "startDate": None if section == "education" else iso}, "" if exact else whole
            )
        return
    is_today = _fold(end) in _names().period["today"]
    start_iso, start_exact = iso_date(start)
    end_iso, end_exact = (None, True) if is_today else iso_date(end)
    words = (
        "" if start_exact and end_exact and (start or not is_today) else " – ".join(one for one in (start, end) if one)
    )
    _put_dates(entry, {"startDate": start_iso, "endDate": end_iso}, words)


def _put_dates(entry: _Fields, dates: Mapping[str, str | None], words: str) -> None:
    entry |= {alias: iso for alias, iso in dates.items() if iso}
    if words and "dateText" not in entry:
        entry["dateText"] = single_spaced(words)


def _pop_text(rest: _Object, names: Iterable[str]) -> str:
    """Take the first field of these names that holds a text."""
    for key in list(rest):
        value = rest[key]
        if _fold(key) in names and (value is None or isinstance(value, str)):
            del rest[key]
            if value and value.strip():
                return single_spaced(clean_characters(value))
    return ""


def iso_date(raw: str) -> tuple[str | None, bool]:
    """A date as ISO, and whether that says all of it."""
    if not raw:
        return None, True
    if is_iso_date(raw):
        return raw, True
    numeric = _NUMERIC_DATE.fullmatch(raw)
    if numeric:
        year, month, day = numeric[1] or numeric[5], numeric[2] or numeric[4], numeric[3]
        iso = f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")
        return (iso, True) if is_iso_date(iso) else (year, False)
    found = find_period(raw)
    return (found.start if found else None), False


def _keep_rest(section: str, rest: _Object, entry: _Fields) -> None:
    """What the schema has no field for: a line of the entry where it can be read, else kept as it came."""
    names = _names()
    takes_lines = _takes_list(section, "highlights")
    for key, value in rest.items():
        if value in (None, "", [], {}):
            continue
        is_technical = _fold(key) in names.technical or key.startswith(("$", "_"))
        if is_technical or not takes_lines or value in ("true", "false"):
            entry[key] = _clean_tree(value)
            continue
        text = ", ".join(row for row in to_plain(flat_text(value)).split("\n") if row)
        highlights = entry.setdefault("highlights", [])
        if isinstance(highlights, list) and text:
            highlights.append(f"{_title_of(key)}: {text}")


def _clean_tree(value: Node) -> Node:
    if isinstance(value, str):
        return clean_characters(value)
    if isinstance(value, list):
        return [_clean_tree(one) for one in value]
    return {key: _clean_tree(one) for key, one in value.items()} if value is not None else None


def _title_of(key: str) -> str:
    """A key as a heading: `militaryService` → `Military service`."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|[_-]+", " ", clean_characters(key)).split()
    lower = [word if word.isupper() and len(word) > 1 else word.lower() for word in words]
    title = " ".join(lower)
    return title[:1].upper() + title[1:]


def _read_basics(value: _Object) -> _Fields:
    fields, rest = _known_fields("basics", value)
    location, profiles = fields.pop("location", None), fields.pop("profiles", None)
    urls = fields.get("url")
    if isinstance(urls, list):
        fields["url"] = urls[0] if urls else None
        profiles = [*_as_list(profiles), *urls[1:]]
    basics: _Fields = {alias: text for alias, item in fields.items() if (text := _read_text(alias, item))}
    basics |= {"location": _read_location(location), "profiles": _read_profiles(profiles)}
    parts = [_pop_text(rest, {part}) for part in ("firstname", "middlename", "lastname")]
    if "name" not in basics and any(parts):
        basics["name"] = " ".join(part for part in parts if part)
    basics |= {key: _clean_tree(item) for key, item in rest.items() if item not in (None, "", [], {})}
    return basics


def _read_location(value: Node) -> _Fields | None:
    if isinstance(value, list):
        value = value[0] if value and isinstance(value[0], dict) else flat_text(value)
    if isinstance(value, str):
        return {"address": to_plain(value)} if value.strip() else None
    if value is None:
        return None
    fields, rest = _known_fields("location", value)
    location: _Fields = {alias: text for alias, item in fields.items() if (text := _read_text(alias, item))}
    return location | {key: _clean_tree(item) for key, item in rest.items() if item is not None}


def _read_profiles(value: Node) -> list[_Fields]:
    if isinstance(value, dict):
        known = _names().fields["profile"]
        is_one = "url" in {known.get(_fold(key)) for key in value}
        value = [value] if is_one else [{"network": key, "username": item} for key, item in value.items()]
    profiles = [_read_profile(one) for one in _as_list(value)]
    return [profile for profile in profiles if profile]


def _read_profile(value: Node) -> _Fields:
    if isinstance(value, dict):
        fields, rest = _known_fields("profile", value)
        profile: _Fields = {alias: text for alias, item in fields.items() if (text := _read_text(alias, item))}
        user = str(profile.get("username", ""))
        if "url" not in profile and re.match(r"https?://|www\.", user):
            profile["url"] = profile.pop("username")
        return profile | {key: _clean_tree(item) for key, item in rest.items() if item is not None}
    address = flat_text(value).strip()
    host = _NETWORK_HOST.match(address)
    return {"network": host[1].capitalize(), "url": address} if host else ({"username": address} if address else {})


def _own_custom(value: Node) -> list[_Fields]:
    """Custom sections as our own documents have them."""
    sections: list[_Fields] = []
    for section in _as_list(value):
        if isinstance(section, dict) and isinstance(section.get("title"), str):
            extra = {
                key: _clean_tree(item) for key, item in section.items() if key not in {"title", "entries", "items"}
            }
            entries = section.get("entries") or section.get("items")
            read = _read_custom(str(section["title"]), entries) or {"entries": []}
            sections.append(extra | read | {"title": to_plain(str(section["title"]))})
    return sections


def _read_custom(title: str, value: Node) -> _Fields | None:
    """A section that the schema does not know."""
    if isinstance(value, dict) and not any(_fold(key) in _names().fields["custom"] for key in value):
        lines = [
            f"{_title_of(key)}: {to_plain(flat_text(item)).replace(chr(10), ', ')}"
            for key, item in value.items()
            if item
        ]
        return {"title": title, "entries": [{"highlights": lines}]} if lines else None
    if isinstance(value, str):
        text = to_plain(value)
        return {"title": title, "entries": [{"summary": text}]} if text and text not in {"true", "false"} else None
    items = _as_list(value)
    if items and all(isinstance(one, str) for one in items):
        return {"title": title, "entries": [{"highlights": _read_list("highlights", items)}]}
    entries = [entry for one in items if (entry := _read_entry("custom", one))]
    return {"title": title, "entries": entries} if entries else None


def _read_meta(value: Node) -> _Fields:
    """What the file says about itself; our own three fields only where they have the shape that we write."""
    if not isinstance(value, dict):
        return {}
    meta: _Fields = {key: _clean_tree(item) for key, item in value.items() if item is not None}
    order, titles, language = meta.get("sectionOrder"), meta.get("sectionTitles"), meta.get("language")
    if not (isinstance(order, list) and all(isinstance(one, str) for one in order)):
        meta.pop("sectionOrder", None)
    if not (isinstance(titles, dict) and all(isinstance(one, str) for one in titles.values())):
        meta.pop("sectionTitles", None)
    if not isinstance(language, str):
        meta.pop("language", None)
    return meta
