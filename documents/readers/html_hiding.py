"""What of a page a person does not see: by attributes, by the element's own style and by the page's style sheet.

Only what is certain hides: rules within `@media`, states (`:hover`) and grounds that cannot be told are taken as shown.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_HIDDEN_CLASSES = frozenset({
    "sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screen-reader-only", "d-none", "hidden",
    "invisible", "offscreen", "display-none",
})  # fmt: skip
"""What the common style sheets call hidden elements."""
_SHOWN_SOMEWHERE = re.compile(r":(?:block|flex|inline|grid|table|visible|not-sr-only)|^d-(?!none)", re.I)
"""A class that shows the element again on some screens."""
_HIDING = re.compile(
    r"(?:^|[;{\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|content-visibility\s*:\s*hidden"
    r"|opacity\s*:\s*(?:0*(?:\.0\d*)?|\.0\d*|[0-5]%)\s*(?=;|}|!|$)|filter\s*:\s*opacity\(\s*0"
    r"|font(?:-size)?\s*:\s*(?:(?:0+(?:\.\d+)?|\.\d+|1(?:\.\d+)?|2)(?:px|pt)|(?:0+|0*\.0\d*|0*\.1[0-5]?)(?:r?em|ex|ch)?|1?\d(?:\.\d+)?%)"
    r"\s*(?=;|}|!|/|$)"
    r"|(?:left|top|right|bottom|text-indent|margin(?:-left|-top)?)\s*:\s*-\d{3,}(?:\.\d+)?(?:px|em|rem|%|pt|vw|vh)"
    r"|(?:-webkit-text-fill-)?color\s*:\s*transparent|transform\s*:[^;}]*(?:scale[xy]?\(\s*0(?:\.0\d*)?\s*[,)]|translate\w*\([^)]*-\d{3,})"
    r"|clip\s*:\s*rect\(\s*(?:0|1px)|clip-path\s*:\s*(?:inset\(\s*(?:[5-9]\d|100)%|circle\(\s*0|polygon\(\s*0(?:px|%)?\s*0(?:px|%)?\s*,?\s*0))",
    re.I,
)
_TINY = re.compile(r"^(?:0|1)(?:\.\d+)?(?:px|pt)?$")
_COLOUR = re.compile(
    r"#([0-9a-f]{3,8})\b|rgba?\(\s*(\d+%?)[\s,]+(\d+%?)[\s,]+(\d+%?)(?:[\s,/]+([\d.]+%?))?\s*\)|([a-z]+)", re.I
)
_CLEAR = re.compile(
    r"(?:rgb|hsl)a?\([^)]*[,/]\s*(?:0|0?\.0\d*|[0-5]%)\s*\)|#[0-9a-f]{6}0[0-9a-f]\b|#[0-9a-f]{3}0\b", re.I
)
"""A colour that nothing is left of."""
_NAMED = {
    "white": (255, 255, 255), "black": (0, 0, 0), "snow": (255, 250, 250), "ivory": (255, 255, 240), "red": (255, 0, 0),
    "ghostwhite": (248, 248, 255), "floralwhite": (255, 250, 240), "whitesmoke": (245, 245, 245), "navy": (0, 0, 128),
    "blue": (0, 0, 255), "green": (0, 128, 0), "gray": (128, 128, 128), "grey": (128, 128, 128), "yellow": (255, 255, 0),
    "azure": (240, 255, 255), "mintcream": (245, 255, 250), "aliceblue": (240, 248, 255), "silver": (192, 192, 192),
}  # fmt: skip
_ALIKE = 16
"""Two colours whose channels differ by no more are one to the eye."""
_SEE_THROUGH = frozenset({"transparent", "none", "inherit", "initial", "unset"})
_COMPOUND = re.compile(r"(?P<tag>\*|[a-z][\w-]*)?(?P<rest>(?:[.#][\w-]+)*)", re.I)
_WANTED = re.compile(r"color|background", re.I)
_PARTS_APART = re.compile(r"display\s*:\s*(?:inline-)?(?:flex|grid)", re.I)
"""What sets the parts of a line apart although no space stands between them."""
_APART = re.compile(r"float\s*:\s*right|display\s*:\s*inline-(?:block|flex|grid)", re.I)
"""What sets an element apart from its neighbours on the line."""
_CHIPS = frozenset({"chip", "tag", "pill", "badge", "label", "skill", "skill-tag", "skill-item"})
"""What the common style sheets call the boxes of single words."""

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class _Compound:
    """One step of a selector: `p.note#first`."""

    tag: str | None
    classes: frozenset[str]
    id: str | None

    def fits(self, element: "_Element") -> bool:
        if self.tag is not None and element.tag != self.tag:
            return False
        return (self.id is None or element.get("id") == self.id) and self.classes <= _classes(element)


@dataclass(frozen=True, slots=True)
class _Rule:
    steps: tuple[tuple[str, _Compound], ...]
    """From right to left: the combinator to the step's right (` ` or `>`, empty for the last) and the step."""
    style: str

    def fits(self, element: "_Element") -> bool:
        if not self.steps[0][1].fits(element):
            return False
        at: _Element | None = element
        for combinator, step in self.steps[1:]:
            at = at.getparent() if at is not None else None
            while combinator == " " and at is not None and not step.fits(at):
                at = at.getparent()
            if at is None or not step.fits(at):
                return False
        return True


@dataclass(frozen=True)
class Sheet:
    """What the page's own style sheet hides or colours; rules by the class, id or tag of their last step."""

    rules: Mapping[str, list[_Rule]] = field(default_factory=dict)
    unsure_grounds: bool = False
    """Whether it paints grounds by selectors that are not read."""


def read_sheet(root: "_Element") -> Sheet:
    """The rules of a page's style elements that hide elements or give colours."""
    rules: dict[str, list[_Rule]] = {}
    unsure = False
    for style in root.iter("style"):
        for selectors, body in _rules(re.sub(r"/\*.*?\*/", " ", style.text or "", flags=re.S)):
            if not (
                _HIDING.search(body)
                or _WANTED.search(body)
                or _APART.search(body)
                or _PARTS_APART.search(body)
                or "overflow" in body
            ):
                continue
            for selector in selectors.split(","):
                steps = _steps(selector.strip())
                if steps is None:
                    unsure = unsure or "background" in body
                else:
                    rules.setdefault(_key(steps[0][1]), []).append(_Rule(steps, body))
    return Sheet(rules, unsure)


def is_hidden(element: "_Element", sheet: Sheet) -> bool:
    """Whether a person who opens the page does not see the element, whatever stands around it."""
    if element.get("hidden") is not None or (element.tag == "input" and element.get("type") == "hidden"):
        return True
    classes = _classes(element)
    if classes & _HIDDEN_CLASSES and not any(_SHOWN_SOMEWHERE.search(name) for name in classes):
        return True
    styles = _styles(element, sheet)
    if any(_HIDING.search(style) or _is_tiny_box(style) for style in styles):
        return True
    colour = _declared(styles, "color") or (
        element.get("color") or element.get("text") if element.tag == "font" else None
    )
    return colour is not None and _is_ground_colour(element, colour, sheet)


def stands_apart(element: "_Element", sheet: Sheet) -> bool:
    """Whether an element stands apart from its neighbours on the line: a date at the right, a box with one skill."""
    return bool(_classes(element) & _CHIPS) or any(_APART.search(style) for style in _styles(element, sheet))


def sets_parts_apart(element: "_Element", sheet: Sheet) -> bool:
    """Whether the parts of an element stand apart from each other."""
    return any(_PARTS_APART.search(style) for style in _styles(element, sheet))


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Selectors and bodies of a style sheet's rules that always apply: not those within `@media` and the like."""
    depth = 0
    selectors = ""
    for piece in re.split(r"([{}])", sheet):
        if piece == "{":
            depth += 1
        elif piece == "}":
            depth = max(depth - 1, 0)
        elif depth == 0:
            selectors = piece
        elif depth == 1 and "@" not in selectors:
            yield selectors, piece


def _steps(selector: str) -> tuple[tuple[str, _Compound], ...] | None:
    """A selector's steps; None for one with states, siblings or attributes."""
    parts = re.split(r"\s*(>)\s*|(\s+)", selector)
    words = [part for part in parts if part is not None]
    steps: list[tuple[str, _Compound]] = []
    combinator = ""
    for word in reversed(words):
        if word == ">" or not word.strip():
            combinator = word if word == ">" else " "
            continue
        match = _COMPOUND.fullmatch(word)
        if match is None or not word:
            return None
        names = re.findall(r"([.#])([\w-]+)", match["rest"])
        ids = [name for mark, name in names if mark == "#"]
        tag = None if match["tag"] in (None, "*") else match["tag"].lower()
        steps.append(
            (
                combinator,
                _Compound(tag, frozenset(name for mark, name in names if mark == "."), ids[0] if ids else None),
            )
        )
    return tuple(steps) or None


def _key(step: _Compound) -> str:
    if step.id is not None:
        return f"#{step.id}"
    if step.classes:
        return f".{min(step.classes)}"
    return step.tag or "*"


def _classes(element: "_Element") -> frozenset[str]:
    return frozenset((element.get("class") or "").split())


def _styles(element: "_Element", sheet: Sheet) -> list[str]:
    """The declarations that apply to an element: its own first, then the style sheet's, the later before the earlier."""
    keys = [str(element.tag), "*", *(f".{name}" for name in _classes(element))]
    if element.get("id"):
        keys.append(f"#{element.get('id')}")
    found = (
        [rule.style for key in keys for rule in sheet.rules.get(key, ()) if rule.fits(element)] if sheet.rules else []
    )
    own = element.get("style")
    return ([own] if own else []) + found[::-1]


def _declared(styles: list[str], name: str) -> str | None:
    for style in styles:
        match = re.search(rf"(?:^|[;{{\s]){name}\s*:\s*([^;}}!]+)", style, re.I)
        if match:
            return match[1].strip()
    return None


def _is_tiny_box(style: str) -> bool:
    """Whether a style cuts its content off at a box too small to see."""
    if not re.search(r"overflow(?:-[xy])?\s*:\s*(?:hidden|clip)", style, re.I):
        return False
    sizes = [_declared([style], name) for name in ("width", "height", "max-width", "max-height")]
    return any(size is not None and _TINY.match(size) for size in sizes)


def _is_ground_colour(element: "_Element", colour: str, sheet: Sheet) -> bool:
    """Whether text of this colour cannot be told from the ground behind it; the page's own is white."""
    if _CLEAR.search(colour):
        return True
    ink = _colour(colour)
    if ink is None:
        return False
    for one in [element, *element.iterancestors()]:
        if not isinstance(one.tag, str):
            continue
        styles = _styles(one, sheet)
        if _declared(styles, "background-image") not in (None, "none"):
            return False
        ground = _declared(styles, "background-color") or _declared(styles, "background") or one.get("bgcolor")
        if ground is None or ground.split()[0].lower() in _SEE_THROUGH:
            continue
        painted = _colour(ground)
        return painted is not None and _alike(ink, painted)
    return not sheet.unsure_grounds and _alike(ink, _NAMED["white"])


def _alike(one: Colour, other: Colour) -> bool:
    return all(abs(mine - theirs) <= _ALIKE for mine, theirs in zip(one, other, strict=True))


def _colour(text: str) -> Colour | None:
    """A colour as red, green and blue; None where it cannot be told."""
    if "url(" in text or "gradient" in text or "var(" in text:
        return None
    match = _COLOUR.search(text)
    if match is None:
        return None
    if match[1]:
        digits = match[1]
        if len(digits) in (3, 4):
            digits = "".join(digit * 2 for digit in digits[:3])
        return (int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)) if len(digits) >= 6 else None
    if match[6]:
        return _NAMED.get(match[6].lower())
    red, green, blue = (
        int(float(part[:-1]) * 2.55) if part.endswith("%") else int(part) for part in match.group(2, 3, 4)
    )
    return red, green, blue
