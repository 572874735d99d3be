"""Text in a job ad that addresses programs instead of people: found by rules, taken out, and counted, never quoted.

A job ad is written by a stranger, and everything downstream reads it: models, and rules that copy its words into a report.
What is taken out: instructions to AI tools from their first sentence to the end of their paragraph, together with what plainly
carries them on; control tokens of language models; scripts and hidden elements; template syntax; encoded blocks; terminal
escapes and invisible characters. What speaks to applicants stays, even where it is about AI or about prompt injection.

The phrases are in `hostile.toml`. Disguises are undone before they are compared: look-alike letters, digits for letters, letters
set apart, words cut by lines, text backwards or shifted by 13.
"""

import base64
import binascii
import codecs
import functools
import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

from resume.ad.disguises import fold, undisguised
from resume.ad.hostile_signs import is_hostile_sentence, is_hostile_together, score_sentence, thresholds
from resume.ad.patterns import compile_patterns

_OPEN_TOKEN = "\ue101"
"""Stands where an opening control token stood, until its paragraph is cut there."""
_BLOB = "\ue102"
"""Stands where encoded text stood, so that the words before it do not seem to introduce the next paragraph."""
_NO_LETTER = re.compile(r"[\W\d_]+")

_ANSI = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[PX^_].{0,2000}?\x1b\\|[@-Z\\-_])|\x9b[0-?]*[ -/]*[@-~]",
    re.S,
)
_INVISIBLE = re.compile(
    "[\U000e0000-\U000e007f]+|[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u180e\u00ad\U000e0100-\U000e01ef]+"
)
_HIDDEN_MESSAGE = re.compile("[\U000e0020-\U000e007f]|[\u202a-\u202e\u2066-\u2069]|(?<=\\w)\u200b+(?=\\w)")
_OVERRIDDEN = re.compile("[\u202d\u202e][^\u202c\n]*\u202c?")
"""Text shown backwards: nobody writes an ad so."""
_CONTROL_SPANS = re.compile(
    r"<\|im_start\|>.{0,4000}?<\|im_end\|>|\[INST\].{0,4000}?\[/INST\]|<<SYS>>.{0,4000}?<</SYS>>"
    r"|<start_of_turn>.{0,4000}?<end_of_turn>|<\|start_header_id\|>.{0,4000}?<\|eot_id\|>"
    r"|<(system|assistant|instructions?|prompt|human|admin|hidden|secret)(?:\s[^<>]{0,400})?>.{0,4000}?</\1\s*>",
    re.I | re.S,
)
_PSEUDO_TAGS = re.compile(r"<([a-z][\w-]{2,30})(?:\s[^<>]{0,200})?>.{0,2000}?</\1\s*>", re.I | re.S)
"""Elements; those that HTML does not know were written for a language model."""
_ACTIVE = re.compile(r"<(\w{1,20})\b[^<>]{0,300}\son[a-z]{3,20}\s*=[^<>]{0,300}>(?:.{0,500}?</\1\s*>)?", re.I | re.S)
"""An element that runs something."""
_MARKDOWN_COMMENT = re.compile(r"^[ \t]*\[[^\[\]\n]{1,40}\]:[ \t]*(?:#|<>)[^\n]*$", re.M)
_CONTROL_CLOSE = re.compile(
    r"<\|im_end\|>|\[/INST\]|<</SYS>>|<end_of_turn>|</(?:system|assistant|user|instructions?|prompt|human|admin|s)>|<\|(?:end|eot_id|eom_id|endoftext|end_of_text|end_of_turn|end_header_id)\|>",
    re.I,
)
_CONTROL_OPEN = re.compile(
    r"<\|[a-z_ ]+\|>|\[INST\]|<<SYS>>|<start_of_turn>"
    r"|<(?:system|assistant|instructions?|prompt|human|admin|s)(?:\s[^<>]{0,400})?>"
    r"|^[ \t]*#{3} *(?:instruction|system|assistant|human|response|input|new instructions?)(?: *:|[ \t]*$)",
    re.I | re.M,
)
_SCRIPTS = re.compile(
    r"<(script|style|iframe|object|noscript|template|svg)\b[^<>]{0,1000}>.*?(?:</\1\s*>|\Z)"
    r"|<(\w{1,20})\b[^<>]{0,400}(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|opacity\s*:\s*0(?![.\d])"
    r"|(?<!-)color\s*:\s*(?:white|#fff(?:fff)?)\b|\shidden(?=[\s>=]))[^<>]{0,400}>.{0,4000}?(?:</\2\s*>|(?=\n\s*\n)|\Z)",
    re.I | re.S,
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
_TAG = re.compile(
    r"</?(?:a|abbr|address|article|aside|b|base|blockquote|body|br|button|center|code|dd|div|dl|dt|em|embed|footer|font|form"
    r"|h[1-6]|head|header|hr|html|i|img|input|ins|label|li|link|main|mark|meta|nav|ol|option|p|picture|pre|q|section|select"
    r"|small|source|span|strike|strong|sub|sup|table|tbody|td|textarea|tfoot|th|thead|title|tr|tt|u|ul|video|audio)"
    r"(?:\s[^<>]*)?/?>",
    re.I,
)
_SCRIPT_ADDRESS = re.compile(
    r"\b(?:java|vb)script\s?:(?:void|alert|eval|document|window|fetch|location|prompt|confirm|//|%|\w+\()\S*"
    r"|\bdata:[a-z]+/[\w.+-]+[;,]\S+",
    re.I,
)
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,500}\](?:\([^()\n]{0,800}\)|\[[^\[\]\n]{0,300}\])")
_LINK = re.compile(r"(?<!!)\[([^\[\]\n]{1,300})\]\([ \t]*<?([^()\s<>]{0,500})>?[^()\n]{0,200}\)")
_TEMPLATES = (
    re.compile(r"\$\{\{.{0,400}?\}\}", re.S),
    re.compile(r"\{%.{0,400}?%\}|\{#.{0,400}?#\}|<%.{0,400}?%>|<\?(?:php|=).{0,400}?(?:\?>|\Z)", re.S | re.I),
    re.compile(r"\{{2,3}([^{}]{0,400})\}{2,3}", re.S),
    re.compile(r"[$#@*~]\{([^{}]{0,400})\}", re.S),
    re.compile(r"[$#@*~]\{([^{}]{0,400})\}", re.S),
    re.compile(
        r"\{[^{}\n]{0,200}__\w{1,30}__[^{}\n]{0,200}\}|\$\([a-z][^()\n]{0,300}\)|\[\[[^\[\]\n]{0,200}[${(][^\[\]\n]{0,200}\]\]",
        re.I,
    ),
    re.compile(
        r"(?<![\w:\\])\\(?:write18|immediate|directlua|csname)(?:\{[^{}\n]*\})*"
        r"|(?<![\w:\\])\\(?:input|include|openout|openin|read|usepackage|def|catcode|newwrite|lstinputlisting|verbatiminput|href|url)"
        r"\*?\s*(?:\[[^\]\n]*\])?(?:\{[^{}\n]*\})+"
        r"|(?<!\S)[=+@-](?:HYPERLINK|IMPORT\w+|WEBSERVICE|IMAGE|CMD|DDE|EXEC|SHELL)\s*\([^)\n]*\)|=cmd\|\S+",
        re.I,
    ),
    re.compile(r"\{\{+|\}\}+|\{%|%\}|\$\{|<%=?|%>"),
)
_PLAIN_SLOT = re.compile(r"[\s#/&^>!-]*([^\W\d_](?:[\w ]*\w)?(?:\.[^\W\d_]\w*)*(?:\s*\|\s*[a-z]+)?)\s*")
_ABOUT_TEMPLATES = re.compile(
    r"templat|jinja|mustache|handlebars|liquid|placeholder|twig|angular|vue|svelte|helm|shell|bash|syntax|curly|brace",
    re.I,
)
_CUT = "\ue103"
"""Stands where an expression stood: what follows it in its sentence was written with it, not for people."""
_SLOT_CONTEXT = 200
_ENCODED = re.compile(
    r"(?:&#x?[0-9a-f]{2,6};\s?){6,}|(?:%[0-9a-f]{2}){8,}|(?:\\u[0-9a-f]{4}|\\x[0-9a-f]{2}){6,}|(?:\b[01]{8}\s+){5,}[01]{8}\b",
    re.I,
)
_HEX = re.compile(r"(?<![\w-])(?:0x)?((?:[0-9a-f]{2}[ :]?){16,})(?![\w-])", re.I)
_BASE64 = re.compile(r"(?<![\w/+.@-])[A-Za-z0-9+/]{24,}={0,2}(?![\w/+@])")
_LONG_BLOB = 60
_UNBROKEN = re.compile(r"[!-~]{600,}")
"""Data, not words; patterns may take time in the square of a word's length."""

_SENTENCE = re.compile(r".{1,600}?(?:[.!?…]+[\"')\]”’]*(?=\s|$)|[。！？]|$)|.{600}", re.S)
"""Sentences, cut after 600 characters: nobody writes longer ones, and it bounds the time that patterns take."""
_SENTENCE_OR_LINE = re.compile(
    r".{1,600}?(?:[.!?…]+[\"')\]”’]*(?=\s|$)|[。！？]|(?=\n\s*[\"'“‘(]?[^\W\d_a-zß-öø-ÿ])|$)|.{600}", re.S
)
"""Sentences that also end where the next line begins with a capital letter: many ads have no full stops."""
_ITEM = re.compile(r"\s*(?:[-*+•◦▪●○■–—·‣➤►✓✔»o]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+\S")
_QUOTE = re.compile(r"\s*>")
_FENCE = re.compile(r"\s*(```+|~~~+)")
_WIDEST_GAP = 60
"""Blanks in a row; more of them set no column of a page apart."""
_SHORT_BLOCK = 6
_WIDEST_SPLIT = 5
_LONGEST_SPLIT = 600
"""Characters of an instruction that is split over several sentences."""


_MOST_PASSES = 24
"""Passes over one text: an attack nested deeper than this was never meant for people, and nothing of it is kept."""


@dataclass(frozen=True)
class SafeText:
    """Text without what addresses programs, and what was taken out: how many of each kind."""

    text: str
    removed: Mapping[str, int]


@dataclass(frozen=True)
class _Rule:
    kind: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None


@dataclass(frozen=True)
class _Phrases:
    """The compiled content of `hostile.toml`."""

    rules: tuple[_Rule, ...]
    overrides: _Rule
    """The first rule alone: the only one strict enough for text put together from several paragraphs."""
    squashed: re.Pattern[str]
    followup: re.Pattern[str]
    heading: re.Pattern[str]
    names: Mapping[str, Sequence[str]]
    elements: frozenset[str]
    """Names of HTML's elements."""


@dataclass(frozen=True)
class _Block:
    """A paragraph, a list item, a quotation or a fenced block."""

    text: str
    kind: str
    blank_before: bool


def remove_hostile_text(text: str) -> SafeText:
    """The text as it may be read by programs, with counts of what was taken out of it.

    What is taken out may bring something hostile together that it stood between, so that the rules are gone through again until
    they find no more; an honest text is gone through once.
    """
    removed: Counter[str] = Counter()
    text = _tidied(text.replace("\r\n", "\n"))
    for _ in range(_MOST_PASSES):
        before, text = text, _cleaned_once(text, removed)
        if text == before:
            break
    else:
        text = ""
    return SafeText(text, dict(+removed))


def _cleaned_once(text: str, removed: Counter[str]) -> str:
    text = _without_invisible(text, removed)
    text = _without_markup(text, removed)
    text = _without_templates(text, removed)
    text = _without_encoded(text, removed)
    text = _without_instructions(text, removed)
    return _tidied(text)


def describe_removed(removed: Mapping[str, int]) -> list[str]:
    """What was taken out, for people: `2 instructions to AI tools`."""
    names = _phrases().names
    return [f"{removed[kind]} {names[kind][removed[kind] != 1]}" for kind in names if removed.get(kind)]


def _without_invisible(text: str, removed: Counter[str]) -> str:
    text, escapes = _ANSI.subn("", text)
    removed["escape"] += escapes
    text, overridden = _OVERRIDDEN.subn("", text)
    removed["invisible"] += overridden + sum(
        1 for run in _INVISIBLE.finditer(text) if _HIDDEN_MESSAGE.search(run.group())
    )
    return _INVISIBLE.sub("", text).replace(_OPEN_TOKEN, "").replace(_BLOB, "")


def _without_markup(text: str, removed: Counter[str]) -> str:
    text, spans = _CONTROL_SPANS.subn(" ", text)
    text = _PSEUDO_TAGS.sub(lambda match: _known_element(match, removed), text)
    text, closes = _CONTROL_CLOSE.subn(" ", text)
    text, opens = _CONTROL_OPEN.subn(_OPEN_TOKEN, text)
    removed["control"] += spans + closes + opens
    text, scripts = _SCRIPTS.subn(" ", text)
    text, active = _ACTIVE.subn(" ", text)
    removed["script"] += scripts + active
    text = _MARKDOWN_COMMENT.sub(" ", _COMMENT.sub(" ", text))
    text = _TAG.sub(_tag_space, text)
    text, images = _IMAGE.subn(" ", text)
    text, addresses = _SCRIPT_ADDRESS.subn(" ", text)
    removed["address"] += images + addresses
    return _LINK.sub(lambda match: match[1], text)


def _known_element(match: re.Match[str], removed: Counter[str]) -> str:
    if match[1].lower() in _phrases().elements:
        return match.group()
    removed["control"] += 1
    return " "


def _tag_space(match: re.Match[str]) -> str:
    """A line break for a tag that begins a line in print, nothing for one within it."""
    name = re.match(r"</?(\w+)", match.group())
    return (
        "\n" if name and name[1].lower() in {"br", "p", "div", "li", "tr", "ul", "ol", "h1", "h2", "h3", "h4"} else ""
    )


def _without_templates(text: str, removed: Counter[str]) -> str:
    for pattern in _TEMPLATES:
        text, count = pattern.subn(_slot, text)
        removed["template"] += count
    return re.sub(rf"{_CUT}[^\n.!?]*", " ", text)


def _slot(match: re.Match[str]) -> str:
    """What is left of template syntax: a name where its line is about templates, nothing of other names, a cut after the rest."""
    inner = match[1] if match.re.groups else None
    if inner is None:
        return " "
    plain = _PLAIN_SLOT.fullmatch(inner)
    if plain is None or "__" in plain[1]:
        return _CUT
    start = match.string.rfind("\n", 0, match.start()) + 1
    line = match.string[max(start, match.start() - _SLOT_CONTEXT) : match.end() + _SLOT_CONTEXT].partition("\n")[0]
    around = line.replace(match.group(), " ")
    return plain[1] if _ABOUT_TEMPLATES.search(around) and len(plain[1]) > 2 else " "


def _without_encoded(text: str, removed: Counter[str]) -> str:
    def blob(match: re.Match[str]) -> str:
        if not _is_encoded_text(match.group()):
            return match.group()
        removed["encoded"] += 1
        return _BLOB

    for pattern in (_UNBROKEN, _ENCODED):
        text, count = pattern.subn(_BLOB, text)
        removed["encoded"] += count
    return _BASE64.sub(blob, _HEX.sub(blob, text))


def _is_encoded_text(blob: str) -> bool:
    """Whether a run of characters is text in base 64 or in hexadecimal digits, or too long and mixed to be a word."""
    mixed = all(re.search(kind, blob) for kind in ("[a-z]", "[A-Z]", "[0-9]"))
    if mixed and len(blob) >= _LONG_BLOB:
        return True
    digits = re.sub(r"^0x|[ :]", "", blob)
    try:
        decoded = bytes.fromhex(digits) if _HEX.fullmatch(blob) else base64.b64decode(blob + "=" * (-len(blob) % 4))
        readable = decoded.decode("utf-8")
    except (ValueError, binascii.Error):
        return False
    return len(readable) >= 12 and all(char.isprintable() or char in "\n\t" for char in readable)


def _without_instructions(text: str, removed: Counter[str]) -> str:
    blocks = _blocks(text)
    split = _split_instructions(blocks)
    kept: list[str] = []
    before: _Block | None = None  # the block before, if it was hostile
    introduces = in_list = False
    for number, block in enumerate(blocks):
        cut = 0 if number in split else _first_hostile(block)
        if cut is None and before is not None:
            is_listed = in_list and block.kind == "item"
            cut = 0 if is_listed or _carries_on(block, introduces=introduces) else None
        if cut is None:
            before, introduces, in_list = None, False, False
            kept.append(("\n" if block.blank_before else "") + block.text)
            continue
        removed["instruction"] += before is None or cut > 0 or number not in split
        if cut > 0:
            kept.append(("\n" if block.blank_before else "") + block.text[:cut].rstrip())
        in_list = block.kind == "item" and (introduces or in_list)
        introduces = block.text.rstrip("*_\"' ").endswith((":", _OPEN_TOKEN))
        before = block
    return "\n".join(kept).replace(_OPEN_TOKEN, "").replace(_BLOB, "")


def _carries_on(block: _Block, *, introduces: bool) -> bool:
    """Whether a block continues the instruction of the block before it."""
    if block.kind == "heading":
        return False
    text = _inner(block.text)
    return introduces or _is_neighbourly(text) or _phrases().followup.search(fold(text)) is not None


def _is_neighbourly(text: str) -> bool:
    """Whether text beside something hostile has signs enough to belong to it."""
    return score_sentence(text).total >= thresholds().neighbour


def _blocks(text: str) -> list[_Block]:
    blocks: list[_Block] = []
    rows: list[str] = []
    kind = ""
    blank = blank_before = False
    fence = ""

    def close() -> None:
        nonlocal rows
        if rows:
            blocks.append(_Block("\n".join(rows), kind, blank_before))
        rows = []

    for row in text.split("\n"):
        opens_fence = _FENCE.match(row)
        if fence:
            rows.append(row)
            if opens_fence and opens_fence[1].startswith(fence):
                fence = ""
                close()
            continue
        if not row.strip():
            close()
            blank = True
            continue
        row_kind = _row_kind(row, in_fence=opens_fence is not None)
        starts = (
            row_kind in {"item", "heading", "fence"} or kind == "heading" or (row_kind == "quote") != (kind == "quote")
        )
        if starts or not rows:
            close()
            kind, blank_before, blank = row_kind, blank, False
        rows.append(row)
        fence = opens_fence[1] if opens_fence else ""
    close()
    return blocks


def _row_kind(row: str, *, in_fence: bool) -> str:
    if in_fence:
        return "fence"
    if _QUOTE.match(row):
        return "quote"
    if _ITEM.match(row):
        return "item"
    bare = fold(row).strip("#*_=- \t:")
    return "heading" if len(bare.split()) <= 7 and _phrases().heading.search(bare) else "paragraph"


def _inner(text: str) -> str:
    """A block's words on one line, without list, quotation and fence marks."""
    rows = (re.sub(r"^\s*(?:>+|```+\w*|~~~+\w*)?\s*", "", row) for row in text.split("\n"))
    return re.sub(r"^\s*(?:[-*+•◦▪●○■–—·‣➤►✓✔»]|o(?=\s{2})|\(?\d{1,2}[.)]|\(?[a-z]\))\s+", "", " ".join(rows)).strip()


def _first_hostile(block: _Block) -> int | None:
    """Where in a block the first hostile sentence begins; None if there is none."""
    if block.kind in {"fence", "quote"} and _is_hostile(_inner(block.text)):
        return 0
    whole = [match.span() for match in _SENTENCE.finditer(block.text) if match.group().strip()]
    by_line = [match.span() for match in _SENTENCE_OR_LINE.finditer(block.text) if match.group().strip()]
    cut = _first_hostile_span(block, by_line)
    if cut is None and len(by_line) > len(whole):
        cut = _first_hostile_span(block, whole)
    if cut is not None:
        return cut
    for width in (2, _WIDEST_SPLIT):
        for number, (start, _) in enumerate(by_line[: 1 - width]):
            pieces = [_inner(block.text[slice(*span)]) for span in by_line[number : number + width]]
            if sum(map(len, pieces)) > _LONGEST_SPLIT:
                continue
            if _overrides(" ".join(pieces)) or is_hostile_together(pieces):
                return start
    return None


def _first_hostile_span(block: _Block, spans: Sequence[tuple[int, int]]) -> int | None:
    """Where the first hostile sentence begins, or the one before it where that leads up to it."""
    for number, (start, end) in enumerate(spans):
        sentence = block.text[start:end]
        token = sentence.find(_OPEN_TOKEN)
        if token < 0 and not _is_hostile(_inner(sentence)):
            continue
        before_token = sentence[: max(token, 0)]
        cut = start if token < 0 or _is_hostile(_inner(before_token)) else start + token
        if cut == start:
            cut = _start_of_neighbours(block, spans[: number + 1])
        opens = block.kind == "fence" or not block.text[:cut].strip(" \t\n-*>•`~#\"'([")
        return 0 if opens else cut
    return None


def _start_of_neighbours(block: _Block, spans: Sequence[tuple[int, int]]) -> int:
    """Where the sentences that lead up to the last of `spans` begin."""
    first = len(spans) - 1
    while first > 0 and _is_neighbourly(_inner(block.text[slice(*spans[first - 1])])):
        first -= 1
    return spans[first][0]


def _split_instructions(blocks: Sequence[_Block]) -> frozenset[int]:
    """Numbers of the short blocks that make an instruction only when read one after the other."""
    found: set[int] = set()
    texts = [_inner(block.text) if _may_be_split(block) else None for block in blocks]
    for first in range(len(blocks)):
        for width in range(2, _WIDEST_SPLIT + 1):
            window = texts[first : first + width]
            parts = [text for text in window if text is not None]
            if len(parts) < width:
                break
            if _overrides(" ".join(parts)) and not _overrides(" ".join(parts[1:])):
                more = max(_reaches_on(parts, texts[first + width :]), _adds_to(parts, texts[first + width :]))
            elif is_hostile_together(parts):
                more = _adds_to(parts, texts[first + width :])
            else:
                continue
            found.update(range(first, first + width + more))
            break
    return frozenset(found)


def _adds_to(parts: Sequence[str], following: Sequence[str | None]) -> int:
    """How many of the pieces after a hostile run of pieces make it more so, one after the other."""
    read = list(parts)
    for number, text in enumerate(following[:_WIDEST_SPLIT]):
        if text is None or score_sentence(" ".join([*read, text])).total <= score_sentence(" ".join(read)).total:
            return number
        read.append(text)
    return min(len(following), _WIDEST_SPLIT)


def _reaches_on(parts: Sequence[str], following: Sequence[str | None]) -> int:
    """1 if the instruction in `parts` ends only in the text that follows them, else 0."""
    if not following or following[0] is None:
        return 0
    before = fold(" ".join(parts))
    match = _phrases().overrides.pattern.search(f"{before} {fold(following[0])}")
    return int(match is not None and match.end() > len(before) + 1)


def _may_be_split(block: _Block) -> bool:
    """Whether a block is short, and not an instruction by itself."""
    is_short = len(block.text.split()) <= _SHORT_BLOCK and block.kind != "heading"
    return is_short and not _overrides(_inner(block.text))


@functools.lru_cache(maxsize=4096)
def _is_hostile(sentence: str) -> bool:
    return (
        is_hostile_sentence(sentence)
        or any(_matches(rule, form) for form in undisguised(sentence) for rule in _phrases().rules)
        or _hides_phrase(sentence)
    )


def _overrides(text: str) -> bool:
    return any(_matches(_phrases().overrides, form) for form in undisguised(text)) or _hides_phrase(text)


def _matches(rule: _Rule, text: str) -> bool:
    return rule.pattern.search(text) is not None and (rule.unless is None or rule.unless.search(text) is None)


def _hides_phrase(sentence: str) -> bool:
    """Whether a known phrase shows once everything but letters is gone, also backwards or shifted by 13."""
    phrases = _phrases()
    plain = fold(sentence)
    unless = phrases.overrides.unless
    if unless is not None and unless.search(plain):
        return False
    for form in {_NO_LETTER.sub("", one) for one in undisguised(sentence)}:
        shapes = (form, form[::-1], codecs.encode(form, "rot13"))
        if any(phrases.squashed.search(shape) for shape in shapes):
            return True
    return False


def _tidied(text: str) -> str:
    rows = [
        re.sub(r"(?<=\S)[ \t]{2,}(?=\S)", lambda gap: gap.group()[:_WIDEST_GAP] if len(gap.group()) > 2 else " ", row)
        for row in text.split("\n")
    ]
    rows = [
        row.rstrip()
        for row in rows
        if not row.strip() or re.search(r"[^\s\-*+•>#_`~|]", row) or re.fullmatch(r"\s*([-=_*])\1{2,}\s*", row)
    ]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(rows)).strip("\n")


@functools.cache
def _phrases() -> _Phrases:
    data = tomllib.loads(resources.files("resume.ad").joinpath("hostile.toml").read_text("utf-8"))
    vocabulary: dict[str, str] = data["vocabulary"]
    rules = tuple(
        _Rule(
            entry["kind"],
            compile_patterns(entry["patterns"], vocabulary),
            compile_patterns(entry["unless"], vocabulary) if "unless" in entry else None,
        )
        for entry in data["rule"]
    )
    squashed = [pattern for entry in data["squashed"] for pattern in entry["patterns"]]
    return _Phrases(
        rules=rules,
        overrides=rules[0],
        squashed=re.compile("|".join(squashed)),
        followup=compile_patterns(data["followup"]["patterns"], vocabulary),
        heading=compile_patterns(data["headings"]["patterns"], vocabulary),
        names=data["names"],
        elements=frozenset(" ".join(data["html"]["elements"]).split()),
    )
