"""Models that know nothing of our schemas, and models that know them and lie, for tests of what gets through."""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import cast

from pydantic import BaseModel

from errors import GatewayUnavailable
from gateway.calls import Answer, Call, Caller, Plan, T, Usage
from storage.ledger import RunUsage, StageTokens

CANARY = "Zorblax"
"""A word that stands in no resume and no ad: it stands in everything a liar says."""

Json = None | bool | int | float | str | Sequence["Json"] | dict[str, "Json"]
Lie = Callable[[Call[BaseModel]], Json]


class LyingModels:
    """Answers every call with what a lie makes of it; an answer that does not fit its schema is no answer."""

    def __init__(self, lie: Lie) -> None:
        self._lie = lie
        self.calls: list[Call[BaseModel]] = []

    async def ask(self, call: Call[T], caller: Caller) -> Answer[T]:
        self.calls.append(cast("Call[BaseModel]", call))
        try:
            value = call.schema.model_validate(self._lie(cast("Call[BaseModel]", call)))
        except ValueError as error:
            raise GatewayUnavailable(call.stage, "the answer did not fit") from error
        return Answer(value, "loop", "liar", Usage(200, 50), Decimal("0.0001"), attempts=1, latency=0.01)

    async def searches_web(self, plan: Plan) -> bool:
        return False

    async def usage(self, run_id: str) -> RunUsage:
        calls = len(self.calls)
        stages = {call.stage for call in self.calls}
        tokens = {stage: StageTokens(200 * sum(call.stage == stage for call in self.calls), 50) for stage in stages}
        return RunUsage(calls, 0, 0, 0, 0, tokens, Decimal("0.0001") * calls, 0)

    def asked(self, stage: str) -> list[Call[BaseModel]]:
        """The calls of one stage."""
        return [call for call in self.calls if call.stage == stage]


def rows_of(call: Call[BaseModel]) -> list[tuple[str, str]]:
    """The `id: text` rows of a prompt."""
    return re.findall(r"^([a-z][\w.]*): (.+)$", call.messages[-1].text, re.MULTILINE)


def fill(schema: dict[str, Json], root: dict[str, Json], say: Callable[[str], Json], name: str = "") -> Json:
    """A value of any JSON schema, with what `say` makes of a property's name as every string."""
    if "$ref" in schema:
        named = str(schema["$ref"]).rpartition("/")[2]
        return fill(root["$defs"][named], root, say, name)  # type: ignore[index, call-overload, arg-type]
    if options := schema.get("anyOf"):
        return fill(options[0], root, say, name)  # type: ignore[index, arg-type]
    if choices := schema.get("enum"):
        return choices[-1]  # type: ignore[index]
    match schema.get("type"):
        case "object":
            properties = cast("dict[str, dict[str, Json]]", schema.get("properties", {}))
            return {key: fill(value, root, say, key) for key, value in properties.items()}
        case "array":
            return [fill(cast("dict[str, Json]", schema["items"]), root, say, name) for _ in range(3)]
        case "integer" | "number":
            return 3
        case "boolean":
            return True
        case _:
            return say(name)


def babble(call: Call[BaseModel]) -> Json:
    """What a server says that knows no schema of ours: every string is a boast."""
    schema = call.schema.model_json_schema()
    return fill(schema, schema, lambda name: f"Led {CANARY} to 812% growth as Chief {CANARY} Officer")


def informed(call: Call[BaseModel]) -> Json:
    """A server that puts known ids where an id may stand, and a boast everywhere else."""
    ids = [id for id, _ in rows_of(call)] or ["w1.1"]
    said = 0

    def say(name: str) -> Json:
        nonlocal said
        said += 1
        known = name in {"fact", "facts", "f", "r", "lead", "metrics", "no_result"}
        return ids[said % len(ids)] if known else f"Led {CANARY} to 812% growth"

    schema = call.schema.model_json_schema()
    return fill(schema, schema, say)


def embroider(call: Call[BaseModel]) -> Json:
    """Every line with an invention at its end, which loses nothing; and a head of inventions."""
    if "edits" not in call.schema.model_fields:
        return informed(call)
    edits: list[Json] = [
        {"fact": id, "text": f"{source_of(text).rstrip('.')}, winning the {CANARY} prize", "why": "result"}
        for id, text in rows_of(call)
    ]
    cited: Json = [id for id, _ in rows_of(call)][:2]
    head: dict[str, Json] = {
        "headline": {"text": f"Chief {CANARY} Officer", "facts": cited},
        "summary": [{"text": f"Won the {CANARY} prize {number} times.", "facts": cited} for number in (2, 3)],
        "no_result": [CANARY],
    }
    return {"edits": edits, **{key: value for key, value in head.items() if key in call.schema.model_fields}}


def inflate(call: Call[BaseModel]) -> Json:
    """Every figure ten times as large, and every line led: lies without a strange word."""
    if "edits" not in call.schema.model_fields:
        return informed(call)
    edits: list[Json] = []
    for id, text in rows_of(call):
        larger = re.sub(r"(?<![\w.,])\d+\b(?![.,]\d)", lambda match: match[0] + "0", source_of(text))
        edits.append({"fact": id, "text": f"Single-handedly led: {larger}", "why": "result"})
    return {"edits": edits, **({"no_result": []} if "no_result" in call.schema.model_fields else {})}


def gut(call: Call[BaseModel]) -> Json:
    """Every line cut down to nothing that anybody could object to."""
    if "edits" not in call.schema.model_fields:
        return informed(call)
    edits: list[Json] = [{"fact": id, "text": "Managed projects.", "why": "shorter"} for id, _ in rows_of(call)]
    return {"edits": edits, **({"no_result": []} if "no_result" in call.schema.model_fields else {})}


def source_of(text: str) -> str:
    """The source of a line that was sent back, any other as it is."""
    return text.partition("source: ")[2].partition(" / refused: ")[0] or text
