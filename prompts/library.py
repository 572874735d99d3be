"""Reading prompts: `prompts/<stage>/<variant>.md`, a front matter in TOML, then the two messages.

    +++
    about = "what is special about this variant"
    words = ["limit"]      # variables that hold our own words or numbers
    data = ["ad"]          # variables that hold strangers' words: fenced, and named as data in the system message
    +++
    # System
    …
    # User
    {{ad}}

A prompt is used as it is written or not at all: what is undeclared, missing or left over raises.
"""

import functools
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources

from tokens import estimate_tokens

_SHAPE = re.compile(r"\+\+\+\n(?P<front>.*?)\n\+\+\+\n+# System\n(?P<system>.*?)\n# User\n(?P<user>.*)", re.DOTALL)
_SLOT = re.compile(r"\{\{(\w+)\}\}")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_INVISIBLE = r"[\s\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]*+"
_OPENING = "[<\uff1c\ufe64\u2039\u3008\u27e8\u02c2\u1438\u227a\u2329\u276c\u276e\u2770\u29fc]"
"""What is or looks like an opening bracket of a tag."""
_DOUBLE_OPENING = "[\u00ab\u226a\u27ea\u300a\ufe3d]"
"""Double ones, which also quote: fences only around the whole name of one."""
_SLASH = "[/\\\\\uff0f\u2044\u2215\u2571\u29f8]?"


class PromptError(Exception):
    """A prompt file, or the values for it, are wrong; a defect of ours."""


@dataclass(frozen=True)
class Rendered:
    """The two messages of a prompt."""

    system: str
    user: str

    @property
    def tokens(self) -> int:
        """Estimated size of both."""
        return estimate_tokens(self.system) + estimate_tokens(self.user)


@dataclass(frozen=True)
class Prompt:
    """One variant of one stage's prompt."""

    stage: str
    variant: str
    about: str
    words: frozenset[str]
    """Variables that hold our own words."""
    data: frozenset[str]
    """Variables that hold strangers' words."""
    system: str
    user: str

    @property
    def name(self) -> str:
        """Name and version: `drafter/v1`."""
        return f"{self.stage}/{self.variant}"

    def render(self, values: Mapping[str, str]) -> Rendered:
        """The messages with the values in them; strangers' words stand between fences that they cannot close, none is nothing.

        Raises:
            PromptError: a variable has no value, or a value no variable.
        """
        declared = self.words | self.data
        if values.keys() != declared:
            raise PromptError(f"{self.name}: {_differences(declared, values.keys())}")
        fenced = {
            name: f"<{name}>\n{self._without_fences(value)}\n</{name}>" if value and name in self.data else value
            for name, value in values.items()
        }
        return Rendered(*(_fill(template, fenced) for template in (self.system, self.user)))

    def _without_fences(self, value: str) -> str:
        """The value with another mark for the bracket of whatever looks like one of this prompt's fences."""
        names = "|".join(_INVISIBLE.join(name) for name in sorted(self.data))
        name = f"{_INVISIBLE}{_SLASH}{_INVISIBLE}(?:{names})"
        fence = re.compile(f"{_OPENING}(?={name})|{_DOUBLE_OPENING}(?={name}(?![^\\W_]))", re.IGNORECASE)
        return fence.sub("(", value)


def _fill(template: str, values: Mapping[str, str]) -> str:
    """The template with its values; a line of it that is nothing but variables without a value is left out."""
    lines = ((line, _SLOT.sub(lambda match: values[match[1]], line)) for line in template.split("\n"))
    return "\n".join(filled for line, filled in lines if filled.strip() or not _SLOT.search(line)).strip()


def write_rows(rows: Iterable[tuple[str, str]]) -> str:
    """Rows of `id: text`; a text is one line, so that none can pass for a row of its own."""
    return "\n".join(f"{id}: {' '.join(text.split())}" for id, text in rows)


@functools.cache
def read_prompt(stage: str, variant: str = "v1") -> Prompt:
    """One variant of a stage's prompt.

    Raises:
        PromptError: there is none, or its file is wrong.
    """
    if not (_NAME.fullmatch(stage) and _NAME.fullmatch(variant)):
        raise PromptError(f"{stage}/{variant}: no name of a prompt")
    file = resources.files("prompts").joinpath(stage, f"{variant}.md")
    if not file.is_file():
        raise PromptError(f"{stage}/{variant}: there is no such prompt")
    return parse_prompt(stage, variant, file.read_text("utf-8"))


def variants_of(stage: str) -> list[str]:
    """The variants of a stage's prompt, by name."""
    folder = resources.files("prompts").joinpath(stage)
    return sorted(file.name.removesuffix(".md") for file in folder.iterdir() if file.name.endswith(".md"))


def prompt_stages() -> list[str]:
    """The stages that have prompts, by name."""
    folders = [entry for entry in resources.files("prompts").iterdir() if entry.is_dir()]
    return sorted(folder.name for folder in folders if _NAME.fullmatch(folder.name) and variants_of(folder.name))


def parse_prompt(stage: str, variant: str, text: str) -> Prompt:
    """A prompt from the text of its file.

    Raises:
        PromptError: the text has another shape, uses an undeclared variable, declares an unused one, or does not tell the
            model that a fenced variable is data.
    """
    name = f"{stage}/{variant}"
    match = _SHAPE.fullmatch(text.replace("\r\n", "\n"))
    if match is None:
        raise PromptError(f"{name}: not a front matter between +++ and the parts # System and # User")
    front = tomllib.loads(match["front"])
    if front.keys() != {"about", "words", "data"}:
        raise PromptError(f"{name}: the front matter holds about, words and data, not {sorted(front)}")
    prompt = Prompt(
        stage=stage,
        variant=variant,
        about=front["about"],
        words=frozenset(front["words"]),
        data=frozenset(front["data"]),
        system=match["system"].strip(),
        user=match["user"].strip(),
    )
    used = set(_SLOT.findall(prompt.system) + _SLOT.findall(prompt.user))
    if used != prompt.words | prompt.data:
        raise PromptError(f"{name}: {_differences(prompt.words | prompt.data, used)}")
    if inside := prompt.data & set(_SLOT.findall(prompt.system)):
        raise PromptError(f"{name}: strangers' words in the system message: {sorted(inside)}")
    if unnamed := [one for one in sorted(prompt.data) if f"<{one}>" not in prompt.system]:
        raise PromptError(f"{name}: the system message does not name {unnamed} as data")
    return prompt


def _differences(declared: Iterable[str], given: Iterable[str]) -> str:
    wanted, there = set(declared), set(given)
    return f"missing {sorted(wanted - there)}, undeclared {sorted(there - wanted)}"
