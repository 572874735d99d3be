"""What a model's answer is read into: what fits its schema is taken, what does not is left out."""

from functools import cache
from typing import Self, cast

from pydantic import BaseModel, ConfigDict, ModelWrapValidatorHandler, TypeAdapter, ValidationError, model_validator
from pydantic.config import JsonDict
from pydantic_core import PydanticCustomError

MOST_ITEMS = 200
"""Items of a list that are looked at; no stage asks for as many."""


def say_nothing(schema: JsonDict) -> None:
    """Take a class's own description out of what a model is told: the prompt says it, and every token is paid."""
    schema.pop("description", None)


class LenientAnswer(BaseModel):
    """An answer of which single values may be missing, null or wrong.

    A value that does not fit is left out, as is an item of a list; one item stands for a list of it. Where nothing fits, the
    answer is invalid, so that the gateway asks for a repair or somebody else.
    """

    model_config = ConfigDict(json_schema_extra=say_nothing)

    @model_validator(mode="wrap")
    @classmethod
    def _take_what_fits(cls, given: object, build: ModelWrapValidatorHandler[Self]) -> Self:
        if not isinstance(given, dict):
            return build(given)
        fitting = {name: given[name] for name in cls.model_fields if given.get(name) is not None}
        for name, value in list(fitting.items()):
            if not _fits(cls, name, value):
                items = value[:MOST_ITEMS] if isinstance(value, list) else [value]
                kept = [item for item in items if _fits(cls, name, [item])]
                fitting[name] = kept
                if not kept:
                    del fitting[name]
        if not fitting:
            raise PydanticCustomError("nothing_fits", "no field holds what it is asked for")
        return build(fitting)


def _fits(answer: type[BaseModel], field: str, value: object) -> bool:
    try:
        _field(answer, field).validate_python(value)
    except ValidationError:
        return False
    return True


@cache
def _field(answer: type[BaseModel], field: str) -> TypeAdapter[object]:
    return TypeAdapter(cast("type[object]", answer.model_fields[field].annotation))
