"""A publication: a report or bulletin as a definition: its windows, sections, texts, charts and tables."""

from dataclasses import dataclass
from typing import Literal

from nanfeng.figures.table import Table
from nanfeng.kinds.definition import Definition
from nanfeng.kinds.figure import Basis
from nanfeng.kinds.text import Text


@dataclass(frozen=True)
class PublicationWindow(Definition):
    """A window on time, relative to the period that the publication is made for.

    `year_to_date`: January of the period's last year to its last month less `lag_months`, `lag_years` earlier.
    `period`: the period itself. `months`: the `count` whole months (12: a rolling year, 36: three years) that end with
    its last month less `lag_months`. `year`: the calendar year that ends the period, `lag_years` earlier.
    `event_month`: month `month` of the period's last year.
    """

    kind: Literal["year_to_date", "period", "months", "year", "event_month"]
    lag_months: int = 0
    count: int = 0
    lag_years: int = 0
    month: int = 0


@dataclass(frozen=True)
class Chart(Definition):
    """A chart over the cells of a table of this publication.

    `line`: over the months of the table's windows; `bar`: by the one field in `by` or by place; `tiles`: the
    schematic map of parks; `dumbbell`: this year against the year before. `basis` draws that growth instead of the
    level.
    """

    id: str
    kind: Literal["line", "bar", "tiles", "dumbbell", "stacked", "targets"]
    title: Text
    table: str | None = None
    basis: Basis | None = None
    caption: Text | None = None


@dataclass(frozen=True)
class Totals(Definition):
    """A table for each amount and whole number that `form` asks for and that no indicator of the pack adds up: its
    total, over `windows`, for the whole and by the places of a kind (see `pack/totals`).
    """

    form: str
    windows: tuple[str, ...]
    place_kind: str | None = None


@dataclass(frozen=True)
class Section(Definition):
    """A section: its heading, the stem of its text files (`<text>.zh.md`, `<text>.en.md`), charts and tables shown
    after the text.
    """

    id: str
    heading: Text
    text: str | None = None
    charts: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    built_in: Literal["targets", "claims", "about"] | None = None


@dataclass(frozen=True)
class Publication(Definition):
    """A report or bulletin.

    `title` and `subtitle` may hold `{place}` and `{period}`, for what the report is made for. `place_kinds` says for
    what sort of place it can be made: zone, park. `highlights` are the key figures shown
    first, each a reference, with the reference of its growth behind a bar:
    `[[exports @half]]|[[exports growth:nominal @half]]`.
    """

    id: str
    title: Text
    subtitle: Text
    place_kinds: tuple[str, ...]
    windows: dict[str, PublicationWindow]
    highlights: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    totals: tuple[Totals, ...] = ()
    charts: tuple[Chart, ...] = ()
    sections: tuple[Section, ...] = ()

    def chart(self, identifier: str) -> Chart:
        """The chart of that id; raise KeyError that lists the charts there are."""
        for chart in self.charts:
            if chart.id == identifier:
                return chart
        raise KeyError(f"{self.id} has no chart {identifier}; it has {', '.join(chart.id for chart in self.charts)}")
