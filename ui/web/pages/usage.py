"""Usage: tokens, costs, latency, cache and errors, by day; of oneself, and for administrators of everybody."""

from collections.abc import Sequence
from decimal import Decimal

import streamlit as st

from ui.client.usage import Named, Tally, Usage
from ui.web import session
from ui.web.parts import notices
from ui.web.parts.charts import Bar, Chart, Part, day_words, draw
from ui.web.parts.markup import Safe, fill, join, put
from ui.web.parts.tables import table
from ui.web.parts.waiting import wait_for, wait_until_open

LEAD = "What asking language models took. Runs by fixed rules ask none, cost nothing and do not show up here."

SPANS = {7: "7 days", 30: "30 days", 90: "90 days"}

ME, EVERYBODY = "Me", "Everybody"

_FAILURES = {
    "rate_limit": "Too many requests at once",
    "transient": "The provider had trouble",
    "timeout": "No answer in time",
    "auth": "The key was refused",
    "payment": "The account has no credit",
    "not_found": "There is no such model",
    "bad_request": "The request was refused",
    "context_length": "The text was too long",
    "content_filter": "The provider refused the content",
    "invalid_output": "The answer could not be used",
    "unsupported_way": "The model cannot answer in this form",
}

_FIGURES = """<dl class="rt-figures">
  <div><dt>Tokens</dt><dd>{tokens}<span class="rt-soft"> in {requests} requests</span></dd></div>
  <div><dt>Cost at list prices</dt><dd>{cost}<span class="rt-soft"> {unpriced}</span></dd></div>
  <div><dt>Answered by the cache</dt><dd>{cache}<span class="rt-soft"> {cached} answers</span></dd></div>
  <div><dt>Failed requests</dt><dd>{errors}<span class="rt-soft"> {failed} of {requests}</span></dd></div>
</dl>"""


def show() -> None:
    """Show the usage of a span of days."""
    st.title("Usage")
    put(fill('<p class="rt-lead">{lead}</p>', lead=LEAD))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        days = st.segmented_control(
            "Span", list(SPANS), format_func=SPANS.__getitem__, default=30, required=True, key="usage.days"
        )
        wait_until_open()
        whose = _ask_whose()
    usage = _find(int(days or 30), whose)
    if not usage.total.requests and not usage.total.cached:
        notices.empty("No model was asked in these days", "Once a run asks one, what it took is shown here by day.")
        return
    _show_figures(usage.total)
    if usage.limit is not None:
        today = usage.days[-1][1].tokens
        text = f"{today:,} of {usage.limit:,} tokens a day are used today (days end at midnight UTC)."
        put(fill('<p class="rt-small">{text}</p>', text=text))
    put(fill('<div class="rt-plots">{charts}</div>', charts=join([draw(one) for one in charts_of(usage)])))
    _show_tables(usage)


def _ask_whose() -> str:
    user, desk = session.user(), session.client().usage
    others = [one for one in desk.users(user) if one != user.id] if user.admin else []
    if not others:
        return ME
    return str(st.selectbox("Whose", [ME, EVERYBODY, *others], key="usage.whose", width=320) or ME)


def _find(days: int, whose: str) -> Usage:
    user, desk = session.user(), session.client().usage
    if whose == ME:
        return wait_for(desk.of(user, days), "Adding up …")
    return wait_for(desk.of_everybody(user, days, None if whose == EVERYBODY else whose), "Adding up …")


def dollars(cost: Decimal | None) -> str:
    """A cost in words: with as many digits as it needs; what has no price is unpriced, never 0."""
    if cost is None:
        return "unpriced"
    return f"${cost:.2f}" if cost >= 1 or not cost else f"${cost:.4f}"


def _show_figures(total: Tally) -> None:
    unpriced = f"and {total.unpriced} unpriced requests" if total.unpriced and total.cost is not None else ""
    put(
        fill(
            _FIGURES,
            tokens=f"{total.tokens:,}",
            requests=f"{total.requests:,}",
            cost=dollars(total.cost),
            unpriced=unpriced,
            cache=f"{total.cache_rate:.0%}",
            cached=f"{total.cached:,}",
            errors=f"{total.error_rate:.0%}",
            failed=f"{total.failed:,}",
        )
    )


def charts_of(usage: Usage) -> list[Chart]:
    """All charts, by day."""
    days, total = usage.days, usage.total
    return [
        Chart(
            "Tokens",
            f"{total.tokens_in:,} in, {total.tokens_out:,} out",
            [
                Bar(day, (Part(one.tokens_in), Part(one.tokens_out, "soft")), f"{one.tokens:,} tokens")
                for day, one in days
            ],
            legend=(("accent", "sent to models"), ("soft", "answered by them")),
        ),
        Chart(
            "Cost",
            dollars(total.cost) + (f", {total.unpriced} requests unpriced" if total.unpriced else ""),
            [Bar(day, (Part(float(one.cost or 0)),), _cost_words(one), unknown=one.unpriced > 0) for day, one in days],
            legend=(("accent", "at list prices"), ("unknown", "some requests are unpriced")) if total.unpriced else (),
        ),
        Chart(
            "Requests",
            f"{total.requests:,} sent, {total.cached:,} answered by the cache",
            [
                Bar(day, (Part(one.requests), Part(one.cached, "good")), f"{one.requests} sent, {one.cached} cached")
                for day, one in days
            ],
            legend=(("accent", "sent"), ("good", "answered by the cache")),
        ),
        Chart(
            "Time until an answer",
            f"{total.latency:.1f} s on average, 95 of 100 within {total.latency_p95:.1f} s",
            [
                Bar(
                    day,
                    (Part(one.latency), Part(max(0.0, one.latency_p95 - one.latency), "soft")),
                    f"{one.latency:.1f} s on average, 95 of 100 within {one.latency_p95:.1f} s",
                )
                for day, one in days
            ],
            legend=(("accent", "average"), ("soft", "95 of 100 within")),
        ),
        Chart(
            "Answered by the cache",
            f"{total.cache_rate:.0%} of all answers",
            [
                Bar(day, (Part(one.cache_rate, "good"),), f"{one.cached} answers, {one.cache_rate:.0%}")
                for day, one in days
            ],
            top=1.0,
        ),
        Chart(
            "Failed requests",
            f"{total.failed} of {total.requests}",
            [
                Bar(day, (Part(one.failed, "problem"),), f"{one.failed} of {one.requests}, {one.error_rate:.0%}")
                for day, one in days
            ],
        ),
    ]


def _cost_words(one: Tally) -> str:
    words = dollars(one.cost)
    return f"{words} and {one.unpriced} requests unpriced" if one.unpriced and one.cost is not None else words


COLUMNS = ("Requests", "Tokens in", "Tokens out", "Cost", "Average", "95 %", "Cache", "Failed")


def _cells(one: Tally) -> list[str]:
    return [
        f"{one.requests:,}",
        f"{one.tokens_in:,}",
        f"{one.tokens_out:,}",
        _short_cost(one),
        f"{one.latency:.1f} s",
        f"{one.latency_p95:.1f} s",
        f"{one.cache_rate:.0%}",
        f"{one.error_rate:.0%}",
    ]


def _short_cost(one: Tally) -> str:
    return f"{dollars(one.cost)} + ?" if one.unpriced and one.cost is not None else dollars(one.cost)


def _show_tables(usage: Usage) -> None:
    from documents.writers.report_words import word_for

    if usage.users:
        _show_named("By user", "User", usage.users)
    _show_named("By model", "Model", usage.models)
    stages = [Named(word_for("stages", one.name) if one.name else "Other", one.tally) for one in usage.stages]
    _show_named("By stage", "Stage", stages)
    if usage.failures:
        st.header("Why requests failed")
        rows = [(_FAILURES.get(kind, kind.replace("_", " ").capitalize()), number) for kind, number in usage.failures]
        put(_in_card(table("Why requests failed", ("Reason", "Requests"), rows)))
    with st.expander("All days as a table"):
        rows_of_days = [(day_words(day), *_cells(one)) for day, one in reversed(usage.days)]
        put(table("Usage by day", ("Day", *COLUMNS), rows_of_days))
    if any(one.tally.unpriced for one in usage.models):
        text = "“+ ?”: some requests have no known list price and are left out of the cost."
        put(fill('<p class="rt-small">{text}</p>', text=text))


def _show_named(title: str, column: str, named: Sequence[Named]) -> None:
    st.header(title)
    put(_in_card(table(title, (column, *COLUMNS), [(one.name or "–", *_cells(one.tally)) for one in named])))


def _in_card(inner: Safe) -> Safe:
    return fill('<div class="rt-card">{inner}</div>', inner=inner)
