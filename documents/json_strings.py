"""The texts of a JSON document, whatever its shape."""

from collections.abc import Collection, Iterator


def strings_of(value: object, without: Collection[str] = ()) -> Iterator[str]:
    """All strings in a JSON value in their order, those under the keys in `without` left out; keys are no strings of it."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from strings_of(one, without)
    elif isinstance(value, dict):
        for key, one in value.items():
            if key not in without:
                yield from strings_of(one, without)
