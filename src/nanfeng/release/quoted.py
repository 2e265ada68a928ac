"""Figures that nobody can compute from records: what others published of an indicator that has no formula."""

from nanfeng.figures.published import Published
from nanfeng.kinds.figure import Figure, FigureKey, Status
from nanfeng.pack.pack import Pack


def quoted(figure: Figure, pack: Pack) -> Figure:
    """The published figure in place of a missing one, where the pack has exactly that; otherwise what was given."""
    if figure.value is not None or pack.indicators[figure.key.indicator].formula is not None:
        return figure
    found = [row for row in pack.published if _key(row, pack) == figure.key]
    return _as_figure(found[0], figure) if found else figure


def _key(row: Published, pack: Pack) -> FigureKey | None:
    if row.indicator is None or row.period is None or row.value is None:
        return None
    return FigureKey(row.indicator, row.period, row.place or pack.city, row.scope, row.growth)


def _as_figure(row: Published, missing: Figure) -> Figure:
    return Figure(
        missing.key,
        row.value,
        row.unit or missing.unit,
        row.comparator,
        Status.PUBLISHED,
        definition=missing.definition,
        source=row.source,
        wording=row.statement,
        where=row.id,
    )
