"""A release: the figures published together from one vintage and one pack."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import product

from nanfeng.kinds.figure import Basis, Figure, FigureKey
from nanfeng.kinds.period import Period
from nanfeng.release.rules import STANDARD, DisclosureRules

HELD = "revision_held"
"""Flag of a figure that repeats what an earlier release told, because the revision would show a single organisation."""


@dataclass(frozen=True)
class Axis:
    """A field that a table breaks down by, with its codes in the order of their definition; `None` is the total."""

    field: str
    codes: tuple[str | None, ...]


@dataclass(frozen=True)
class TableCells:
    """What a table of the publication became: every combination of period, place and codes is a figure of the
    release.

    `windows` are the names of the windows and `periods` what is tabulated: one period a window, or the windows'
    months where the table is monthly or a line is drawn over it. `places` begins with the place that the publication
    is made for. `bases` are the growths beside the level (None is the level itself).
    """

    id: str
    indicator: str
    windows: tuple[str, ...]
    periods: tuple[Period, ...]
    places: tuple[str, ...]
    axes: tuple[Axis, ...]
    bases: tuple[Basis | None, ...]

    def key(
        self, period: Period, place: str, codes: tuple[str | None, ...] = (), basis: Basis | None = None
    ) -> FigureKey:
        """The cell at these coordinates; `codes` stand in the order of `axes`, and none at all means all totals."""
        pairs = zip(self.axes, codes, strict=True) if codes else ()
        scope = tuple((axis.field, code) for axis, code in pairs if code is not None)
        return FigureKey(self.indicator, period, place, scope, basis)

    def figure_keys(self) -> tuple[FigureKey, ...]:
        """Every cell: periods outermost, then places, then codes, then bases."""
        codes = tuple(product(*(axis.codes for axis in self.axes)))
        return tuple(
            self.key(period, place, code, basis)
            for period, place, code, basis in product(self.periods, self.places, codes, self.bases)
        )


@dataclass(frozen=True)
class Release:
    """The figures of one publication, as they may be published: what disclosure control took out has the status
    `suppressed`, no value, and the reason.

    `id` is the digest of all the rest. `place` and `period` are what the publication was made for. `windows` are its
    windows as periods. `tables` are by id, `figures` by key: every cell of the tables and every reference of the
    texts is there. `withheld` counts, by form, the records that were not read for want of consent. `earlier` are the
    ids of the releases that disclosure control took into account, under `rules`. `built_at` is in UTC.
    """

    id: str
    publication: str
    place: str
    period: Period
    vintage: str
    pack: str
    pack_digest: str
    code_version: str
    built_at: datetime
    windows: Mapping[str, Period]
    tables: Mapping[str, TableCells]
    figures: Mapping[FigureKey, Figure]
    withheld: Mapping[str, int]
    earlier: tuple[str, ...] = ()
    rules: DisclosureRules = STANDARD

    def figure(self, key: FigureKey) -> Figure:
        """One figure; raise KeyError that says that the release does not hold it."""
        if key not in self.figures:
            raise KeyError(f"release {self.id[:12]} of {self.publication} holds no figure {key}")
        return self.figures[key]

    @property
    def synthetic(self) -> bool:
        """Whether any figure stands on made-up records: then everything that shows the release says so."""
        return any("synthetic" in figure.flags for figure in self.figures.values())

    def identified(self, identifier: str) -> "Release":
        """The same release under its id."""
        return replace(self, id=identifier)
