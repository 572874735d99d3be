"""Structured output from any model: which way to ask, the schema it is told, and a tolerant reading of what comes back.

A way is how a model is made to answer in JSON. What a model knows is learned: a way that was refused is not tried again first.
"""

import functools
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal, TypeAlias, TypeVar, Union, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from gateway.calls import Message, PlainText
from gateway.failures import InvalidOutput

Way = Literal["json_schema", "function", "json_object", "text"]
"""How structure is asked for: the provider's own JSON schema, a function to call, any JSON object, or words alone."""

WAYS: tuple[Way, ...] = get_args(Way)
"""From the surest to the one that every model knows."""

MISSES = 2
"""Unusable answers in a row after which a way that was never refused counts as not known."""

Json: TypeAlias = Union[bool, int, float, str, list["Json"], dict[str, "Json"], None]  # noqa: UP007  | takes no forward names
"""Any value that JSON has."""

T = TypeVar("T", bound=BaseModel)

_LONGEST_ANSWER = 100_000
"""Characters; longer answers are not read."""

_STARTS = 12
"""Places in an answer where JSON may begin that are tried at most."""

_ECHO = 2_000
"""Characters of a bad answer that its repair request shows."""

_PROBLEMS = 4
"""Faults that a repair request names at most."""

_MENDED = 100
"""Faults of an answer that are mended at most."""

_KEPT = ("type", "enum", "description", "required", "$ref", "format")
"""What of a schema is sent as it stands; limits are left to validation, since no two providers know the same ones."""


# The ways


class KnownWays:
    """Which ways each model knows: learned from answers and refusals, dumped and loaded so that a storage can remember."""

    def __init__(self) -> None:
        self._works: dict[tuple[str, str, Way], bool] = {}
        self._misses: dict[tuple[str, str, Way], int] = {}

    def ways(self, provider: str, model: str) -> tuple[Way, ...]:
        """Ways in order to try: first what has worked, then what was never tried, surest first; text is always among them."""
        known = {way: self._works.get((provider, model, way)) for way in WAYS}
        likely = [way for way in WAYS if known[way]] + [way for way in WAYS if known[way] is None]
        return tuple(likely if "text" in likely else [*likely, "text"])

    def learn(self, provider: str, model: str, way: Way, works: bool) -> None:
        """Remember that a way gave a valid answer, or was refused.

        Where even plain text is refused, the ways were not to blame, and what was held against them is forgotten.
        """
        self._misses.pop((provider, model, way), None)
        if way == "text" and not works:
            self._works = {road: known for road, known in self._works.items() if road[:2] != (provider, model) or known}
            return
        self._works[provider, model, way] = works

    def has_worked(self, provider: str, model: str) -> bool:
        """Whether any way has given a valid answer."""
        return any(works for road, works in self._works.items() if road[:2] == (provider, model))

    def missed(self, provider: str, model: str, way: Way) -> None:
        """Remember that an answer could not be used: a server that ignores a way does not refuse it, but never follows it."""
        road = (provider, model, way)
        self._misses[road] = self._misses.get(road, 0) + 1
        if self._misses[road] >= MISSES and not self._works.get(road) and way != "text":
            self._works[road] = False

    def dump(self) -> list[tuple[str, str, Way, bool]]:
        """What was learned, as rows of provider, model, way and whether it works.

        Refusals of a model of which no way is known to work are left out: they may have another cause.
        """
        proven = {road[:2] for road, works in self._works.items() if works}
        return [(*road, works) for road, works in self._works.items() if road[:2] in proven]

    def load(self, rows: Iterable[tuple[str, str, str, bool]]) -> None:
        """Take in what was learned before; what this process learned itself goes first."""
        before = {(provider, model, way): works for provider, model, name, works in rows for way in WAYS if way == name}
        self._works = before | self._works


# The schema


@functools.cache
def json_schema(schema: type[BaseModel]) -> dict[str, Json]:
    """A model's JSON schema as it is sent: strict (closed objects, everything required) and without what only costs tokens.

    The result is shared; it must not be changed.
    """
    raw: dict[str, Json] = schema.model_json_schema()
    defined, target = raw.get("$defs"), raw.get("$ref")
    if isinstance(defined, dict) and isinstance(target, str):  # one that holds itself; the outermost must be an object
        whole = defined.get(target.rpartition("/")[2])
        raw = {**(whole if isinstance(whole, dict) else {}), "$defs": defined}
    return _compact(raw)


@functools.cache
def inlined_schema(schema: type[BaseModel]) -> dict[str, Json]:
    """The same without `$defs`, `$ref` and `additionalProperties`, for Gemini's functions, which know none of them.

    A schema that holds itself is cut where it comes again. The result is shared; it must not be changed.
    """
    whole = json_schema(schema)
    defined = whole.get("$defs")
    return _inlined(whole, defined if isinstance(defined, dict) else {}, ())


def _inlined(node: dict[str, Json], defined: dict[str, Json], within: tuple[str, ...]) -> dict[str, Json]:
    if isinstance(target := node.get("$ref"), str):
        name = target.rpartition("/")[2]
        found = defined.get(name)
        if name in within or not isinstance(found, dict):
            return {"type": "object"}
        described: dict[str, Json] = {key: node[key] for key in ("description",) if key in node}
        return _inlined(found, defined, (*within, name)) | described
    kept: dict[str, Json] = {}
    for key, value in node.items():
        if key == "properties" and isinstance(value, dict):
            kept[key] = {
                name: _inlined(part, defined, within) for name, part in value.items() if isinstance(part, dict)
            }
        elif key == "items" and isinstance(value, dict):
            kept[key] = _inlined(value, defined, within)
        elif key == "anyOf" and isinstance(value, list):
            kept[key] = [_inlined(part, defined, within) for part in value if isinstance(part, dict)]
        elif key not in {"$defs", "additionalProperties"}:
            kept[key] = value
    return kept


@functools.cache
def schema_text(schema: type[BaseModel]) -> str:
    """The schema for a prompt, on one line."""
    return json.dumps(json_schema(schema), ensure_ascii=False, separators=(",", ":"))


@functools.cache
def is_strict(schema: type[BaseModel]) -> bool:
    """Whether the schema keeps the rules of strict output: no object with keys of its own choice."""
    return '"additionalProperties":{' not in schema_text(schema) and '"additionalProperties":true' not in schema_text(
        schema
    )


def name_of(schema: type[BaseModel]) -> str:
    """The schema's name, in characters that every provider takes."""
    return re.sub(r"[^A-Za-z0-9_-]", "_", schema.__name__).strip("_")[:60] or "answer"


def _compact(node: dict[str, Json]) -> dict[str, Json]:
    kept: dict[str, Json] = {key: node[key] for key in _KEPT if key in node}
    if "const" in node:
        kept["enum"] = [node["const"]]
    for key in ("anyOf", "oneOf", "allOf"):
        if isinstance(options := node.get(key), list):
            kept["anyOf"] = [_compact(option) for option in options if isinstance(option, dict)]
    if isinstance(items := node.get("items"), dict):
        kept["items"] = _compact(items)
    if isinstance(defined := node.get("$defs"), dict):
        kept["$defs"] = {name: _compact(value) for name, value in defined.items() if isinstance(value, dict)}
    if isinstance(properties := node.get("properties"), dict):
        kept["properties"] = {name: _compact(value) for name, value in properties.items() if isinstance(value, dict)}
        kept["required"] = list(properties)
        kept["additionalProperties"] = False
    elif isinstance(values := node.get("additionalProperties"), dict):
        kept["additionalProperties"] = _compact(values)
    return kept


# The messages


def told_schema(messages: Sequence[Message], schema: type[BaseModel]) -> tuple[Message, ...]:
    """The messages with the schema at the end of the last of the user's, for ways in which nothing else tells it."""
    note = f"\n\nAnswer with one JSON object alone, no other text. Its JSON schema:\n{schema_text(schema)}"
    last = max((place for place, message in enumerate(messages) if message.role == "user"), default=None)
    if last is None:
        return (*messages, Message("user", note.strip()))
    return tuple(
        replace(message, text=message.text + note) if place == last else message
        for place, message in enumerate(messages)
    )


def repair_messages(messages: Sequence[Message], bad_text: str, problem: str) -> tuple[Message, ...]:
    """The messages with the bad answer and one short request for a better one."""
    request = Message(
        "user", f"That answer cannot be used: {problem} Answer again, in full, with the corrected JSON alone."
    )
    shown = bad_text.strip()[:_ECHO].encode("utf-8", "replace").decode("utf-8")  # half a surrogate pair cannot be sent
    if not shown:
        return (*messages, request)
    return (*messages, Message("assistant", shown), request)


# The answer


def parse_answer(text: str, schema: type[T]) -> T:
    """A model's answer as a value of its schema.

    Takes JSON within code fences, prose or thoughts, with trailing commas, comments or Python's constants, wrapped in one more
    object or list; single values where lists are wanted, and null for what may be left out. Nothing is made up: an answer
    that was cut off or lacks a field is refused. Characters that no document can hold are taken out.

    Raises:
        InvalidOutput: there is no JSON in it, or none that fits.
    """
    if issubclass(schema, PlainText):
        return schema.model_validate({"text": _plain_text(text)})
    if len(text) > _LONGEST_ANSWER:
        raise InvalidOutput("it is far too long.", text[:_ECHO])
    if not text.strip():
        raise InvalidOutput("it is empty.", text)
    problem = ""
    for value in _json_values(text):
        for candidate in _unwrapped(value, schema):
            try:
                return _validated(candidate, schema)
            except ValidationError as error:
                problem = problem or _problem(error)
            except RecursionError:
                problem = problem or "it is nested far too deeply."
    raise InvalidOutput(problem or "it holds no complete JSON object with the fields of the schema.", text)


def _plain_text(text: str) -> str:
    plain = _cleaned(_THOUGHTS.sub("", text)).strip()
    if not plain:
        raise InvalidOutput("it is empty.", text)
    return plain


_THOUGHTS = re.compile(
    r"\A.*</(?:think|thinking|thought|reasoning)>|\A\s*<(?:think|thinking|thought|reasoning)>.*\Z", re.DOTALL
)
"""What a model thought aloud: all up to the closing tag, since servers eat the opening one; all where it never ended."""
_FENCED = re.compile(r"```[A-Za-z0-9_-]*+[ \t]*+\r?+\n?+(.*?)```", re.DOTALL)
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def _cleaned(text: str) -> str:
    """Without control characters and half surrogates, which files and databases refuse."""
    if not _UNPRINTABLE.search(text):
        return text
    paired = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _UNPRINTABLE.sub("", paired)


def _json_values(text: str) -> Iterator[Json]:
    """The JSON values that an answer may mean, the likeliest first."""
    text = _THOUGHTS.sub("", text).strip().lstrip("\ufeff")
    sources = [text, *(found[1].strip() for found in _FENCED.finditer(text))]
    for read in (_read, _read_leniently):
        for source in sources:
            if source[:1] in "{[" and (value := read(source)) is not None:
                yield value
        yield from _embedded(text, read)


def _embedded(text: str, read: Callable[[str], Json]) -> Iterator[Json]:
    """JSON objects and lists that stand in prose, each read once, outer ones before inner ones."""
    tried, place = 0, 0
    while tried < _STARTS and (found := re.compile(r"[{\[]").search(text, place)):
        tried += 1
        end = _balanced(text, found.start())
        if not end and _OPENED.match(text, found.start()):
            return  # cut off: what stands inside is a part, and no answer
        value = read(text[found.start() : end]) if end else None
        if value is not None:
            yield value
        place = end if value is not None else found.start() + 1


def _balanced(text: str, start: int) -> int:
    """Where the brackets opened at `start` close again, strings left aside; 0 where they never do."""
    depth = 0
    for found in _BRACKETS.finditer(text, start):
        if found[0] in "{[":
            depth += 1
        elif found[0] in "}]":
            depth -= 1
            if depth == 0:
                return found.end()
    return 0


_STRING = r'"(?:[^"\\]|\\.?)*+(?:"|\Z)'  # one that never ends takes all the rest, so that reading stays linear
_OPENED = re.compile(r'\{\s*"|\[\s*["{\[]')
_BRACKETS = re.compile(_STRING + r"|[{}\[\]]", re.DOTALL)
_LENIENT = re.compile(_STRING + r"|//[^\n]*|/\*.*?(?:\*/|\Z)|\b(?:True|False|None)\b|[“”]", re.DOTALL)
_TRAILING = re.compile(_STRING + r"|,(?=\s*[}\]])", re.DOTALL)
_PYTHON = {"True": "true", "False": "false", "None": "null"}


def _read(text: str) -> Json:
    """The JSON value that a text is; None where it is none."""
    try:
        value: Json = json.loads(text, strict=False, parse_constant=_no_number)
    except (ValueError, RecursionError):  # ValueError: a number too long for Python, too
        return None
    return value


def _no_number(name: str) -> None:
    """NaN and the infinities, which JSON does not have, are null."""


def _read_leniently(text: str) -> Json:
    """The same, with trailing commas, comments and Python's constants taken for what they mean."""

    def mended(found: re.Match[str]) -> str:
        piece = found[0]
        if piece[0] == '"':
            return piece
        return _PYTHON.get(piece, '"' if piece in "“”" else "")

    bare = _LENIENT.sub(mended, text)
    return _read(_TRAILING.sub(lambda found: found[0] if found[0] != "," else "", bare))


def _unwrapped(value: Json, schema: type[BaseModel]) -> Iterator[Json]:
    """The value, and what it holds where a model has put one more object or list around it."""
    fields = schema.model_fields
    known = {*fields, *(field.alias for field in fields.values() if field.alias)}
    if not isinstance(value, dict) or not known or known & value.keys():
        yield value  # an object without one known field would validate wherever all fields have defaults
    if isinstance(value, list):
        if len(value) == 1:
            yield value[0]
        if len(fields) == 1:
            yield {next(iter(fields)): value}
    if isinstance(value, dict):
        for name in (
            "arguments",
            "parameters",
            "properties",
            name_of(schema),
            *(list(value) if len(value) == 1 else ()),
        ):
            inner = value.get(name)
            inner = _read(inner) if isinstance(inner, str) else inner
            if isinstance(inner, dict) and name not in fields and name.lower() not in {"error", "errors"}:
                yield inner


def _validated(value: Json, schema: type[T]) -> T:
    value = _clean_strings(value)
    for _ in range(3):  # a mended list may hold items that need the same
        try:
            return schema.model_validate(value)
        except ValidationError as error:
            mended = value
            for fault in error.errors(include_url=False)[:_MENDED]:
                mended = _mended(mended, fault)
            if mended == value:
                raise
            value = mended
    return schema.model_validate(value)


def _clean_strings(value: Json) -> Json:
    match value:
        case str():
            return _cleaned(value)
        case list():
            return [_clean_strings(item) for item in value]
        case dict():
            return {_cleaned(key): _clean_strings(item) for key, item in value.items()}
        case _:
            return value


def _mended(value: Json, fault: ErrorDetails) -> Json:
    """The value with one fault mended, where what was meant is plain: one item for a list of one, a number for its digits."""
    place, given = fault["loc"], fault["input"]
    match fault["type"]:
        case "list_type" if given is None:
            return _put(value, place, [])
        case "list_type" if isinstance(given, str | dict | int | float):
            return _put(value, place, [given])
        case "string_type" if isinstance(given, int | float) and not isinstance(given, bool):
            return _put(value, place, str(given))
        case kind if given is None and kind.endswith("_type") and place:
            return _put(value, place, _LEFT_OUT)
        case _:
            return value


class _LeftOut:
    """Marks a field that is to be left out, so that its default holds."""


_LEFT_OUT = _LeftOut()


def _put(value: Json, place: Sequence[int | str], new: "Json | _LeftOut") -> Json:
    """The value with another one at a place; as it was where the place is not in it (unions name their branch there)."""
    if not place:
        return value if isinstance(new, _LeftOut) else new
    head, rest = place[0], place[1:]
    if isinstance(value, dict) and isinstance(head, str) and head in value:
        if not rest and isinstance(new, _LeftOut):
            return {key: item for key, item in value.items() if key != head}
        return value | {head: _put(value[head], rest, new)}
    if isinstance(value, list) and isinstance(head, int) and head < len(value):
        if not rest and isinstance(new, _LeftOut):
            return value
        return [_put(item, rest, new) if place_ == head else item for place_, item in enumerate(value)]
    return value


def _problem(error: ValidationError) -> str:
    """The first faults in words: where and what."""
    faults = error.errors(include_url=False, include_input=False, include_context=False)
    named = [f"`{_path(fault['loc'])}`: {fault['msg'][:160]}" for fault in faults[:_PROBLEMS]]
    more = f"; and {len(faults) - _PROBLEMS} more" if len(faults) > _PROBLEMS else ""
    return f"it does not fit the schema ({'; '.join(named)}{more})."


def _path(place: Sequence[int | str]) -> str:
    return ".".join(str(step)[:40] for step in place)[:120] or "the whole answer"
