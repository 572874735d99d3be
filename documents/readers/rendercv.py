"""RenderCV's YAML: the `cv` mapping, whose sections have free titles and nine kinds of entry.

Field names are those of RenderCV 2 (https://docs.rendercv.com). A section goes where its title and its entries say; one that
fits nowhere becomes a custom section under its own title.
"""

import functools
import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from importlib import resources

from documents.readers.characters import clean_characters, single_spaced, split_bullet
from documents.readers.json_resume import iso_date, put_period
from documents.readers.markdown import first_link, to_plain, without_links
from documents.readers.structure.headings import match_heading
from documents.readers.yaml_document import Node, flat_text
from errors import UserError
from resume import schema

_Object = dict[str, Node]
_Fields = dict[str, object]

_KNOWN = {
    "work": ("company", "position", "location", "url", "summary", "highlights"),
    "education": ("institution", "area", "degree", "grade", "location", "url", "summary", "highlights", "courses"),
    "publications": ("title", "authors", "doi", "url", "journal", "summary"),
    "projects": ("name", "location", "url", "summary", "highlights"),
}
_DATES = ("start_date", "end_date", "date")
_SPACED_ACRONYM = re.compile(r"\b(?:cv|ai|it|ml|phd|nlp|hr|ux|ui)\b", re.I)


@dataclass
class _Draft:
    """The resume as it is put together, in JSON Resume's names."""

    lists: dict[str, list[_Fields]] = field(default_factory=dict)
    basics: _Fields = field(default_factory=dict)
    custom: list[_Fields] = field(default_factory=list)
    order: list[str] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)


def is_rendercv(node: Node) -> bool:
    """Whether a document is RenderCV's."""
    return isinstance(node, dict) and isinstance(node.get("cv"), dict)


def read_rendercv(node: Node, name: str) -> schema.Resume:
    """The resume in a RenderCV document; its `design`, `locale` and `settings` are not about the person.

    Raises:
        UserError: the document holds no content.
    """
    cv = node.get("cv") if isinstance(node, dict) else None
    if not isinstance(cv, dict):
        raise UserError(name, "is no RenderCV document: it has no `cv`", "give a RenderCV or JSON Resume document")
    draft = _Draft(basics=_read_head(cv))
    sections = cv.get("sections") or cv.get("sections_list")
    for title, entries in sections.items() if isinstance(sections, dict) else ():
        _read_section(_title(title), entries if isinstance(entries, list) else [entries], draft)
    if not draft.order:
        raise UserError(name, "holds no resume: its `cv` has no sections", "fill in the sections and try again")
    return schema.Resume.model_validate(
        {
            "basics": draft.basics,
            "customSections": draft.custom,
            "meta": {"sectionOrder": draft.order, "sectionTitles": draft.titles},
        }
        | draft.lists
    )


def _title(key: str) -> str:
    """A section's heading: `selected_honors` is shown as `Selected Honors`, as RenderCV does."""
    text = single_spaced(to_plain(key))
    if "_" not in text and not text.islower():
        return text
    words = text.replace("_", " ").split()
    titled = " ".join(
        word if word in {"and", "of", "in", "the", "for"} else word[:1].upper() + word[1:] for word in words
    )
    return _SPACED_ACRONYM.sub(lambda match: match.group().upper() if match.group().lower() != "phd" else "PhD", titled)


def _read_head(cv: _Object) -> _Fields:
    known = {
        "name",
        "headline",
        "label",
        "location",
        "email",
        "phone",
        "website",
        "photo",
        "social_networks",
        "sections",
        "custom_connections",
    }
    websites = _texts(cv.get("website"))
    emails, phones = _texts(cv.get("email")), _texts(cv.get("phone"))
    location = _text(cv.get("location"))
    profiles = [*_networks(cv.get("social_networks")), *_connections(cv.get("custom_connections"))]
    profiles += [_Fields(url=url) for url in websites[1:]]
    profiles += [_Fields(network="Email", username=one) for one in emails[1:]]
    head: _Fields = {
        "name": _text(cv.get("name")),
        "label": _text(cv.get("headline")) or _text(cv.get("label")),
        "email": emails[0] if emails else "",
        "phone": ", ".join(phone.removeprefix("tel:") for phone in phones),
        "url": websites[0] if websites else "",
        "location": {"address": location} if location else None,
        "profiles": profiles,
    }
    head |= {key: text for key, value in cv.items() if key not in known and (text := _text(value))}
    return {key: value for key, value in head.items() if value}


def _networks(value: Node) -> list[_Fields]:
    profiles: list[_Fields] = []
    for one in value if isinstance(value, list) else []:
        if isinstance(one, dict):
            network, username = _text(one.get("network")), _text(one.get("username"))
            profile: _Fields = {
                "network": network,
                "username": username,
                "url": _text(one.get("url")) or _network_url(network, username),
            }
            profiles.append({key: text for key, text in profile.items() if text})
    return profiles


def _connections(value: Node) -> list[_Fields]:
    """Contact ways that RenderCV has no name for: an address, words to show, an icon."""
    profiles: list[_Fields] = []
    for one in value if isinstance(value, list) else []:
        if isinstance(one, dict):
            profile: _Fields = {"username": _text(one.get("placeholder")), "url": _text(one.get("url"))}
            profiles.append({key: text for key, text in profile.items() if text})
    return [profile for profile in profiles if profile]


@functools.cache
def _network_addresses() -> dict[str, str]:
    text = resources.files("documents.readers").joinpath("networks.json").read_text("utf-8")
    return {str(name).casefold(): str(address) for name, address in json.loads(text).items()}


def _network_url(network: str, username: str) -> str:
    if network.casefold() == "mastodon" and username.count("@") == 2:
        _, user, host = username.split("@")
        return f"https://{host}/@{user}"
    address = _network_addresses().get(network.casefold())
    return address + username if address and username else ""


def _read_section(title: str, entries: Sequence[Node], draft: _Draft) -> None:
    entries = [entry for entry in entries if entry]
    if not entries:
        return
    match = match_heading(title)
    kind = match.kinds[0] if match is not None else ""
    target = _target(kind, entries)
    if target == "summary" and "summary" not in draft.basics:
        draft.basics["summary"] = "\n".join(to_plain(flat_text(entry)) for entry in entries)
        _place("summary", title, draft)
    elif target and target != "summary" and target not in draft.lists:
        draft.lists[target] = [read for entry in entries if (read := _READERS[target](entry))]
        _place(target, title, draft)
    else:
        _place(f"custom:{len(draft.custom)}", title, draft)
        draft.custom.append({"title": title, "entries": _custom_entries(entries)})


def _place(target: str, title: str, draft: _Draft) -> None:
    draft.order.append(target)
    draft.titles[target] = title


def _target(kind: str, entries: Sequence[Node]) -> str:
    """The list of JSON Resume that a section fills; empty for a custom section."""
    shapes = {_shape(entry) for entry in entries}
    if len(shapes) > 1 and shapes != {"text", "bullet"}:
        shapes = {"mixed"}
    shape = shapes.pop() if len(shapes) == 1 else "bullet"
    if shape in {"work", "education", "publications"}:
        return "volunteer" if shape == "work" and kind == "volunteer" else shape
    fitting = {
        "name": {"projects", "awards", "certificates", "volunteer", "references", "publications"},
        "label": {"skills", "languages", "interests", "references", "awards", "certificates"},
        "bullet": {
            "awards",
            "certificates",
            "languages",
            "interests",
            "skills",
            "references",
            "summary",
            "publications",
        },
        "text": {"summary", "awards", "certificates", "languages", "interests", "skills", "references", "publications"},
    }
    return kind if kind in fitting.get(shape, set()) else ""


def _shape(entry: Node) -> str:
    if not isinstance(entry, dict):
        return "text"
    keys = entry.keys()
    for shape, marks in (
        ("bullet", {"bullet", "number", "reversed_number"}),
        ("label", {"label", "details"}),
        ("education", {"institution"}),
        ("work", {"company"}),
        ("publications", {"authors", "journal", "doi"}),
        ("name", {"name"}),
    ):
        if marks & keys:
            return shape
    return "publications" if "title" in keys else "mixed"


def _text(value: Node) -> str:
    return single_spaced(to_plain(flat_text(value)))


def _texts(value: Node) -> list[str]:
    parts = value if isinstance(value, list) else [value]
    return [text for part in parts if (text := single_spaced(clean_characters(flat_text(part))))]


def _words(entry: _Object, key: str) -> str:
    """A field's words; the address of a link that makes up its name goes to the entry's own address."""
    value = entry.get(key)
    return single_spaced(to_plain(without_links(value))) if isinstance(value, str) else _text(value)


def _address(entry: _Object, *keys: str) -> str:
    own = _text(entry.get("url"))
    linked = (first_link(value) for key in keys if isinstance(value := entry.get(key), str))
    return own or next((address for address in linked if address), "")


def _highlights(entry: _Object) -> list[str]:
    value = entry.get("highlights")
    items = value if isinstance(value, list) else [value]
    rows = [row for item in items for row in _bullet_rows(item)]
    return [text for row in rows if (text := split_bullet(to_plain(row))[1])]


def _bullet_rows(item: Node) -> list[str]:
    """A highlight and the ones nested in it, which YAML folds into its text: `… two years - ICML paper - Journal`.

    RenderCV itself cuts at ` - `; a span of figures (`2019 - 2021`) is none.
    """
    return re.split(r"\s+[-*]\s+(?!\d)|\n", flat_text(item))


def _rest(entry: _Object, known: Iterable[str]) -> list[str]:
    """Fields that RenderCV does not know, which its users may add: lines of the entry."""
    skipped = {*known, *_DATES, "summary", "highlights"}
    return [f"{_title(key)}: {text}" for key, value in entry.items() if key not in skipped and (text := _text(value))]


def _dated(fields: _Fields, entry: _Object, *, section: str) -> _Fields:
    put_period(
        fields,
        section,
        start=_text(entry.get("start_date")),
        end=_text(entry.get("end_date")),
        whole=_text(entry.get("date")),
    )
    return {key: value for key, value in fields.items() if value}


def _work(entry: Node) -> _Fields:
    return _role(entry, "name", "work")


def _volunteer(entry: Node) -> _Fields:
    return _role(entry, "organization", "volunteer")


def _role(entry: Node, employer: str, section: str) -> _Fields:
    if not isinstance(entry, dict):
        return {"position": _text(entry)}
    fields: _Fields = {
        employer: _words(entry, "company") or _words(entry, "name"),
        "position": _words(entry, "position"),
        "location": _text(entry.get("location")),
        "url": _address(entry, "company", "name", "position"),
        "summary": _text(entry.get("summary")),
        "highlights": [*_highlights(entry), *_rest(entry, (*_KNOWN["work"], "name"))],
    }
    return _dated(fields, entry, section=section)


def _education(entry: Node) -> _Fields:
    if not isinstance(entry, dict):
        return {"studyType": _text(entry)}
    summary = _text(entry.get("summary"))
    fields: _Fields = {
        "institution": _words(entry, "institution"),
        "area": _words(entry, "area"),
        "studyType": _words(entry, "degree"),
        "score": _text(entry.get("grade")),
        "location": _text(entry.get("location")),
        "url": _address(entry, "institution", "area"),
        "courses": [to_plain(text) for text in _texts(entry.get("courses"))],
        "highlights": [*([summary] if summary else []), *_highlights(entry), *_rest(entry, _KNOWN["education"])],
    }
    return _dated(fields, entry, section="education")


def _publication(entry: Node) -> _Fields:
    if not isinstance(entry, dict):
        return {"name": _one_line(entry)}
    if "title" not in entry:
        return (
            {"name": _one_line(entry)} if _shape(entry) != "name" else _named(entry, "name", "publisher", "releaseDate")
        )
    doi, authors = _text(entry.get("doi")), [to_plain(text) for text in _texts(entry.get("authors"))]
    summary = [
        ", ".join(authors),
        _text(entry.get("summary")),
        *_highlights(entry),
        *_rest(entry, _KNOWN["publications"]),
    ]
    iso, exact = iso_date(raw := _text(entry.get("date")))
    fields: _Fields = {
        "name": _words(entry, "title"),
        "publisher": _text(entry.get("journal")),
        "url": f"https://doi.org/{doi}" if doi else _address(entry, "title"),
        "summary": "\n".join(part for part in summary if part),
        "releaseDate": iso,
        "dateText": "" if exact else raw,
    }
    return {key: value for key, value in fields.items() if value}


def _project(entry: Node) -> _Fields:
    if not isinstance(entry, dict):
        return {"name": _text(entry)}
    location = _text(entry.get("location"))
    fields: _Fields = {
        "name": _words(entry, "name"),
        "description": _text(entry.get("summary")),
        "entity": location,
        "url": _address(entry, "name"),
        "highlights": [*_highlights(entry), *_rest(entry, _KNOWN["projects"])],
    }
    return _dated(fields, entry, section="projects")


def _one_line(entry: Node) -> str:
    """The text of an entry that is one line."""
    if not isinstance(entry, dict):
        return _text(entry)
    label, details = _text(entry.get("label")), _text(entry.get("details"))
    if label or details:
        return f"{label}: {details}" if label and details else label or details
    return _text(entry.get("bullet") or entry.get("number") or entry.get("reversed_number") or entry.get("name"))


def _named(entry: Node, title: str, giver: str, date: str) -> _Fields:
    """An award, certificate or publication given as a normal or a one-line entry."""
    if not isinstance(entry, dict) or "name" not in entry:
        return {title: _one_line(entry)}
    iso, exact = iso_date(
        raw := _text(entry.get("date")) or _text(entry.get("end_date")) or _text(entry.get("start_date"))
    )
    summary = [_text(entry.get("summary")), *_highlights(entry), *_rest(entry, ("name", "location", "url"))]
    fields: _Fields = {
        title: _words(entry, "name"),
        giver: _text(entry.get("location")),
        date: iso,
        "dateText": "" if exact else raw,
        "url": _address(entry, "name"),
        "summary": "\n".join(part for part in summary if part),
    }
    return {key: value for key, value in fields.items() if value}


def _award(entry: Node) -> _Fields:
    return _named(entry, "title", "awarder", "date")


def _certificate(entry: Node) -> _Fields:
    return _named(entry, "name", "issuer", "date")


def _group(entry: Node) -> _Fields:
    """A skill or interest, or a named group of them."""
    if isinstance(entry, dict) and (details := _text(entry.get("details"))):
        parts = [part for one in re.split(r"[,;]\s*(?![^()]{0,120}\))", details) if (part := one.strip().rstrip("."))]
        return {"name": _text(entry.get("label")), "keywords": parts}
    text = _one_line(entry)
    label, colon, details = text.partition(": ")
    if colon and "," in details:
        return {"name": label, "keywords": [part.strip() for part in details.split(",") if part.strip()]}
    return {"name": text}


def _language(entry: Node) -> _Fields:
    if isinstance(entry, dict) and entry.get("details"):
        return {"language": _text(entry.get("label")), "fluency": _text(entry.get("details"))}
    text = _one_line(entry)
    match = re.fullmatch(r"(.+?)\s*(?:\((.+)\)|(?::|–|—|-)\s+(.+))", text)
    return {"language": match[1], "fluency": match[2] or match[3]} if match else {"language": text}


def _reference(entry: Node) -> _Fields:
    if isinstance(entry, dict) and "name" in entry:
        parts = [_text(entry.get("summary")), *_highlights(entry), *_rest(entry, ("name",)), _text(entry.get("date"))]
        return {"name": _words(entry, "name"), "reference": "\n".join(part for part in parts if part)}
    return {"reference": _one_line(entry)}


_READERS: dict[str, Callable[[Node], _Fields]] = {
    "work": _work,
    "volunteer": _volunteer,
    "education": _education,
    "publications": _publication,
    "projects": _project,
    "awards": _award,
    "certificates": _certificate,
    "skills": _group,
    "interests": _group,
    "languages": _language,
    "references": _reference,
}


def _custom_entries(entries: Sequence[Node]) -> list[_Fields]:
    """Entries of a custom section; one-liners that follow each other are the lines of one entry."""
    read: list[_Fields] = []
    lines: list[str] = []
    for entry in entries:
        if _shape(entry) in {"text", "bullet"}:
            lines.append(_one_line(entry))
            continue
        if lines:
            read.append({"highlights": lines})
            lines = []
        read.append(_custom_entry(entry))
    if lines:
        read.append({"highlights": lines})
    return [entry for entry in read if entry]


def _custom_entry(entry: Node) -> _Fields:
    if not isinstance(entry, dict):
        return {"summary": _text(entry)}
    if _shape(entry) == "label":
        return {"name": _text(entry.get("label")), "summary": _text(entry.get("details"))}
    title = next((key for key in ("position", "title", "degree", "name") if entry.get(key)), "name")
    giver = next((key for key in ("company", "institution", "journal") if entry.get(key)), "")
    known = {title, giver, "location", "url"}
    fields: _Fields = {
        "name": _words(entry, title),
        "organization": _words(entry, giver) if giver else "",
        "location": _text(entry.get("location")),
        "url": _address(entry, title, giver),
        "summary": _text(entry.get("summary")),
        "highlights": [*_highlights(entry), *_rest(entry, known)],
    }
    return _dated(fields, entry, section="custom")
