"""The table builder: figures of the open data, laid out as the reader wants them."""

from collections.abc import Collection, Iterable, Sequence
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from nanfeng.release.select import Coordinate, Grid, Released, Side, grid
from nanfeng.web.closing.access import audience_of
from nanfeng.web.doors import allow_public
from nanfeng.web.figures.forms import SIDES, TableForm, coordinate_words
from nanfeng.web.figures.queries.released import contents, offered, stored
from nanfeng.web.figures.views.files import downloads
from nanfeng.web.people.request import Request


@allow_public
@require_GET
def table(request: Request) -> HttpResponse:
    """A table of one's own; its address says all that it shows, so that it can be shared."""
    releases = offered(audience_of(request.post))
    if not releases:
        return render(request, "figures/table.html", {"releases": releases})
    names = tuple(release.pk for release in releases)
    form = TableForm(contents(names), request.GET)
    page: dict[str, object] = {"releases": releases, "form": form}
    if form.is_valid():
        found = grid([stored(name) for name in names], form.selection())
        unpublished = {release.pk for release in releases if release.published_at is None}
        page |= _laid_out(found) | _notices(found.released(), unpublished)
        page["downloads"] = downloads(urlencode(form.said, doseq=True))
    return render(request, "figures/table.html", page)


def _laid_out(found: Grid) -> dict[str, object]:
    """Heads and rows in words. Rows and columns without a single figure are left out; what is the same in all rows is
    said once, above the table.
    """
    columns = [place for place in range(len(found.columns)) if any(row[place] for row in found.cells)]
    kept = [
        (_words(found.down, at, cells), [cells[place] for place in columns])
        for at, cells in zip(found.rows, found.cells, strict=True)
        if any(cells)
    ]
    sides = range(len(found.down))
    varying = [side for side in sides if len({head[side] for head, _ in kept}) > 1] or [0]
    return {
        "columns": [
            " · ".join(_words(found.across, found.columns[place], [row[place] for row in found.cells]))
            for place in columns
        ],
        "sides": [SIDES[found.down[side]] for side in varying],
        "same": " · ".join(kept[0][0][side] for side in sides if side not in varying) if kept else "",
        "rows": [([head[side] for side in varying], cells) for head, cells in kept],
    }


def _notices(cells: Sequence[Released], unpublished: Collection[str]) -> dict[str, object]:
    return {
        "synthetic": any("synthetic" in cell.figure.flags for cell in cells),
        "embargoed": any(cell.release.id in unpublished for cell in cells),
    }


def _words(sides: Sequence[Side], at: Sequence[Coordinate], cells: Iterable[Released | None]) -> list[str]:
    """The head of a row or column, with the cells that stand under it."""
    indicators = list(dict.fromkeys(cell.figure.key.indicator for cell in cells if cell))
    return [coordinate_words(side, coordinate, indicators) for side, coordinate in zip(sides, at, strict=True)]
