from documents.json_strings import strings_of


def test_strings_come_in_their_order_at_any_depth() -> None:
    assert list(strings_of({"a": "one", "b": [2, "two", {"c": None, "d": "three"}]})) == ["one", "two", "three"]


def test_what_stands_under_a_key_that_is_left_out_is_no_text_at_any_depth() -> None:
    assert list(strings_of([{"meta": {"a": "one"}, "b": "two"}, {"b": {"meta": "three"}}], without={"meta"})) == ["two"]
