"""The ad that a page carries as data: schema.org's `JobPosting`, which job boards write for search engines."""

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from documents.readers.characters import single_spaced

if TYPE_CHECKING:
    from lxml.etree import _Element

FEWEST_CHARS = 200
"""A description with less text is a teaser."""

_MOST_VALUES = 20_000
"""Values of one page's data that are looked at."""
_LONGEST_LABEL = 200
_OPENING = re.compile(r"(?://|/\*)?\s{0,10}(?:<!--|<!\[CDATA\[)(?:\s{0,10}\*/)?")
_CLOSING = re.compile(r"(?:(?://|/\*)?\s{0,10}(?:-->|\]\]>)\s{0,10}(?:\*/)?)?\s{0,10};?$")
"""What old pages put around a script's content."""
_CLOSING_CHARS = 40
_WORD = re.compile(r"[^\W_]+")
_TAG = re.compile(r"<(?:/?[a-z][a-z0-9]{0,9})(?:\s[^<>]*)?/?>", re.I)
_ESCAPED_TAG = re.compile(r"&lt;/?[a-z][a-z0-9]{0,9}(?:\s[^<>]{0,300}?)?/?&gt;", re.I)
_FRAME = re.compile(r"</?(?:html|head|body)\b[^<>]{0,300}>", re.I)
"""Tags by which a part would end the whole: the parser reads nothing after `</html>`."""
_LABELS = (("Job title", "title"), ("Company", "company"), ("Location", "location"), ("Employment type", "employment"))
_PARTS = (
    ("Responsibilities", "responsibilities"),
    ("Qualifications", "qualifications"),
    ("Experience", "experienceRequirements"),
    ("Education", "educationRequirements"),
    ("Skills", "skills"),
    ("Benefits", "jobBenefits"),
)
"""Fields of their own, which some boards fill besides the description."""


@dataclass(frozen=True)
class JobPosting:
    """An ad as data."""

    title: str
    company: str
    location: str
    employment: str
    description: str
    """HTML."""
    parts: tuple[tuple[str, str], ...]
    """Heading and HTML of what stands in fields of its own."""
    addresses: tuple[str, ...] = ()
    """What the data says is the ad's own address."""

    @property
    def length(self) -> int:
        """Characters of the description's text."""
        return len(single_spaced(_TAG.sub(" ", self.description)))

    def to_html(self) -> str:
        """The ad as a page that the readers read."""
        labels = [f"<p>{label}: {html.escape(value)}</p>" for label, name in _LABELS if (value := getattr(self, name))]
        parts = [f"<h2>{heading}</h2><div>{content}</div>" for heading, content in self.parts]
        return "\n".join([*labels, f"<div>{self.description}</div>", *parts])


def find_posting(root: "_Element", fewest_chars: int = FEWEST_CHARS) -> JobPosting | None:
    """The ad of a page: the one it is about, where it carries several; None where it carries none that is whole.

    Args:
        root: of the page.
        fewest_chars: text that a description must have to be whole.
    """
    whole = [posting for posting in _postings(root) if posting.length >= fewest_chars]
    if not whole:
        return None
    heads = [_words(_text(one)) for tag in ("h1", "title") for one in root.iter(tag)]
    own = {link.get("href") for link in root.iter("link") if link.get("rel") == "canonical"}
    about = [one for one in whole if own & set(one.addresses)]
    about += [one for head in heads for one in whole if one.title and _words(one.title) in head]
    return [*about, *whole][0]


def _text(element: "_Element") -> str:
    return "".join(element.itertext())


def _words(text: str) -> str:
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def _postings(root: "_Element") -> Iterator[JobPosting]:
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            data = json.loads(_unwrapped(script.text or ""), strict=False)
        except (ValueError, RecursionError):
            continue  # a broken script is no reason to refuse what the page shows
        for value in _values(data):
            if _is_posting(value):
                yield _read(value)


def _unwrapped(script: str) -> str:
    script = script.strip()
    opening = _OPENING.match(script)
    tail = max(len(script) - _CLOSING_CHARS, 0)
    closing = _CLOSING.search(script, tail)
    return script[opening.end() if opening else 0 : closing.start() if closing else None]


def _values(data: object) -> Iterator[Mapping[str, object]]:
    """All objects within some data, the outer before the inner."""
    waiting: list[object] = [data]
    for _ in range(_MOST_VALUES):
        if not waiting:
            return
        one = waiting.pop(0)
        if isinstance(one, dict):
            yield one
            waiting.extend(value for value in one.values() if isinstance(value, dict | list))
        elif isinstance(one, list):
            waiting.extend(value for value in one if isinstance(value, dict | list))


def _is_posting(value: Mapping[str, object]) -> bool:
    kinds = value.get("@type")
    return any(
        isinstance(kind, str) and re.split(r"[/:#]", kind)[-1] == "JobPosting"
        for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _read(value: Mapping[str, object]) -> JobPosting:
    description = _markup(value.get("description"))
    told = _words(_TAG.sub(" ", description))
    parts = [(heading, _markup(value.get(name))) for heading, name in _PARTS]
    return JobPosting(
        title=_label(value.get("title") or value.get("name")),
        company=_label(value.get("hiringOrganization")),
        location=_location(value.get("jobLocation")),
        employment=_label(value.get("employmentType")).replace("_", "-").lower(),
        description=description,
        parts=tuple((heading, part) for heading, part in parts if part and _words(_TAG.sub(" ", part)) not in told),
        addresses=tuple(one for name in ("url", "@id") if isinstance(one := value.get(name), str)),
    )


def _label(value: object) -> str:
    """A name as one line of plain text."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_label, value[:5])))
    if isinstance(value, dict):
        return _label(value.get("name") or value.get("legalName"))
    if not isinstance(value, str):
        return ""
    return single_spaced(_TAG.sub(" ", html.unescape(value)))[:_LONGEST_LABEL]


def _location(value: object) -> str:
    """Where the job is, from an address or a name."""
    if isinstance(value, list):
        return "; ".join(dict.fromkeys(filter(None, map(_location, value[:5]))))
    if not isinstance(value, dict):
        return _label(value)
    address = value.get("address")
    if not isinstance(address, dict):
        return _label(address) or _label(value)
    parts = (_label(address.get(name)) for name in ("addressLocality", "addressRegion", "addressCountry"))
    return ", ".join(dict.fromkeys(filter(None, parts))) or _label(value)


def _markup(value: object) -> str:
    """A field as HTML whose elements are closed: it may be HTML, HTML written as text, plain text, or a list of them."""
    if isinstance(value, list):
        items = [item for one in value[:200] if (item := _markup(one))]
        return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>" if items else ""
    if isinstance(value, dict):
        return _markup(value.get("description") or value.get("name") or value.get("credentialCategory"))
    if not isinstance(value, str) or not value.strip():
        return ""
    text = value
    for _ in range(2):
        plainer = html.unescape(text)
        if _TAG.search(text) or not (_TAG.search(plainer) or _ESCAPED_TAG.search(plainer)):
            break
        text = plainer
    if not _TAG.search(text):
        rows: Sequence[str] = html.unescape(text).strip().splitlines()
        return "<br>\n".join(html.escape(row) for row in rows)
    return _closed(text)


def _closed(markup: str) -> str:
    """Markup whose every element ends within it, so that it cannot end what it is put into."""
    from lxml import etree
    from lxml import html as lxml_html

    parser = lxml_html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True)
    try:
        body = lxml_html.document_fromstring(f"<div>{_FRAME.sub('', markup)}</div>", parser=parser).find("body")
    except etree.ParserError:
        return ""
    return "" if body is None else "".join(str(lxml_html.tostring(child, encoding="unicode")) for child in body)
