"""A value for any JSON schema: plausible in shape, plain in content."""

import json
import random
import re
from collections.abc import Mapping
from typing import TypeAlias, Union, cast

Json: TypeAlias = Union[bool, int, float, str, list["Json"], dict[str, "Json"], None]  # noqa: UP007
"""Any value that JSON has."""

WORDS = ("plans", "systems", "reports", "with", "care", "for", "clients", "teams", "and", "their", "daily", "work")

_DEEPEST = 6
"""Levels after which lists stay empty and optional parts are left out."""


def value_for(schema: Mapping[str, Json], seed: str) -> Json:
    """A value that the schema allows, the same one for the same seed."""
    return _value(schema, schema, random.Random(seed), 0)


def _value(schema: Mapping[str, Json], root: Mapping[str, Json], rng: random.Random, depth: int) -> Json:
    if isinstance(target := schema.get("$ref"), str):
        return _value(_resolved(target, root), root, rng, depth + 1)
    if isinstance(choices := schema.get("enum"), list) and choices:
        return rng.choice(choices)
    if "const" in schema:
        return schema["const"]
    for name in ("anyOf", "oneOf", "allOf"):
        if isinstance(options := schema.get(name), list) and options:
            fitting = [option for option in options if isinstance(option, dict)]
            null = next((option for option in fitting if option.get("type") == "null"), None)
            return _value(null if null and depth > _DEEPEST else fitting[0], root, rng, depth + 1)
    kind = schema.get("type")
    if isinstance(kind, list):
        kind = next((name for name in kind if name != "null"), "null")
    return _of_type(str(kind).lower(), schema, root, rng, depth)


def _of_type(kind: str, schema: Mapping[str, Json], root: Mapping[str, Json], rng: random.Random, depth: int) -> Json:
    match kind:
        case "object":
            properties = schema.get("properties")
            named = properties.items() if isinstance(properties, dict) else ()
            return {name: _value(cast("dict[str, Json]", part), root, rng, depth + 1) for name, part in named}
        case "array":
            items = schema.get("items")
            least = schema.get("minItems", 0)
            count = max(least if isinstance(least, int) else 0, 0 if depth > _DEEPEST else rng.randint(1, 3))
            return [_value(items if isinstance(items, dict) else {}, root, rng, depth + 1) for _ in range(count)]
        case "integer":
            return rng.randint(1, 9)
        case "number":
            return round(rng.random(), 3)
        case "boolean":
            return rng.random() < 0.5
        case "null":
            return None
        case _:
            return " ".join(rng.choices(WORDS, k=rng.randint(3, 9))).capitalize()


def _resolved(target: str, root: Mapping[str, Json]) -> Mapping[str, Json]:
    found: Json = cast("Json", root)
    for step in target.removeprefix("#/").split("/"):
        found = found.get(step) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else {}


def schema_in(text: str) -> dict[str, Json] | None:
    """The last JSON schema that a prompt tells in words; None where it tells none."""
    last: dict[str, Json] | None = None
    end = 0
    for found in re.finditer(r'\{\s*"', text):
        if found.start() < end:
            continue  # a part of the object before
        try:
            value, end = json.JSONDecoder().raw_decode(text, found.start())
        except ValueError:
            continue
        if isinstance(value, dict) and (isinstance(value.get("properties"), dict) or "$defs" in value):
            last = value
    return last
