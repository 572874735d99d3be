"""Which way a figure goes: whether its line speaks of a rise or of a fall, and a change in the same way as its source."""

from collections.abc import Sequence

from resume.grounding.language.lists import words_under
from resume.grounding.language.reading import Reading
from resume.grounding.language.tokens import Token
from resume.grounding.measuring.attachment import date_behind
from resume.grounding.measuring.ledger import Ledger, Quantity
from resume.grounding.sources import Source
from resume.grounding.verdict import Reason, reason_of

_REACH = 3
"""Tokens behind a figure in which a word still says which way it goes."""


def direction(reading: Reading, quantity: Quantity) -> str:
    """Whether the words around a figure speak of a rise or of a fall."""
    up, down = words_under("cues.txt", "up"), words_under("cues.txt", "down")
    if reading.lows.isdisjoint(up) and reading.lows.isdisjoint(down):
        return ""
    tokens, segment = reading.tokens, reading.segment_of[quantity.first]
    found = ""
    for at in reading.part(segment - 1, segment):
        token = tokens[at]
        if at > quantity.last + _REACH:
            break
        if token.low not in up and token.low not in down:
            if found and at >= quantity.first:
                break
            continue
        if token.low == "up" and at + 1 < len(tokens) and tokens[at + 1].low == "to":
            continue
        if at and tokens[at - 1].text == "-":
            continue  # "set-up time"
        if at and token.low.endswith("ing") and tokens[at - 1].low in ("of", "for"):
            continue  # "cut the cost of raising a dollar"
        if token.used and at < quantity.first and token.low.endswith(("er", "ess")):
            continue  # "four steps fewer, and two and a half times as much": another figure's
        if token.low in down:
            found = "down"
        elif token.low in up and token.low not in ("more", "above", "add", "added"):
            found = "up"
        if at >= quantity.first and found:
            break
    return found


def check_changes(reading: Reading, ledger: Ledger, sources: Sequence[Source]) -> list[Reason]:
    """`from A to B` where the source goes from B to A; `A, down from B` where A is the greater."""
    reasons: list[Reason] = []
    for first, second in ledger.changes:
        before, after = ledger.quantities[first], ledger.quantities[second]
        pair = (before.value, after.value)
        known = [
            (source, (source.ledger.quantities[one].value, source.ledger.quantities[two].value))
            for source in sources
            for one, two in source.ledger.changes
        ]
        contrary = _contrary_way(reading.tokens, before, after)
        if contrary and not any(other == pair and contrary in source.reading.lows for source, other in known):
            item = f"{after.text}, {contrary} from {before.text}"
            text = next((source.fact.text for source, other in known if other == pair), "")
            detail = f"“{item}” is claimed: that is the other way" + (f"; the source says “{text}”." if text else ".")
            reasons.append(reason_of("comparison", item, text, detail))
        elif any(other == pair for _, other in known):
            reasons += _check_turned_dates(ledger, (first, second), sources)
            continue
        for source, other in known:
            if other == (pair[1], pair[0]):
                item = f"from {before.text} to {after.text}"
                detail = f"“{item}” is claimed; the source says “{source.fact.text}”."
                reasons.append(
                    Reason(kind="comparison", item=item, claimed=item, source=source.fact.text, detail=detail)
                )
                break
    return reasons


def _check_turned_dates(ledger: Ledger, ends: tuple[int, int], sources: Sequence[Source]) -> list[Reason]:
    """`From 71 % in 2021 to 88 % in 2018` of what the source dates the other way round."""
    dates = [date_behind(ledger, at) for at in ends]
    if dates == [None, None]:
        return []
    pair = tuple(ledger.quantities[at].value for at in ends)
    for source in sources:
        for change in source.ledger.changes:
            if tuple(source.ledger.quantities[at].value for at in change) != pair:
                continue
            known = [date_behind(source.ledger, at) for at in change]
            for own, other in zip(dates, known, strict=True):
                if own is not None and other is not None and own.year != other.year:
                    detail = f"“{own.text}” is claimed; the source says “{source.fact.text}”."
                    return [reason_of("date", own.text, source.fact.text, detail)]
    return []


def _contrary_way(tokens: Sequence[Token], before: Quantity, after: Quantity) -> str:
    """The word by which a figure goes one way that went the other: the `down` of "3.2 million, down from 2.5 million"."""
    later = max(before.first, after.first)
    way, joint = ([token.low for token in tokens[max(0, later - 2) : later]] + ["", ""])[:2]
    if way not in ("up", "down") or joint not in ("from", "to") or before.value == after.value:
        return ""
    alike = before.dimension == after.dimension and before.period == after.period
    return way if alike and (after.value > before.value) != (way == "up") else ""
