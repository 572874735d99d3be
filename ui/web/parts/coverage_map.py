"""What the ad asks for as a map: requirement → proof in the resume → where it is shown; and advice on the rest."""

from typing import TYPE_CHECKING

from ui.web.parts import notices
from ui.web.parts.markup import Safe, fill, join, put

if TYPE_CHECKING:
    from documents.writers.report_changes import Proof
    from documents.writers.report_page import RequirementGroup, RequirementView, ShownLine
    from resume.report import Report

_SIGNS = {"shown": "✓", "supported": "◐", "gap": "○"}
_TONES = {"shown": "rt-good", "supported": "rt-caution", "gap": ""}

MOST_IN_VIEW = 2
"""Lines of proof, and places where a requirement is shown, that stand open."""

_MAP = """
<p class="rt-lead">{verdict}</p>
<div class="rt-share" role="img" aria-label="{said}">{bars}</div>
<ul class="rt-legend">{legend}</ul>
"""

_BAR = """<span class="rt-share-{status}" style="flex-grow:{number}"></span>"""

_KEY = """<li class="{tone}"><span class="rt-dot rt-share-{status}" aria-hidden="true"></span>{title} <b>{number}</b></li>"""

_GROUP = """
<section class="rt-map" aria-label="{title}">
<h2 class="rt-h"><span class="{tone} rt-map-sign" aria-hidden="true">{sign}</span> {title}</h2>
<p class="rt-small">{note}</p>
<div class="rt-map-head" aria-hidden="true"><span>The ad asks for</span><span>Your proof</span><span>Shown in</span></div>
<ul class="rt-map-rows">{rows}</ul>
</section>
"""

_ROW = """
<li><div class="rt-wish"><p dir="auto"><strong>{text}</strong></p><p class="rt-small">{kind}{terms}</p></div>{rest}</li>
"""

_EVIDENCE = """
<div class="rt-step"><span class="rt-step-name">Your proof</span>{proofs}</div>
<div class="rt-step"><span class="rt-step-name">Shown in</span>{shown}</div>
"""


def show_coverage(report: "Report") -> None:
    """Show the map."""
    from documents.writers import report_words
    from documents.writers.report_page import requirement_groups

    report = report_words.printable_report(report)
    groups = requirement_groups(report)
    if not groups:
        notices.empty("Nothing to hold your resume against", "The ad names no requirements that can be told apart.")
        return
    put(_head(report, groups))
    for group in groups:
        put(_group(group))


def _head(report: "Report", groups: "list[RequirementGroup]") -> Safe:
    from documents.writers import report_words

    counted = [(group.status, group.title, len(group.rows)) for group in groups]
    return fill(
        _MAP,
        verdict=report_words.verdict(report),
        said=", ".join(f"{title}: {number}" for _, title, number in counted),
        bars=join([fill(_BAR, status=status, number=number) for status, _, number in counted]),
        legend=join(
            [
                fill(_KEY, status=status, title=title, number=number, tone=_TONES[status])
                for status, title, number in counted
            ]
        ),
    )


def _group(group: "RequirementGroup") -> Safe:
    return fill(
        _GROUP,
        title=group.title,
        note=group.note,
        sign=_SIGNS[group.status],
        tone=_TONES[group.status],
        rows=join([_row(row) for row in group.rows]),
    )


def _row(row: "RequirementView") -> Safe:
    terms = f", looked for as {', '.join(row.terms)}" if row.terms else ""
    rest = _evidence(row) if row.proofs or row.shown else Safe("")
    advice = join([fill('<p dir="auto">{text}</p>', text=text) for text in row.advice if text])
    told = fill('<div class="rt-advice">{advice}</div>', advice=advice) if row.advice else Safe("")
    return fill(_ROW, text=row.text, kind=row.kind[:1].upper() + row.kind[1:], terms=terms, rest=Safe(rest + told))


def _evidence(row: "RequirementView") -> Safe:
    proofs = [_proof(one) for one in row.proofs]
    shown = [_shown(one) for one in row.shown]
    nothing = fill('<span class="rt-soft">{text}</span>', text="In no line of the tailored resume")
    return fill(_EVIDENCE, proofs=_folded(proofs), shown=_folded(shown) if shown else nothing)


def _proof(proof: "Proof") -> Safe:
    quote = fill('<q dir="auto">{text}</q> ', text=proof.text) if proof.text else None
    return fill('<li>{quote}<span class="rt-small rt-block">{place}</span></li>', quote=quote, place=proof.place)


def _shown(line: "ShownLine") -> Safe:
    from documents.writers.report_words import clipped

    return fill(
        '<li><span class="rt-small rt-block">{section}</span><bdi>{text}</bdi></li>',
        section=line.section,
        text=clipped(line.text, 120),
    )


def _folded(items: list[Safe]) -> Safe:
    first = fill("<ul>{items}</ul>", items=join(items[:MOST_IN_VIEW]))
    rest = items[MOST_IN_VIEW:]
    if not rest:
        return first
    from documents.writers.report_words import count

    label = count(len(rest), "more line")
    return fill(
        "{first}<details><summary>{label}</summary><ul>{rest}</ul></details>",
        first=first,
        label=label,
        rest=join(rest),
    )
