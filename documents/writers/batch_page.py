"""A batch as a page to read: one HTML file beside the folders of its jobs, which needs no network, no script and no fonts."""

import functools
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from documents.writers import report_words
from documents.writers.printable import clean_line
from resume.batch import BatchRecord, BatchRow

if TYPE_CHECKING:
    from jinja2 import Template

_TEMPLATES = Path(__file__).parent.parent / "templates"


def render_batch(record: BatchRecord) -> str:
    """The page of a batch.

    Returns:
        A whole HTML document. All text of the ads is escaped; links are relative.
    """
    shown = record.model_copy(update={"rows": [_printable(row) for row in record.rows]})
    return _template().render(record=shown, words=report_words, counts=count_states(record.rows), link=_link)


def count_states(rows: Sequence[BatchRow]) -> str:
    """How many are delivered, failed and left, in words: `3 of 5 delivered, 1 failed, 1 to go on with`."""
    delivered, lost = (sum(row.state == state for row in rows) for state in ("delivered", "failed"))
    left = len(rows) - delivered - lost
    return ", ".join(
        [
            f"{delivered} of {len(rows)} delivered",
            *([f"{lost} failed"] if lost else []),
            *([f"{left} to go on with"] if left else []),
        ]
    )


def _printable(row: BatchRow) -> BatchRow:
    """The row with nothing in its texts that a page could not show or that would deceive."""
    texts = {name: clean_line(value) for name, value in row if isinstance(value, str) and name != "state"}
    return row.model_copy(update={**texts, "gaps": [clean_line(gap) for gap in row.gaps]})


def _link(row: BatchRow) -> str:
    return f"{quote(row.name or '')}/report.html"


@functools.cache
def _template() -> "Template":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES / "batch"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = "".join(
        (_TEMPLATES / path).read_text(encoding="utf-8") for path in ("report/report.css", "batch/batch.css")
    )
    return environment.get_template("page.html.j2", globals={"style": Markup(style)})
