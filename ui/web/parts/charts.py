"""Small charts of days as bars, made of boxes: they follow the theme, and every figure stands in a table as well."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ui.web.parts.markup import Safe, fill, join

LOWEST = 2.0
"""Percent of the height that the smallest bar gets, so that little is told from nothing."""


@dataclass(frozen=True)
class Part:
    """A stretch of a bar."""

    value: float
    tone: Literal["accent", "soft", "problem", "good"] = "accent"


@dataclass(frozen=True)
class Bar:
    """One day."""

    day: date
    parts: tuple[Part, ...]
    """Lying on each other, the lowest first."""
    words: str
    """What the bar says: `1,234 tokens`."""
    unknown: bool = False
    """Whether something of it is not known, so that the bar may be too low."""

    @property
    def height(self) -> float:
        """Of all parts."""
        return sum(part.value for part in self.parts)


@dataclass(frozen=True)
class Chart:
    """Bars of one measure."""

    title: str
    total: str
    """What it comes to over all days, in words."""
    bars: Sequence[Bar]
    legend: tuple[tuple[str, str], ...] = ()
    """Tone and word of each part."""
    top: float | None = None
    """The value of the full height; the highest bar where not given."""


_CHART = """<figure class="rt-chart"><figcaption><h3>{title}</h3><p class="rt-chart-total">{total}</p></figcaption>
<div class="rt-bars" role="img" aria-label="{spoken}">{bars}</div>
<div class="rt-axis" aria-hidden="true"><span>{first}</span><span>{last}</span></div>{legend}</figure>"""
_BAR = '<span class="rt-bar-day{unknown}" title="{title}"><span style="height:{height}%">{parts}</span></span>'
_PART = '<span class="rt-fill rt-fill-{tone}" style="flex-grow:{share}"></span>'


def day_words(day: date) -> str:
    """A day without its year: `21 Nov`."""
    return f"{day.day} {day:%b}"


def draw(chart: Chart) -> Safe:
    """The chart as markup."""
    top = chart.top or max((bar.height for bar in chart.bars), default=0.0) or 1.0
    highest = max(chart.bars, key=lambda bar: bar.height, default=None)
    spoken = f"{chart.title} by day: {chart.total}"
    if highest is not None and highest.height:
        spoken += f"; most on {day_words(highest.day)}, {highest.words}"
    return fill(
        _CHART,
        title=chart.title,
        total=chart.total,
        spoken=spoken,
        bars=join([_bar(bar, top) for bar in chart.bars]),
        first=day_words(chart.bars[0].day) if chart.bars else "",
        last=day_words(chart.bars[-1].day) if chart.bars else "",
        legend=_legend(chart.legend) if chart.legend else None,
    )


def _bar(bar: Bar, top: float) -> Safe:
    height = max(LOWEST, 100 * bar.height / top) if bar.height else 0.0
    shares = [(part.tone, 100 * part.value / bar.height) for part in reversed(bar.parts) if part.value]
    parts = [fill(_PART, tone=tone, share=f"{share:.2f}") for tone, share in shares]
    return fill(
        _BAR,
        unknown=" rt-bar-unknown" if bar.unknown else "",
        title=f"{day_words(bar.day)}: {bar.words}",
        height=f"{height:.2f}",
        parts=join(parts),
    )


def _legend(legend: Sequence[tuple[str, str]]) -> Safe:
    items = [
        fill('<li><span class="rt-dot rt-fill-{tone}"></span>{word}</li>', tone=tone, word=word)
        for tone, word in legend
    ]
    return fill('<ul class="rt-legend">{items}</ul>', items=join(items))
