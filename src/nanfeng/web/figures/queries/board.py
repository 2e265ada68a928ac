"""What a dashboard shows of a release: the headline numbers of a place, and of one indicator the charts' tables."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from nanfeng.kinds.figure import Basis, Figure, FigureKey
from nanfeng.kinds.period import Period
from nanfeng.kinds.place import PlaceKind
from nanfeng.release.release import Release, TableCells
from nanfeng.report.wording import short_period_words
from nanfeng.web import city
from nanfeng.web.look.language import reading


@dataclass(frozen=True)
class Headline:
    """The newest level of an indicator, with its growths, each on its own basis."""

    level: Figure
    growths: tuple[Figure, ...]


@dataclass(frozen=True)
class Row:
    """One line of a table: what it stands for (a code, a place, or a step of months in words), and its figures."""

    name: str
    cells: tuple[Figure | None, ...]


@dataclass(frozen=True)
class Months:
    """Levels by step of months, a column a year; then the growth of the last year on `basis` (None: there is none)."""

    years: tuple[int, ...]
    basis: Basis | None
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Parts:
    """Level and growths of the parts of a whole: codes of `field`, or parks (`field` empty)."""

    field: str
    period: Period
    bases: tuple[Basis, ...]
    rows: tuple[Row, ...]


def places(release: Release) -> list[str]:
    """The places that a release has figures of, in the order of its tables."""
    return list(dict.fromkeys(place for table in release.tables.values() for place in table.places))


def headlines(release: Release, place: str) -> list[Headline]:
    """The newest figure of each indicator that the release has for a place over a longer time than a month."""
    newest: dict[str, Period] = {}
    for table in release.tables.values():
        if place in table.places and not _is_monthly(table):
            known = newest.get(table.indicator, table.periods[0])
            newest[table.indicator] = max(known, *table.periods, key=lambda period: period.last)
    keys = (FigureKey(indicator, period, place) for indicator, period in newest.items())
    return [Headline(release.figures[key], tuple(_growths(release, key))) for key in keys if key in release.figures]


def by_month(release: Release, indicator: str, place: str) -> Months | None:
    """An indicator by steps of months; January and February are one step. None where the release does not have it."""
    tables = (table for table in _tables(release, indicator, place) if _is_monthly(table) and not table.axes)
    periods = {period: None for table in tables for period in table.periods}
    keys = [FigureKey(indicator, period, place) for period in sorted(periods)]
    if not keys:
        return None
    years = tuple(dict.fromkeys(key.period.first.year for key in keys))
    growing = [key.growth for key in release.figures if key.level() == keys[-1] and key.growth]
    basis = growing[0] if growing else None
    steps: dict[tuple[int, int], dict[int, FigureKey]] = {}
    for key in keys:
        step = key.period.first.month, key.period.last.month
        steps.setdefault(step, {})[key.period.first.year] = key
    rows = (_step(release, keys_by_year, years, basis) for _, keys_by_year in sorted(steps.items()))
    return Months(years, basis, tuple(rows))


def by_code(release: Release, indicator: str, place: str) -> Iterator[Parts]:
    """An indicator by the codes of each field that the release breaks it down by, for the newest period."""
    for table in _tables(release, indicator, place):
        if len(table.axes) == 1 and not _is_monthly(table):
            axis, period = table.axes[0], max(table.periods, key=lambda one: one.last)
            keys = {code: table.key(period, place, (code,)) for code in axis.codes if code}
            bases = tuple(basis for basis in table.bases if basis)
            yield Parts(axis.field, period, bases, _rows(release, keys, bases))


def by_park(release: Release, indicator: str) -> Parts | None:
    """An indicator by park, for the newest period; None where the release has it for one place alone."""
    tables = [table for table in _tables(release, indicator) if not _is_monthly(table) and not table.axes]
    known = city.pack().places
    for table in sorted(tables, key=lambda one: (-max(one.periods).last.toordinal(), -len(one.bases))):
        parks = [place for place in table.places if place in known and known[place].kind is PlaceKind.PARK]
        if len(parks) > 1:
            period = max(table.periods, key=lambda one: one.last)
            bases = tuple(basis for basis in table.bases if basis)
            keys = {park: table.key(period, park) for park in parks}
            return Parts("", period, bases, _rows(release, keys, bases))
    return None


def _rows(release: Release, keys: dict[str, FigureKey], bases: tuple[Basis, ...]) -> tuple[Row, ...]:
    return tuple(
        Row(name, tuple(release.figures.get(one) for one in (key, *(replace(key, growth=basis) for basis in bases))))
        for name, key in keys.items()
    )


def _step(release: Release, keys: dict[int, FigureKey], years: tuple[int, ...], basis: Basis | None) -> Row:
    cells = [release.figures.get(keys[year]) if year in keys else None for year in years]
    if basis:
        last = keys.get(years[-1])
        cells.append(release.figures.get(replace(last, growth=basis)) if last else None)
    return Row(short_period_words(next(iter(keys.values())).period, reading())[0], tuple(cells))


def _growths(release: Release, key: FigureKey) -> Iterator[Figure]:
    for basis in Basis:
        if (growth := replace(key, growth=basis)) in release.figures:
            yield release.figures[growth]


def _tables(release: Release, indicator: str, place: str = "") -> list[TableCells]:
    found = (table for table in release.tables.values() if table.indicator == indicator)
    return [table for table in found if not place or place in table.places]


def _is_monthly(table: TableCells) -> bool:
    return len(table.periods) > len(table.windows)
