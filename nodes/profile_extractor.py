"""Profile extractor: the candidate's skills with their evidence, job titles, years and seniority.

The rules know the lexicon's skills. A model is asked only where they are unsure: fewer than `FEWEST_SKILLS` known skills in a
resume of `FEWEST_LINES` lines or more, which is how a trade looks that the lexicon does not know. It sees only lines in which the
rules know no skill, and a skill counts where it stands there word for word.
"""

import asyncio
from collections.abc import Sequence

from langgraph.runtime import Runtime
from pydantic import Field

from gateway.calls import Call
from nodes.answers import LenientAnswer
from nodes.asking import PROFILE, Outcome, Shortening, make_call, open_desk
from nodes.live import LiveParts
from nodes.private import ContactDetails, Hidden
from nodes.state import ProfileExtractorInput, RunSettings, Update
from prompts.library import Prompt, write_rows
from resume.facts import Fact
from resume.profile import MAX_ADDED, Profile, add_skills, extract_profile
from resume.shortening import shorten_rows

FEWEST_SKILLS = 3
FEWEST_LINES = 4

MAX_CHARS = 1_000
"""Characters of the lines that are shown to a model: 250 tokens."""
MAX_OUTPUT_TOKENS = 250


class NamedSkill(LenientAnswer):
    """A skill, and the lines that name it."""

    s: str = ""
    f: list[str] = Field(default=[])


class ProfileAnswer(LenientAnswer):
    """The skills that a model reads in a resume."""

    skills: list[NamedSkill] = Field(default=[])


async def profile_extractor(state: ProfileExtractorInput, runtime: Runtime[RunSettings], *, live: LiveParts) -> Update:
    """Read the profile off the facts by rules; let a model point out skills where the rules know next to none."""
    by_rules = await asyncio.to_thread(extract_profile, state["source"], state["facts"], live.today())
    unread = lines_without_skill(state["facts"], by_rules)
    desk = open_desk("profile_extractor", state, runtime, live)
    outcome: Outcome[Profile] = await desk.ask(
        lambda: _write(desk.prompt, unread, state["contacts"]),
        lambda answer: _use(by_rules, unread, state["contacts"], answer),
    )
    return {"profile": outcome.value or by_rules, "stages": {"profile_extractor": outcome.record}}


def lines_without_skill(facts: Sequence[Fact], profile: Profile) -> list[Fact]:
    """The lines to ask a model about; none where the rules are sure."""
    kinds = ("bullet", "skill", "project", "certificate", "summary", "detail")
    lines = [fact for fact in facts if fact.kind in kinds and fact.section != "references"]
    if len(profile.skills) >= FEWEST_SKILLS or len(lines) < FEWEST_LINES:
        return []
    known = {id for skill in profile.skills for id in skill.facts}
    return [fact for fact in lines if fact.id not in known]


def _write(prompt: Prompt, lines: Sequence[Fact], contacts: ContactDetails) -> Call[ProfileAnswer] | None:
    if not lines:
        return None
    hidden = Hidden(contacts)
    rows = write_rows((fact.id, hidden.hide_resume(fact.text)) for fact in lines)
    return make_call(
        prompt,
        {"facts": shorten_rows(rows, MAX_CHARS)},
        ProfileAnswer,
        task="extraction",
        max_output_tokens=MAX_OUTPUT_TOKENS,
        cache=PROFILE,
        complexity=0.3,
        priority=1.0,
        shorten=Shortening(lambda chars: {"facts": shorten_rows(rows, min(chars, MAX_CHARS))}, needs=["facts"]),
    )


def _use(profile: Profile, lines: Sequence[Fact], contacts: ContactDetails, answer: ProfileAnswer) -> Profile | None:
    """The profile with the skills that stand in the lines named; None where there are none. A hidden detail is no skill."""
    keeper = Hidden(contacts)
    shown = {fact.id: keeper.hide_resume(fact.text) for fact in lines}
    named = [(skill.s, skill.f) for skill in answer.skills[:MAX_ADDED] if keeper.restore(skill.s) == skill.s]
    return add_skills(profile, shown, named)
