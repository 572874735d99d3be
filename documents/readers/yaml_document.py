"""YAML and JSON as plain trees of text: every scalar keeps the characters it has in the file.

A phone number is no integer and `3.90` no float in a resume, so nothing is resolved to numbers or dates.
"""

import json
from typing import TypeAlias

from errors import UserError

Node: TypeAlias = "str | list[Node] | dict[str, Node] | None"

_MOST_NODES = 50_000
"""Far more than any resume has. Aliases that multiply ("billion laughs") pass it at once."""
_DEEPEST = 40
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class _TooLarge(Exception):
    """The tree grows past the limits above."""


def parse_yaml(text: str, name: str) -> Node:
    """Tree of a YAML 1.2 document.

    Raises:
        UserError: it is no YAML, or its aliases multiply beyond any resume.
    """
    from ruamel.yaml import YAML  # 60 ms
    from ruamel.yaml.error import YAMLError

    parser = YAML(typ="base", pure=True)
    try:
        loaded = parser.load(text)
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" in line {mark.line + 1}" if mark is not None else ""
        problem = getattr(error, "problem", None) or "it cannot be parsed"
        raise UserError(name, f"is no valid YAML: {problem}{where}", "correct it and try again") from None
    except (RecursionError, ValueError):
        raise UserError(name, "is no valid YAML", "correct it and try again") from None
    return _plain_tree(loaded, name, nulls=_NULLS)


def parse_json(text: str, name: str) -> Node:
    """Tree of a JSON document.

    Raises:
        UserError: it is no JSON.
    """
    try:
        loaded = json.loads(text.removeprefix("\ufeff"), parse_int=str, parse_float=str)
    except json.JSONDecodeError as error:
        raise UserError(
            name, f"is no valid JSON: {error.msg} in line {error.lineno}", "correct it and try again"
        ) from None
    except RecursionError:
        raise UserError(name, "is no valid JSON: nested too deeply", "correct it and try again") from None
    return _plain_tree(loaded, name, nulls=frozenset())


def _plain_tree(loaded: object, name: str, *, nulls: frozenset[str]) -> Node:
    count = 0

    def copy(value: object, depth: int) -> Node:
        nonlocal count
        count += 1
        if count > _MOST_NODES or depth > _DEEPEST:
            raise _TooLarge
        if isinstance(value, dict):
            return {str(key): copy(item, depth + 1) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return [copy(item, depth + 1) for item in value]
        if value is None or (isinstance(value, str) and value in nulls):
            return None
        return str(value).lower() if isinstance(value, bool) else str(value)

    try:
        return copy(loaded, 0)
    except _TooLarge:
        raise UserError(
            name, "its repeated references or nesting grow beyond any resume", "write it without YAML aliases"
        ) from None


def flat_text(node: Node) -> str:
    """The values of a tree, one a line, without their keys."""
    if isinstance(node, str):
        return node
    parts = node.values() if isinstance(node, dict) else node or []
    return "\n".join(text for part in parts if (text := flat_text(part)))


_NOT_CONTENT = frozenset({"meta", "photo", "fontawesome_icon", "theme", "icon", "image"})


def content_of(node: Node) -> Node:
    """The part of a document that is about the person: without schema, design, pictures and what the file says of itself."""
    if isinstance(node, list):
        return [content_of(one) for one in node]
    if not isinstance(node, dict):
        return node
    if isinstance(node.get("cv"), dict):
        return content_of(node["cv"])
    return {
        key: content_of(value) for key, value in node.items() if key not in _NOT_CONTENT and not key.startswith("$")
    }
