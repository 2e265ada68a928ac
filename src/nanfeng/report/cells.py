"""The cells of a release's table as plain rows for charts, in the scale that the reader's language uses."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from nanfeng.kinds.figure import Basis, Figure, FigureKey
from nanfeng.kinds.text import Language
from nanfeng.kinds.unit import Dimension, Unit
from nanfeng.pack.pack import Pack
from nanfeng.release.release import Release, TableCells
from nanfeng.report.numbers import print_figure, print_scaled
from nanfeng.report.wording import period_words, place_words, scope_words


@dataclass(frozen=True)
class Edition:
    """What a report is made from and for whom: the pack, the release, the language."""

    pack: Pack
    release: Release
    language: Language


@dataclass(frozen=True)
class CellRow:
    """One cell with a value: names for its coordinates, the value in the chart's scale, as words with its unit
    (`printed`) and as the chart labels it (`label`, in the unit of the axis), and the figure itself.
    """

    period: str
    place: str
    place_code: str
    code: str
    value: float
    printed: str
    label: str
    figure: Figure


def scale(unit: Unit, language: Language) -> tuple[Decimal, str]:
    """What to divide by for a chart, and what the axis is called: 亿元 or billion yuan for money."""
    if unit.dimension is Dimension.YUAN:
        return (Decimal("1e8"), "亿元") if language is Language.ZH else (Decimal("1e9"), "billion yuan")
    return Decimal(1), unit.label.in_language(language)


def cell_rows(edition: Edition, table: TableCells, basis: Basis | None, *, whole: bool) -> list[CellRow]:
    """The cells that have a value. `whole` keeps the totals of codes and the first place, else only the parts."""
    places = table.places if whole or len(table.places) == 1 else table.places[1:]
    codes = [_codes(axis.codes, whole) for axis in table.axes]
    keys = [
        table.key(period, place, code, basis)
        for period, place, code in product(table.periods, places, list(product(*codes)))
    ]
    return [row for key in keys if (row := _row(edition, key)) is not None]


def _codes(codes: Sequence[str | None], whole: bool) -> list[str | None]:
    parts = [code for code in codes if code is not None]
    return [None] if whole or not parts else list(parts)


def _row(edition: Edition, key: FigureKey) -> CellRow | None:
    figure = edition.release.figure(key)
    if figure.value is None:
        return None
    divisor, _ = scale(figure.unit, edition.language)
    printed = print_figure(figure, edition.language)
    return CellRow(
        period_words(key.period, edition.language),
        place_words(edition.pack, key.place, edition.language),
        key.place,
        " · ".join(scope_words(edition.pack, key, edition.language)),
        float(figure.value / divisor),
        printed,
        print_scaled(figure.value / divisor, edition.language) if divisor > 1 else printed,
        figure,
    )
