"""What a publication needs: its tables as cells and the figures that its texts speak of."""

from collections.abc import Mapping
from dataclasses import dataclass

from nanfeng.figures.definitions import Definitions
from nanfeng.figures.indicator import Count, CountDistinct, GroupsAbove, Stock, Sum
from nanfeng.figures.request import codes_of, members_of
from nanfeng.figures.table import Table
from nanfeng.kinds.figure import FigureKey
from nanfeng.kinds.period import Period
from nanfeng.kinds.text import Language
from nanfeng.pack.pack import Pack
from nanfeng.pack.publication import Publication, Section
from nanfeng.pack.reference import references_in
from nanfeng.pack.windows import resolve_all, steps
from nanfeng.release.facts import is_cumulative, operands
from nanfeng.release.release import Axis, TableCells


@dataclass(frozen=True)
class Layout:
    """A publication made for a place and a period: its windows, its tables, and the figures of its texts."""

    windows: Mapping[str, Period]
    tables: Mapping[str, TableCells]
    spoken: tuple[FigureKey, ...]

    def keys(self) -> tuple[FigureKey, ...]:
        """Every figure that the publication shows, once: the texts' first, then the tables'."""
        cells = [key for table in self.tables.values() for key in table.figure_keys()]
        return tuple(dict.fromkeys([*self.spoken, *cells]))


def layout(pack: Pack, publication: Publication, place: str, period: Period) -> Layout:
    """Lay a publication out; raise ValueError where it cannot be made for this place or period, or where a text refers
    to what is not defined.
    """
    if place not in pack.places:
        raise ValueError(f"{place!r} is no place of pack {pack.id}; there are {', '.join(pack.places)}")
    kind = pack.places[place].kind
    if kind not in publication.place_kinds:
        allowed = ", ".join(publication.place_kinds)
        raise ValueError(f"{publication.id} is not made for a {kind} such as {place}, only for: {allowed}")
    made = _Made(pack, publication, place, resolve_all(publication, period))
    return Layout(made.windows, {table.id: _cells(table, made) for table in publication.tables}, _spoken(made))


@dataclass(frozen=True)
class _Made:
    """A publication with what it is made for."""

    pack: Pack
    publication: Publication
    place: str
    windows: Mapping[str, Period]


def _cells(table: Table, made: _Made) -> TableCells:
    definitions = made.pack.definitions
    whole = table.place or made.place
    inside = [code for code in members_of(whole, definitions) if definitions.places[code].kind == table.place_kind]
    axes = tuple(Axis(name, (None, *_codes(name, table.indicator, definitions))) for name in table.by)
    bases = (*((None,) if table.level else ()), *table.growth)
    places = tuple(dict.fromkeys([whole, *inside]))
    return TableCells(table.id, table.indicator, table.windows, _periods(table, made), places, axes, bases)


def _periods(table: Table, made: _Made) -> tuple[Period, ...]:
    if unknown := [name for name in table.windows if name not in made.windows]:
        raise ValueError(f"table {table.id} asks for window {unknown[0]!r}; there are {', '.join(made.windows)}")
    periods = [made.windows[name] for name in table.windows]
    drawn = any(chart.kind == "line" and chart.table == table.id for chart in made.publication.charts)
    if table.monthly or drawn:
        joint = is_cumulative(table.indicator, made.pack.definitions)
        periods = [step for period in periods for step in steps(period, joint_january=joint)]
    return tuple(dict.fromkeys(periods))


def _codes(name: str, indicator: str, definitions: Definitions) -> tuple[str, ...]:
    return codes_of(name, _form_of(indicator, definitions), definitions)


def _form_of(indicator: str, definitions: Definitions) -> str:
    """The form whose coded fields an indicator is broken down by: that of its first operand where it has operands."""
    formula = definitions.indicators[indicator].formula
    if isinstance(formula, Sum | Count | CountDistinct | Stock):
        return formula.form
    sides = operands(indicator, definitions)
    if not sides or isinstance(formula, GroupsAbove):
        raise ValueError(f"{indicator} cannot be broken down by fields: no single form stands behind it")
    return _form_of(sides[0], definitions)


def _spoken(made: _Made) -> tuple[FigureKey, ...]:
    written = [text for section in made.publication.sections for text in _texts(made.pack, section)]
    texts = [*made.publication.highlights, *written]
    keys = [reference.key(made.windows, made.place) for text in texts for reference in references_in(text)]
    for key in keys:
        if key.indicator not in made.pack.indicators:
            raise ValueError(f"a text of {made.publication.id} refers to {key.indicator!r}, which is no indicator")
        if key.place not in made.pack.places:
            raise ValueError(f"a text of {made.publication.id} refers to {key.place!r}, which is no place")
    return tuple(dict.fromkeys(keys))


def _texts(pack: Pack, section: Section) -> list[str]:
    names = [f"{section.text}.{language}" for language in Language] if section.text else []
    if missing := [name for name in names if name not in pack.texts]:
        raise ValueError(f"section {section.id} has no text {missing[0]}.md in pack {pack.id}")
    return [pack.texts[name] for name in names]
