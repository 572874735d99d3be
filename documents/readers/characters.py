"""Characters of a source: from bytes to plain text, the same for every format.

What has no look on paper (zero-width and bidi controls, control characters) has no place in a resume or in a check of it.
"""

import re
import unicodedata

from errors import UserError

_LINE_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_SYMBOL_BULLETS = re.compile(r"[\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf0a8\uf06e\uf071\uf077\uf0e8\uf02d]")
_JOINERS_IN_WORDS = re.compile(r"(?<=[\u0590-\u0dff])[\u200c\u200d](?=[\u0590-\u0dff])")
_LIGATURES = str.maketrans({
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st",
    "\u2011": "-",
})  # fmt: skip
_MOJIBAKE = re.compile(r"Ã[\x80-\xbf¡-¿€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œŸ]|â€[™œ“”¢¦]|\ufffd")
_UNBROKEN = re.compile(r"[!-~]{600,}")
_CONTROL_SHARE = 0.02
"""More control characters than this share of a file make it binary."""

_BULLET = re.compile(
    r"\s*(?:"
    r"[•◦▪▫●○■□‣⁃∙·➢➤►▶▸▹▻→⇒✓✔✗❖◆◇»›✦✧★☆※⦿⚫⚬🔹🔸✅]+\s*"
    r"|(?:[–—−\-*+~§¤]|>{1,3}|[-=]{1,2}>)(?:\s+)"
    r"|o(?:\t|\s{2,})"
    r"|\(?\d{1,2}[.)]\s+(?!\d|(?:jan|feb|m[aä]r|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz])[a-zä]*\.?\s+\d)"
    r"|\(?[a-hA-H]\)\s+"
    r")(?=\S)",
    re.IGNORECASE,
)


def decode_text(data: bytes, name: str) -> str:
    """Text of a file: UTF-8, UTF-16 with a byte order mark, else Windows-1252.

    Raises:
        UserError: the bytes are no text.
    """
    text = _decode(data)
    controls = sum(1 for char in text if char < " " and char not in "\t\n\r\f\v\x1b\x1a")
    if "\0" in text or controls > _CONTROL_SHARE * len(text):
        raise UserError(name, "is a binary file, not text", "give it as PDF, DOCX, Markdown, text, HTML, JSON or YAML")
    return text


def _decode(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def clean_characters(text: str) -> str:
    """Text in composed form (NFC) with plain spaces and line feeds, and without invisible characters."""
    text = _SPACES.sub(" ", _LINE_BREAKS.sub("\n", text)).translate(_LIGATURES)
    joined = _JOINERS_IN_WORDS.sub("\ue000", _SYMBOL_BULLETS.sub("•", text).replace("\ue000", ""))
    kept = "".join(char for char in joined if _is_visible(char))
    return unicodedata.normalize("NFC", kept.replace("\ue000", "\u200c"))


def _is_visible(char: str) -> bool:
    if " " <= char <= "~" or char in "\n\t\ue000":
        return True
    is_variation = "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"
    return not is_variation and unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn"}


def without_unbroken_runs(text: str) -> str:
    """Text without runs of 600 and more ASCII characters that no space breaks: data, not words.

    Patterns further on may take time in the square of a word's length.
    """
    return _UNBROKEN.sub(" ", text)


def single_spaced(text: str) -> str:
    """Text on one line, words one space apart."""
    return " ".join(text.split())


def split_bullet(text: str) -> tuple[bool, str]:
    """Whether a bullet mark or list numbering opens a line, and the line without it."""
    match = _BULLET.match(text)
    if match is None:
        return False, text.strip()
    return True, text[match.end() :].strip()


def has_mojibake(text: str) -> bool:
    """Whether characters were plainly garbled by a wrong encoding (`cafÃ©`)."""
    return _MOJIBAKE.search(text) is not None
