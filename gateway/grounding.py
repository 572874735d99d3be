"""Models that search the web for their answer: which do it by themselves, where the answers name their sources, what it costs.

Every interface names sources in its own way. Here they all become the same: a passage of the answer and the address that it
rests on. A passage without an address is no source's, and is not among them.
"""

import functools
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict

from gateway.calls import Source

if TYPE_CHECKING:
    from langchain_core.messages import AIMessage

MOST_SOURCES = 24
LONGEST_PASSAGE = 1_000
LONGEST_ADDRESS = 2_000
"""Bounds on what one answer names: sources, and characters of each part of one."""

MOST_CITATIONS, LONGEST_ANSWER = 100, 50_000
"""What of an answer is looked at: citations, and characters."""

MOST_SEARCHES = 3
"""Searches that a model may make for one answer, and results that a plugin puts before it."""

_Told = Mapping[str, object]


class _Fee(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    provider: str
    models: str
    per: Literal["request", "query"]
    dollars: Decimal


class _Grounding(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    by_themselves: tuple[str, ...]
    fees: tuple[_Fee, ...]


@functools.cache
def _read() -> _Grounding:
    text = Path(__file__).with_name("grounding.toml").read_text("utf-8")
    return _Grounding.model_validate(tomllib.loads(text, parse_float=Decimal))


def searches_by_itself(model: str) -> bool:
    """Whether a model searches the web without being told to."""
    return any(re.fullmatch(pattern, model.lower()) for pattern in _read().by_themselves)


def search_fee(priced_as: str | None, model: str, queries: int | None) -> Decimal | None:
    """US dollars that one answer's searches cost at list prices, beside its tokens; None where that is not known.

    Args:
        priced_as: the provider whose price list holds.
        model: as the provider names it.
        queries: how often it searched; None where the answer does not tell.
    """
    for fee in _read().fees:
        if fee.provider == priced_as and re.fullmatch(fee.models, model.removeprefix("models/").lower()):
            if fee.per == "request":
                return fee.dollars
            return None if queries is None else fee.dollars * queries
    return None


# Sources


def sources_of(message: "AIMessage") -> tuple[Source, ...]:
    """The passages of an answer that name an address, in their order, each pair of passage and address once."""
    grounding = message.response_metadata.get("grounding_metadata")
    found = [
        *(_of_chunks(grounding) if isinstance(grounding, Mapping) else ()),
        *_of_annotations(str(message.text), message.additional_kwargs.get("annotations")),
        *(source for block in _mappings(message.content) for source in _of_block(block)),
    ]
    kept = [one for one in found if one.text and _is_address(one.url)]
    return tuple(dict.fromkeys(kept))[:MOST_SOURCES]


def queries_of(message: "AIMessage") -> int | None:
    """How often the model searched, as far as the answer tells."""
    grounding = message.response_metadata.get("grounding_metadata")
    told = grounding.get("web_search_queries") if isinstance(grounding, Mapping) else None
    if isinstance(told, Sequence) and not isinstance(told, str):
        return min(len(told), 100)
    used = message.response_metadata.get("usage")
    tools = used.get("server_tool_use") if isinstance(used, Mapping) else getattr(used, "server_tool_use", None)
    count = (
        tools.get("web_search_requests") if isinstance(tools, Mapping) else getattr(tools, "web_search_requests", None)
    )
    return min(count, 100) if isinstance(count, int) and count >= 0 else None


def _is_address(url: str) -> bool:
    return url.startswith(("https://", "http://")) and len(url) <= LONGEST_ADDRESS


def _of_chunks(grounding: _Told) -> Iterator[Source]:
    """Gemini: passages, each with the numbers of the pages that it rests on; the first page that has an address is named."""
    pages = [_mapping(_mapping(chunk).get("web")) for chunk in _list(grounding.get("grounding_chunks"))]
    for support in _mappings(grounding.get("grounding_supports")):
        passage = _text(_mapping(support.get("segment")).get("text"))
        numbers = [one for one in _list(support.get("grounding_chunk_indices")) if isinstance(one, int)]
        named = [pages[one] for one in numbers if 0 <= one < len(pages) and pages[one].get("uri")]
        for page in named[:1]:
            yield _source(_plain(passage), page.get("uri"), page.get("title"))


def _of_block(block: _Told) -> Iterator[Source]:
    """One block of text: OpenAI's responses put annotations to it, Anthropic citations of the whole of it."""
    text = _text(block.get("text"))
    yield from _of_annotations(text, block.get("annotations"))
    for citation in _mappings(block.get("citations"))[:1]:
        yield _source(_plain(text), citation.get("url"), citation.get("title"))


def _of_annotations(text: str, annotations: object) -> Iterator[Source]:
    """OpenAI's chat and responses, OpenRouter: an address and where in the text it is cited."""
    before, text = 0, text[:LONGEST_ANSWER]
    for number, annotation in enumerate(_mappings(annotations)[:MOST_CITATIONS], start=1):
        cited = _mapping(annotation.get("url_citation")) or annotation
        start, end = cited.get("start_index"), cited.get("end_index")
        passage = ""
        if isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text):
            passage, before = _passage_before(text, start, before), end
        passage = passage or _passage_marked(text, number) or _text(cited.get("content"))
        yield _source(passage, cited.get("url"), cited.get("title"))


def _passage_before(text: str, start: int, begin: int) -> str:
    """What stands before a citation: its own line from the citation before on, or the line above where it stands alone."""
    line_begin = text.rfind("\n", 0, start) + 1
    own = _plain(text[max(line_begin, begin if begin <= start else 0) : start])
    if own:
        return own
    above = [line for line in text[:line_begin].split("\n") if line.strip()]
    return _plain(above[-1]) if above else ""


def _passage_marked(text: str, number: int) -> str:
    """The sentence that ends with `[number]`, as models mark it that cite in the order of their list of sources."""
    mark = text.find(f"[{number}]")
    if mark < 0:
        return ""
    told = _CITED.sub("", text[max(text.rfind("\n", 0, mark) + 1, mark - LONGEST_PASSAGE) : mark]).rstrip()
    ends = [end.end() for end in re.finditer(r"[.!?]\s", told)]
    return _plain(told[ends[-1] if ends else 0 :])


_CITED = re.compile(r"\(\s*\[[^\]\n]{0,300}\]\([^)\s]{0,2000}\)\s*\)|\[\d{1,2}\]")
_LINKED = re.compile(r"\[([^\]\n]{0,300})\]\([^)\s]{0,2000}\)")
_MARKED = re.compile(r"\*\*|__|`|^\s*(?:[-*•#]+|\d{1,2}[.)])\s+", re.MULTILINE)


def _plain(passage: str) -> str:
    """A passage without citations and Markdown."""
    told = _MARKED.sub("", _LINKED.sub(r"\1", _CITED.sub(" ", passage[-LONGEST_PASSAGE:])))
    return " ".join(told.split()).strip(" ,;:(–-")


def _source(passage: str, url: object, title: object) -> Source:
    return Source(text=passage[:LONGEST_PASSAGE], url=_text(url), title=_text(title)[:200])


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _mapping(value: object) -> _Told:
    return value if isinstance(value, Mapping) else {}


def _list(value: object) -> Sequence[object]:
    return value[:1_000] if isinstance(value, list) else []


def _mappings(value: object) -> list[_Told]:
    return [one for one in _list(value) if isinstance(one, Mapping)]
