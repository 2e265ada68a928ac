"""Tables of a release as tables of the report."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import product

from nanfeng.kinds.figure import Basis, FigureKey, Status
from nanfeng.kinds.text import Language, Text
from nanfeng.release.labels import BASES, notes
from nanfeng.release.release import TableCells
from nanfeng.report.cells import Edition, scale
from nanfeng.report.document import Beside, Cell, Grid
from nanfeng.report.numbers import print_figure, print_scaled
from nanfeng.report.wording import code_words, field_words, period_words, place_words

_NARROW = {Language.ZH: 3, Language.EN: 2}
"""Tables of at most so many columns are narrow enough to stand beside another; English takes more room."""

_MARK = "*"
_TOTAL = Text("合计", "Total")
_SOURCE = Text("数据版本 {vintage}，指标定义 {definition}。", "Vintage {vintage}, definition {definition}.")


def grid(edition: Edition, table: TableCells) -> Grid:
    """A table, every cell a figure: a row for each place and code, a column for each period and basis; or, where places
    are crossed with one field in one period, a row for each code and a column for each place.
    """
    if len(table.places) > 1 and len(table.axes) == len(table.periods) == len(table.bases) == 1:
        return _crossed(edition, table)
    bases = [basis for basis in table.bases if basis is not None]
    columns = [(period, basis) for period in table.periods for basis in ([None] if None in table.bases else []) + bases]
    codes = list(product(*(axis.codes for axis in table.axes)))
    rows = [
        (
            Cell(_row_name(edition, table, place, code)),
            *(_cell(edition, table.key(period, place, code, basis)) for period, basis in columns),
        )
        for place, code in product(table.places, codes)
    ]
    shown = tuple(row for row in rows if _told(edition, row))
    heads = tuple(_head(edition, table, period_words(period, edition.language), basis) for period, basis in columns)
    widths = (3 if len(columns) > 2 else 2, *(2 for _ in columns))
    return Grid(_title(edition, table), ("", *heads), shown, _source(edition, table), widths)


def _crossed(edition: Edition, table: TableCells) -> Grid:
    """Codes by places, all in one scale that the title names; the first place is the total of the others."""
    (period,), (basis,), (axis,) = table.periods, table.bases, table.axes
    divisor, unit = scale(edition.pack.indicators[table.indicator].unit, edition.language)
    places = [place_words(edition.pack, place, edition.language) for place in table.places[1:]]
    rows = tuple(
        (
            Cell(_code_name(edition, table.indicator, (axis.field, code))),
            *(_scaled(edition, table.key(period, place, (code,), basis), divisor) for place in table.places),
        )
        for code in axis.codes
    )
    rows = tuple(row for row in rows if _told(edition, row))
    heads = ("", _TOTAL.in_language(edition.language), *places)
    title = f"{_title(edition, table)} ({unit})" if unit else _title(edition, table)
    return Grid(title, heads, rows, _source(edition, table), (4, *(2 for _ in heads[1:])))


def _told(edition: Edition, row: tuple[Cell, ...]) -> bool:
    """Whether a row says anything: one in which no figure was collected is left out."""
    figures = (edition.release.figure(cell.key) for cell in row if cell.key)
    return any(figure.status is not Status.MISSING for figure in figures)


def _scaled(edition: Edition, key: FigureKey, divisor: Decimal) -> Cell:
    cell, value = _cell(edition, key), edition.release.figure(key).value
    if value is None or divisor == 1:
        return cell
    return replace(cell, text=print_scaled(value / divisor, edition.language) + _mark(edition, key))


def paired(grids: Sequence[Grid], language: Language) -> Iterator[Grid | Beside]:
    """The tables in order, narrow neighbours of equal length beside each other."""
    waiting: Grid | None = None
    for table in grids:
        if waiting is not None and _fit(waiting, table, _NARROW[language]):
            yield Beside((waiting, table))
            waiting = None
            continue
        if waiting is not None:
            yield waiting
        waiting = table
    if waiting is not None:
        yield waiting


def _fit(left: Grid, right: Grid, most: int) -> bool:
    narrow = len(left.heads) <= most and len(right.heads) <= most
    return narrow and len(left.heads) == len(right.heads) and abs(len(left.rows) - len(right.rows)) <= 1


def _row_name(edition: Edition, table: TableCells, place: str, codes: tuple[str | None, ...]) -> str:
    fields = (axis.field for axis in table.axes)
    narrowed = [(field, code) for field, code in zip(fields, codes, strict=True) if code is not None]
    named = [_code_name(edition, table.indicator, one) for one in narrowed]
    if len(table.places) > 1:
        named.insert(0, place_words(edition.pack, place, edition.language))
    return " · ".join(named) or _TOTAL.in_language(edition.language)


def _code_name(edition: Edition, indicator: str, narrowed: tuple[str, str | None]) -> str:
    field, code = narrowed
    if not code:
        return _TOTAL.in_language(edition.language)
    return code_words(edition.pack, indicator, (field, code), edition.language)


def _cell(edition: Edition, key: FigureKey) -> Cell:
    figure = edition.release.figure(key)
    tone = "quiet" if figure.value is None else ("bad" if key.growth and figure.value < 0 else "")
    return Cell(print_figure(figure, edition.language) + _mark(edition, key), key, numeric=True, tone=tone)


def _mark(edition: Edition, key: FigureKey) -> str:
    """The sign that something has to be known of a figure; what that is, stands below the table."""
    return _MARK if notes(edition.release.figure(key)) else ""


def _head(edition: Edition, table: TableCells, period: str, basis: Basis | None) -> str:
    growth = BASES[basis].in_language(edition.language) if basis else ""
    head = growth if basis and len(table.periods) == 1 else f"{period} {growth}".rstrip()
    return head[:1].upper() + head[1:]


def _title(edition: Edition, table: TableCells) -> str:
    name = edition.pack.indicators[table.indicator].name.in_language(edition.language)
    by = [field_words(edition.pack, table.indicator, axis.field, edition.language) for axis in table.axes]
    if by and edition.language is Language.ZH:
        name += f"（按{'、'.join(by)}分）"
    elif by:
        name += f" by {' and '.join(word[:1].lower() + word[1:] for word in by)}"
    comma = "，" if edition.language is Language.ZH else ", "
    period = period_words(table.periods[0], edition.language) if len(table.periods) == 1 else ""
    return comma.join(part for part in (name, period) if part)


def _source(edition: Edition, table: TableCells) -> str:
    """Below a table: what the marks mean, and what it was computed from."""
    digest = edition.pack.definitions.digests.get(table.indicator, "")
    template = _SOURCE.in_language(edition.language)
    said = dict.fromkeys(text for key in table.figure_keys() for text in notes(edition.release.figure(key)))
    stop, gap = ("。", "") if edition.language is Language.ZH else (".", " ")
    marked = [f"{_MARK} {text.in_language(edition.language)}{stop}" for text in said]
    return gap.join([*marked, template.format(vintage=edition.release.vintage[:12], definition=digest[:12])])
