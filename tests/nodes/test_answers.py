import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field, ValidationError

from nodes.answers import LenientAnswer


class Link(LenientAnswer):
    r: str
    f: list[str] = Field(default=[])


class Plan(LenientAnswer):
    title: str = ""
    years: float | None = None
    rows: list[int] = Field(default=[])
    links: list[Link] = Field(default=[])


class Named(LenientAnswer):
    name: str


@pytest.mark.parametrize(
    ("answer", "plan"),
    [
        ({"title": "Baker", "years": None}, Plan(title="Baker")),
        ({"title": None, "rows": [1]}, Plan(rows=[1])),
        ({"title": "Baker", "years": "many", "more": 1}, Plan(title="Baker")),
        ({"rows": [1, "two", "3", None, {}]}, Plan(rows=[1, 3])),
        ({"rows": 4}, Plan(rows=[4])),
        ({"links": [{"r": "r1", "f": "w1"}, {"f": ["w2"]}, "r3"]}, Plan(links=[Link(r="r1", f=["w1"])])),
        ({"links": {"r": "r1"}}, Plan(links=[Link(r="r1")])),
    ],
)
def test_what_fits_is_taken(answer: object, plan: Plan) -> None:
    assert Plan.model_validate(answer) == plan
    assert Plan.model_validate_json(json.dumps(answer)) == plan


@pytest.mark.parametrize(
    "answer", [{}, {"plan": {}}, {"title": None}, {"rows": ["two"]}, {"title": {}}, [], "Baker", 3]
)
def test_where_nothing_fits_the_answer_is_invalid(answer: object) -> None:
    with pytest.raises(ValidationError):
        Plan.model_validate(answer)


def test_an_empty_list_is_an_answer() -> None:
    assert Plan.model_validate({"links": []}).links == []


def test_what_must_be_there_must_be_there() -> None:
    with pytest.raises(ValidationError):
        Named.model_validate({"name": ["Mina"]})


def test_a_model_is_told_fields_and_no_description_of_ours() -> None:
    assert "description" not in json.dumps(Plan.model_json_schema())


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(["title", "years", "rows", "links", "other"]), json_values))
def test_any_answer_is_valid_or_invalid_and_nothing_else(answer: dict[str, object]) -> None:
    try:
        plan = Plan.model_validate(answer)
    except ValidationError:
        return
    assert Plan.model_validate(plan.model_dump()) == plan
