"""Ways, schemas, and the tolerant reading of answers."""

import json
from typing import Literal

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, Field

from gateway.calls import Message, PlainText
from gateway.failures import InvalidOutput
from gateway.structured import (
    WAYS,
    KnownWays,
    Way,
    inlined_schema,
    is_strict,
    json_schema,
    name_of,
    parse_answer,
    repair_messages,
    schema_text,
    told_schema,
)


class Hive(BaseModel):
    name: str
    frames: int = 10


class Apiary(BaseModel):
    """A place with hives."""

    place: str = Field(description="Where it is.", max_length=40)
    hives: list[Hive] = Field(default=[], max_length=9)
    notes: list[str] = []
    keeper: str | None = None
    kind: Literal["garden", "roof"] = "garden"


class Branch(BaseModel):
    label: str
    branches: list["Branch"] = []


class Prices(BaseModel):
    by_name: dict[str, float]


class Loose(BaseModel):
    remarks: list[str] = []
    summary: str = ""


GOOD = {"place": "Vell Mill", "hives": [{"name": "A", "frames": 8}], "notes": ["dry"], "keeper": None, "kind": "roof"}


# Ways


def test_an_unknown_model_is_asked_the_surest_way_first() -> None:
    assert KnownWays().ways("p", "m") == WAYS


def test_a_refused_way_is_not_tried_again() -> None:
    known = KnownWays()
    known.learn("p", "m", "json_schema", False)
    assert known.ways("p", "m") == ("function", "json_object", "text")


def test_another_model_is_not_judged_by_it() -> None:
    known = KnownWays()
    known.learn("p", "m", "json_schema", False)
    assert known.ways("p", "other") == WAYS


def test_a_way_that_worked_goes_before_untried_ones() -> None:
    known = KnownWays()
    known.learn("p", "m", "json_object", True)
    assert known.ways("p", "m")[0] == "json_object"


def test_where_even_text_is_refused_the_ways_are_not_to_blame() -> None:
    known = KnownWays()
    for way in WAYS:
        known.learn("p", "m", way, False)
    assert known.ways("p", "m") == WAYS


def test_a_way_that_is_ignored_again_and_again_counts_as_not_known() -> None:
    known = KnownWays()
    known.missed("p", "m", "json_schema")
    assert known.ways("p", "m")[0] == "json_schema"
    known.missed("p", "m", "json_schema")
    assert known.ways("p", "m")[0] == "function"


def test_a_way_that_has_worked_survives_bad_answers() -> None:
    known = KnownWays()
    known.learn("p", "m", "json_schema", True)
    for _ in range(9):
        known.missed("p", "m", "json_schema")
    assert known.ways("p", "m")[0] == "json_schema"


def test_a_good_answer_ends_a_row_of_bad_ones() -> None:
    known = KnownWays()
    known.missed("p", "m", "function")
    known.learn("p", "m", "function", True)
    assert known.ways("p", "m")[0] == "function"


def test_what_was_learned_is_loaded_again() -> None:
    known, later = KnownWays(), KnownWays()
    known.learn("p", "m", "json_schema", False)
    known.learn("p", "m", "function", True)
    later.load(known.dump())
    assert later.ways("p", "m") == known.ways("p", "m")


def test_refusals_alone_are_not_kept_for_later() -> None:
    known = KnownWays()
    known.learn("p", "m", "json_schema", False)
    assert known.dump() == []


def test_what_this_process_learned_goes_before_what_was_stored() -> None:
    known = KnownWays()
    known.learn("p", "m", "json_schema", True)
    known.load([("p", "m", "json_schema", False), ("p", "m", "no such way", True)])
    assert known.ways("p", "m") == WAYS


@given(st.lists(st.tuples(st.sampled_from(WAYS), st.booleans()), max_size=20))
def test_there_is_always_a_way_left(
    learned: list[tuple[Way, bool]],
) -> None:
    known = KnownWays()
    for way, works in learned:
        known.learn("p", "m", way, works)
    assert "text" in known.ways("p", "m")


# Schemas


def test_a_schema_closes_its_objects_and_requires_everything() -> None:
    schema = json_schema(Apiary)
    assert schema["required"] == ["place", "hives", "notes", "keeper", "kind"]
    assert schema["additionalProperties"] is False
    assert schema["$defs"]["Hive"]["required"] == ["name", "frames"]  # type: ignore[index, call-overload]


@pytest.mark.parametrize("word", ["default", "maxLength", "maxItems", "Hives"])
def test_a_schema_is_sent_without_what_costs_tokens_or_is_not_known_everywhere(word: str) -> None:
    assert word not in schema_text(Apiary)


def test_descriptions_stay() -> None:
    assert "Where it is." in schema_text(Apiary)


def test_a_schema_that_holds_itself_is_an_object_on_the_outside() -> None:
    assert json_schema(Branch)["type"] == "object"


def test_a_field_may_be_called_title() -> None:
    class Book(BaseModel):
        title: str

    assert json_schema(Book)["properties"] == {"title": {"type": "string"}}


@pytest.mark.parametrize("made", [Apiary, Hive, Branch, Prices, Loose])
def test_what_the_schema_allows_it_allows_as_it_is_sent(made: type[BaseModel]) -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema(made))
    example = {
        Apiary: GOOD,
        Hive: {"name": "A", "frames": 8},
        Branch: {"label": "a", "branches": [{"label": "b", "branches": []}]},
        Prices: {"by_name": {"wax": 2.5}},
        Loose: {"remarks": [], "summary": ""},
    }[made]
    jsonschema.validate(example, json_schema(made))


def test_an_object_with_free_keys_is_not_strict() -> None:
    assert is_strict(Apiary)
    assert not is_strict(Prices)


def test_an_inlined_schema_refers_to_nothing() -> None:
    assert "$" not in json.dumps(inlined_schema(Apiary))
    jsonschema.validate(GOOD, inlined_schema(Apiary))


def test_a_schema_that_holds_itself_is_inlined_once() -> None:
    jsonschema.validate({"label": "a", "branches": [{"label": "b", "branches": []}]}, inlined_schema(Branch))


def test_a_generic_class_has_a_name_that_providers_take() -> None:
    made = type("List[Hive] of Ünder", (BaseModel,), {})
    assert name_of(made).isascii()
    assert not set(name_of(made)) & set("[] ")


# Messages


def test_the_schema_is_told_at_the_end_of_the_last_user_message() -> None:
    messages = (Message("system", "s"), Message("user", "u"), Message("assistant", "a"))
    told = told_schema(messages, Hive)
    assert told[1].text.endswith(schema_text(Hive))
    assert (told[0], told[2]) == (messages[0], messages[2])


def test_a_repair_shows_the_bad_answer_and_says_what_is_wrong() -> None:
    messages = repair_messages((Message("user", "u"),), '{"nam": 1}', "it lacks a name.")
    assert [message.role for message in messages] == ["user", "assistant", "user"]
    assert messages[1].text == '{"nam": 1}'
    assert "it lacks a name." in messages[2].text


def test_a_repair_of_an_empty_answer_shows_none() -> None:
    assert [message.role for message in repair_messages((Message("user", "u"),), " ", "it is empty.")] == [
        "user",
        "user",
    ]


def test_a_repair_of_an_endless_answer_stays_short() -> None:
    assert sum(len(message.text) for message in repair_messages((), "x" * 100_000, "it is too long.")) < 3_000


# Reading


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(GOOD),
        "\ufeff" + json.dumps(GOOD),
        json.dumps(GOOD, indent=4),
        f"```json\n{json.dumps(GOOD)}\n```",
        f"```\n{json.dumps(GOOD)}\n```\nAnything else?",
        f"Sure! Here [as asked] is it: {json.dumps(GOOD)} Good luck {{and}} bye.",
        f"<think>Is it {{}} or []?</think>\n{json.dumps(GOOD)}",
        f'Maybe {{"place": "no"}}, rather not.\n</think>\n{json.dumps(GOOD)}',
        json.dumps(GOOD)[:-1] + ",}",
        json.dumps(GOOD).replace("null", "None"),
        json.dumps(GOOD).replace('"dry"', '"dry", // a remark\n'),
        json.dumps([GOOD]),
        json.dumps({"Apiary": GOOD}),
        json.dumps({"result": GOOD}),
        json.dumps({"name": "Apiary", "arguments": GOOD}),
        json.dumps({"name": "Apiary", "arguments": json.dumps(GOOD)}),
        f"{json.dumps(GOOD)}\n{json.dumps(GOOD)}",
    ],
)
def test_a_clumsy_answer_is_read(text: str) -> None:
    assert parse_answer(text, Apiary) == Apiary.model_validate(GOOD)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"place": "Vell", "notes": "dry"}, {"place": "Vell", "notes": ["dry"]}),
        ({"place": "Vell", "notes": None}, {"place": "Vell"}),
        ({"place": "Vell", "notes": [7]}, {"place": "Vell", "notes": ["7"]}),
        ({"place": "Vell", "notes": 7}, {"place": "Vell", "notes": ["7"]}),
        ({"place": "Vell", "hives": {"name": "A"}}, {"place": "Vell", "hives": [{"name": "A"}]}),
        ({"place": "Vell", "hives": [{"name": "A", "frames": None}]}, {"place": "Vell", "hives": [{"name": "A"}]}),
        (
            {"place": "Vell", "hives": [{"name": "A", "frames": "8"}]},
            {"place": "Vell", "hives": [{"name": "A", "frames": 8}]},
        ),
        ({"place": 12}, {"place": "12"}),
        ({"place": "Vell", "surplus": 1}, {"place": "Vell"}),
    ],
)
def test_what_is_plainly_meant_is_taken(given: object, expected: object) -> None:
    assert parse_answer(json.dumps(given), Apiary) == Apiary.model_validate(expected)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "I cannot help with that.",
        "{}",
        "[]",
        "null",
        "42",
        json.dumps(GOOD)[:-10],
        "```json\n" + json.dumps(GOOD)[:40],
        '{"unasked": "for"}',
        '{"place": null}',
        '{"place": "x", "kind": "cellar"}',
        json.dumps({"place": "x" * 41}),
        json.dumps({"error": {"message": "no", "place": "here"}}),
        '{"place": "x", "hives": [{"frames": 3}]}',
        "[" * 50_000,
        '{"a":' * 20_000,
        "{" * 90_000,
        '{"' + '\\"' * 40_000,
        "```" + "a" * 90_000,
        "/*" * 40_000,
        '{"place": ' + "9" * 9_000 + "}",
        "x" * 200_000,
    ],
)
def test_what_is_no_answer_is_refused(text: str) -> None:
    with pytest.raises(InvalidOutput):
        parse_answer(text, Apiary)


@pytest.mark.parametrize(
    "text", ["{}", '{"error": "busy"}', '{"remarks": ["a", {"summary": "b"}', '{"x": [{"summary": "b"}, ']
)
def test_a_schema_of_defaults_is_not_satisfied_by_anything(text: str) -> None:
    with pytest.raises(InvalidOutput):
        parse_answer(text, Loose)


def test_a_deep_answer_is_refused_and_not_an_error_of_ours() -> None:
    deep = '{"label": "a", "branches": [' * 900 + "]}" * 900
    with pytest.raises(InvalidOutput):
        parse_answer(deep, Branch)


def test_the_problem_names_the_field_and_not_the_answer() -> None:
    with pytest.raises(InvalidOutput) as caught:
        parse_answer('{"place": "Vell", "hives": [{"frames": "Orsolya"}]}', Apiary)
    assert "`hives.0.name`: Field required" in caught.value.problem
    assert "Orsolya" not in caught.value.problem
    assert "Orsolya" not in str(caught.value)


def test_many_faults_are_told_in_few_words() -> None:
    with pytest.raises(InvalidOutput) as caught:
        parse_answer(json.dumps({"place": "x", "hives": [{}] * 9}), Apiary)
    assert len(caught.value.problem) < 1_000
    assert "5 more" in caught.value.problem


def test_characters_that_no_document_can_hold_are_taken_out() -> None:
    read = parse_answer(r'{"place": "Ve\u0000ll\u0007 \ud800Mill \ud83d\udc1d", "notes": ["a\u0001b"]}', Apiary)
    assert (read.place, read.notes) == ("Vell \ufffdMill 🐝", ["ab"])


def test_tabs_and_line_ends_stay() -> None:
    assert parse_answer('{"place": "a\\tb\\nc"}', Apiary).place == "a\tb\nc"


def test_bare_line_ends_within_a_string_are_read() -> None:
    assert parse_answer('{"place": "a\nb"}', Apiary).place == "a\nb"


def test_python_words_within_strings_stay() -> None:
    assert parse_answer('{"place": "None, True // x,}", }', Apiary).place == "None, True // x,}"


def test_no_number_is_not_a_number() -> None:
    class Scores(BaseModel):
        score: float

    for text in ('{"score": NaN}', '{"score": Infinity}'):
        with pytest.raises(InvalidOutput):
            parse_answer(text, Scores)


def test_plain_text_is_the_text_without_thoughts() -> None:
    assert parse_answer("<think>hm</think>\n Dear Ms Quill, \x00", PlainText).text == "Dear Ms Quill,"


@pytest.mark.parametrize("text", ["", " \n", "<think>hm</think>", "<think>hm, and then"])
def test_an_empty_text_is_no_answer(text: str) -> None:
    with pytest.raises(InvalidOutput):
        parse_answer(text, PlainText)


_names = st.sampled_from(["place", "hives", "notes", "x"])
_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["place", "hives", "notes", "x"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(_json)
def test_any_json_is_read_or_refused(value: object) -> None:
    try:
        read = parse_answer(json.dumps(value), Apiary)
    except InvalidOutput:
        return
    read.model_dump_json().encode("utf-8")


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        parse_answer(text, Apiary)
    except InvalidOutput:
        return
    raise AssertionError("a random text is no apiary")


_words = st.text(st.characters(blacklist_categories=["Cs", "Cc", "Cn"]), max_size=40)


@given(_words, st.lists(_words, max_size=5), st.sampled_from(["{}", "Here:\n```json\n{}\n```", "Well, {} it is."]))
def test_a_valid_answer_comes_back_as_it_was(place: str, notes: list[str], frame: str) -> None:
    made = Apiary(place=place, notes=notes)
    assert parse_answer(frame.replace("{}", made.model_dump_json()), Apiary) == made


def test_half_a_surrogate_pair_in_an_answer_is_not_sent_back() -> None:
    shown = repair_messages((Message("user", "Which?"),), "{\ud83d", "it is no JSON.")
    assert all(message.text.encode("utf-8") for message in shown)
