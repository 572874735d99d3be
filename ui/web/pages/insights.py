"""Insights, for administrators: how well prompts and models do, what people say, and what follows from that by stated rules."""

from collections.abc import Sequence

import streamlit as st

from ui.client.insights import Insight, ModelHealth, Opinion, PromptView, Suggestion
from ui.web import session
from ui.web.pages.usage import SPANS, dollars
from ui.web.parts import notices
from ui.web.parts.markup import Safe, fill, join, put
from ui.web.parts.moments import when
from ui.web.parts.tables import table
from ui.web.parts.waiting import wait_for

LEAD = "How well prompts and models do, and what people say of the results. Suggestions follow by rules, which stand beside them."

MOST_OPINIONS = 25

_THUMBS = {"up": ("rt-good", "Thumb up"), "down": ("rt-problem", "Thumb down"), "none": ("", "No thumb")}

_SUGGESTION = """<li class="rt-suggestion"><p class="rt-title">{title}</p><p>{what}</p>
<p class="rt-small">{rule}</p></li>"""
_OPINION = """<li class="rt-opinion"><p><span class="rt-mark {tone}">{thumb}</span>
<span class="rt-small">{where}, {when}</span></p>{words}</li>"""


def show() -> None:
    """Show everything of a span of days."""
    st.title("Insights")
    put(fill('<p class="rt-lead">{lead}</p>', lead=LEAD))
    days = st.segmented_control(
        "Span", list(SPANS), format_func=SPANS.__getitem__, default=30, required=True, key="insights.days"
    )
    found = wait_for(session.client().insights.since(session.user(), int(days or 30)), "Adding up …")
    if not (found.models or found.opinions):
        notices.empty(
            "Nothing to learn from yet", "Once models are asked or people say what they think, it shows here."
        )
        return
    _show_suggestions(found.suggestions)
    _show_prompts(found)
    _show_models(found.models)
    _show_opinions(found.opinions)


def _show_suggestions(suggestions: Sequence[Suggestion]) -> None:
    st.header("Suggestions")
    if not suggestions:
        text = "No rule finds anything that should be changed. Most rules speak from 20 requests or thumbs on."
        notices.say("good", "Nothing stands out.", text)
        return
    items = [fill(_SUGGESTION, title=one.title, what=one.what, rule=one.rule) for one in suggestions]
    put(fill('<ul class="rt-card rt-rows">{items}</ul>', items=join(items)))


def _show_prompts(found: Insight) -> None:
    st.header("Prompts")
    if found.experiments:
        text = f"Variants share the runs at: {', '.join(map(_stage, found.experiments))}."
        put(fill('<p class="rt-soft">{text}</p>', text=text))
    if not found.prompts:
        notices.say("info", "No prompt was used in these days.")
        return
    columns = (
        "Stage",
        "Variant",
        "Runs",
        "Requests",
        "Failed",
        "Repaired",
        "Tokens a run",
        "Average",
        "Thumbs",
    )
    put(_card(table("Prompts", columns, [_prompt_cells(one) for one in found.prompts], texts=2)))


def _prompt_cells(one: PromptView) -> list[object]:
    return [
        _stage(one.stage),
        one.variant,
        f"{one.runs:,}",
        f"{one.requests:,}",
        _share(one.failed, one.requests),
        _share(one.repairs, one.requests),
        f"{one.tokens_per_run:,.0f}",
        f"{one.seconds:.1f} s",
        f"{one.ups} up, {one.downs} down" if one.ups + one.downs else "none",
    ]


def _show_models(models: Sequence[ModelHealth]) -> None:
    if not models:
        return
    st.header("Models")
    columns = ("Model", "Provider", "Requests", "Failed", "Average", "95 %", "Tokens", "Cost")
    rows = [
        (
            one.model,
            one.provider,
            f"{one.requests:,}",
            _share(one.failed, one.requests),
            f"{one.latency:.1f} s",
            f"{one.latency_p95:.1f} s",
            f"{one.tokens:,}",
            dollars(one.cost) + (" + ?" if one.unpriced and one.cost is not None else ""),
        )
        for one in models
    ]
    put(_card(table("Models", columns, rows, texts=2)))


def _show_opinions(opinions: Sequence[Opinion]) -> None:
    st.header("What people say")
    if not opinions:
        notices.say("info", "Nobody said anything in these days.")
        return
    thumbs = [one.thumb for one in opinions]
    text = f"{thumbs.count('up')} thumbs up, {thumbs.count('down')} down. Who it was is not shown."
    put(fill('<p class="rt-soft">{text}</p>', text=text))
    items = []
    for one in opinions[:MOST_OPINIONS]:
        tone, thumb = _THUMBS[one.thumb]
        words = fill('<p class="rt-words">{words}</p>', words=one.words) if one.words else None
        where = "on a line" if one.of_line else "on a whole resume"
        items.append(fill(_OPINION, tone=tone, thumb=thumb, where=where, when=when(one.at), words=words))
    put(fill('<ul class="rt-card rt-rows">{items}</ul>', items=join(items)))


def _card(inner: Safe) -> Safe:
    return fill('<div class="rt-card">{inner}</div>', inner=inner)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "–"


def _stage(name: str) -> str:
    from documents.writers.report_words import word_for

    return word_for("stages", name)
