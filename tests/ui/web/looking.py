"""Reading a page as a test sees it."""

import re
from collections.abc import Iterator
from html import unescape

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button, Node

_TAG = re.compile(r"<[^>]+>")


def parts_of(node: Node) -> Iterator[Node]:
    """Everything on a page, in the order in which it stands there."""
    children = getattr(node, "children", {})
    for child in children.values():
        yield child
        yield from parts_of(child)


def words(app: AppTest) -> str:
    """All words of a page without their markup: texts, labels, values."""
    said: list[str] = []
    for part in parts_of(app.main):
        for name in ("label", "value", "body"):
            text = getattr(part, name, None)
            if isinstance(text, str):
                said.append(unescape(_TAG.sub(" ", text)))
    return " ".join(" ".join(said).split())


def button(app: AppTest, label: str) -> Button:
    """The button with this label."""
    found = [one for one in app.button if one.label == label]
    assert len(found) == 1, f"{label!r} among {[one.label for one in app.button]}"
    return found[0]
