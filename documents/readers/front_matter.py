"""YAML front matter of Markdown files: the contact data that stands there, as lines."""

import functools
import tomllib
from importlib import resources

from documents.lines import Line
from documents.readers.characters import single_spaced
from documents.readers.markdown import to_plain
from documents.readers.yaml_document import Node, parse_yaml
from errors import UserError


@functools.cache
def _keys() -> dict[str, frozenset[str]]:
    text = resources.files("documents.readers").joinpath("front_matter.toml").read_text("utf-8")
    return {kind: frozenset(keys) for kind, keys in tomllib.loads(text).items()}


def read_front_matter(text: str) -> list[Line]:
    """Name, headline and contact data; what is about the page alone is left out. Broken YAML is shown as it stands."""
    try:
        node = parse_yaml(text, "front matter")
    except UserError:
        return [Line(text=row) for raw in text.split("\n") if (row := single_spaced(raw))]
    if not isinstance(node, dict):
        return []
    ranked = [_entry(key.lower(), value) for key, value in node.items() if key.lower() not in _keys()["ignored"]]
    return [line for _, lines in sorted(ranked, key=lambda entry: entry[0]) for line in lines]


def _entry(key: str, value: Node) -> tuple[int, list[Line]]:
    texts = [single_spaced(to_plain(text)) for text in _scalars(value)]
    texts = [text for text in texts if text]
    if key in _keys()["name"]:
        return 0, [Line(text=text, level=1) for text in texts]
    if key == "title" and texts and texts[0].lower() in {"resume", "cv", "résumé", "curriculum vitae", "lebenslauf"}:
        return 0, []
    if key in _keys()["headline"]:
        return 1, [Line(text=text) for text in texts]
    if key in _keys()["bare"]:
        return 2, [Line(text=text) for text in texts]
    return 3, [Line(text=f"{key.replace('_', ' ').capitalize()}: {', '.join(texts)}")] if texts else []


def _scalars(value: Node) -> list[str]:
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value or []
    return [text for part in parts for text in _scalars(part)]
