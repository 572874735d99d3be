"""Tables of data as real tables, which scroll in their own box where a window is too narrow."""

from collections.abc import Sequence

from ui.web.parts.markup import Safe, fill, join

_TABLE = """<div class="rt-scroll" tabindex="0" role="region" aria-label="{caption}"><table class="rt-table rt-data">
<caption class="rt-hidden">{caption}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"""


def table(caption: str, columns: Sequence[str], rows: Sequence[Sequence[object]], *, texts: int = 1) -> Safe:
    """A table whose first column names the rows.

    Args:
        caption: what it is a table of.
        columns: their heads.
        rows: a value for each column; what is `Safe` stands as it is.
        texts: how many columns from the left hold words; the others hold figures.
    """
    head = join(
        [fill('<th scope="col"{c}>{text}</th>', c=_class(n, texts), text=text) for n, text in enumerate(columns)]
    )
    return fill(_TABLE, caption=caption, head=head, rows=join([_row(row, columns, texts) for row in rows]))


def _row(row: Sequence[object], columns: Sequence[str], texts: int) -> Safe:
    first, *others = row
    cells = [
        fill('<td{c} data-label="{label}">{value}</td>', c=_class(n, texts), label=columns[n], value=value)
        for n, value in enumerate(others, 1)
    ]
    return fill('<tr><th scope="row">{first}</th>{cells}</tr>', first=first, cells=join(cells))


def _class(place: int, texts: int) -> Safe | None:
    return Safe(' class="rt-number"') if place >= texts else None
