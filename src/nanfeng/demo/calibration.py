"""What a demonstration is calibrated to: the shape of a pack's `demo.toml`.

The generator knows no city. Parks, trades, published totals, product names and the syllables of invented names are all
data of this shape. Parts that a pack leaves out are not made.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from nanfeng.demo.investment_shape import Investment
from nanfeng.demo.support_shape import Services, Support
from nanfeng.kinds.definition import Definition
from nanfeng.kinds.period import Period
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Unit


@dataclass(frozen=True)
class Names(Definition):
    """Invented names. `syllables` pair a character with its romanisation; a brand is two of them. In `pattern`,
    `{brand}` and `{trade}` are filled in, in `address` `{number}`; both have to say that they are fictitious.
    """

    syllables: tuple[tuple[str, str], ...]
    pattern: Text
    address: str


@dataclass(frozen=True)
class Park(Definition):
    """A park: how many enterprises of it are in the statistical scope, and how many other organisations it has.

    `division` is the six-digit code that its credit codes carry; `scale` the size of its enterprises relative to the
    others. `unit` is the unit in which its office sends amounts (None: the unit asked), `suffix` the kind of file.
    """

    place: str
    division: str
    enterprises: int
    others: int
    scale: Decimal
    entered_by: str
    unit: Unit | None = None
    suffix: str = ".xlsx"
    encoding: str = "utf-8"


@dataclass(frozen=True)
class Trade(Definition):
    """What enterprises make: codes of the industry classification, its share of the zone's output (a weight), how
    common it is in each park (weights; 1 where not said), the share of exports in revenue among those that export, and
    growth by year in percent.
    """

    id: str
    name: Text
    industries: tuple[str, ...]
    output: Decimal
    exports: Decimal
    growth: Mapping[str, Decimal]
    parks: Mapping[str, Decimal]


@dataclass(frozen=True)
class Move(Definition):
    """Enterprises that leave one park for another on a day."""

    origin: str
    destination: str
    on: date
    enterprises: int


@dataclass(frozen=True)
class Population(Definition):
    """Who there is: `entrants` come into the statistical scope at the beginning of a year, `exits` leave it at the end
    of one. `mergers` are the days on which one enterprise takes over another of its park; `renames` companies
    changed their name within `renamed`.
    """

    parks: tuple[Park, ...]
    trades: tuple[Trade, ...]
    moves: tuple[Move, ...]
    mergers: tuple[date, ...]
    renames: int
    renamed: Period
    entrants: Mapping[str, int]
    exits: Mapping[str, int]


@dataclass(frozen=True)
class Anchor(Definition):
    """A total that the returns have to come to: year to date, level and growth (percent) over the year-ago values on
    the same returns.
    """

    measure: str
    period: Period
    value: Decimal
    unit: Unit
    growth: Decimal


@dataclass(frozen=True)
class Collecting(Definition):
    """The month after the last closed one, of the same year, whose returns are coming in: its last day, and how many
    enterprises of each park have not reported yet.
    """

    last: date
    missing: int


@dataclass(frozen=True)
class Returns(Definition):
    """Monthly returns from `first_year` to the month in which `last` ends.

    `seasons` weigh the months, January and February as one (eleven numbers). `margin` and `research` are shares of
    revenue; `exporters`, `loss_makers` and `research_unsaid` shares of the enterprises; `output_per_head` is in yuan a
    year. `scope` is the form that lists who is in the statistical scope, for a pack that has one. `collecting` says
    what is coming in when the demonstration opens.
    """

    first_year: int
    last: date
    anchors: tuple[Anchor, ...]
    seasons: tuple[Decimal, ...]
    revenue_to_output: Decimal
    exporters: Decimal
    margin: Decimal
    loss_makers: Decimal
    research: Decimal
    research_unsaid: Decimal
    output_per_head: Decimal
    scope: str | None = None
    collecting: Collecting | None = None


@dataclass(frozen=True)
class Trouble(Definition):
    """What is wrong with one file, named by its path without suffix. Layouts are those of `rows.Layout`.

    `former_names` puts names of the past where credit codes belong, `duplicate` sends a row twice. `spoiled` says what
    stands in a field of a row in place of the right thing, `slipped` which amount of a row is ten thousand times too
    large; such rows come back mended in a second file.
    """

    file: str
    groups: bool = False
    total: bool = False
    thousands: bool = False
    full_width: bool = False
    blanks: bool = False
    date_text: bool = False
    slipped: str | None = None
    former_names: bool = False
    duplicate: bool = False
    spoiled: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Filed(Definition):
    """Rows of a form as they stand: what a department files once a year needs no generator. Numbers are in the units
    that the form asks.
    """

    form: str
    entered_by: str
    entered: date
    rows: tuple[Mapping[str, Decimal | str], ...]


@dataclass(frozen=True)
class Calibration(Definition):
    """All that a demonstration is made from. `label` says on every file that its records are synthetic; `publication`
    and `period` name the report that it ends in, `today` the day on which the demonstration stands.
    """

    label: Text
    publication: str
    period: Period
    today: date
    names: Names
    population: Population
    returns: Returns
    investment: Investment | None = None
    services: Services | None = None
    support: Support | None = None
    filed: tuple[Filed, ...] = ()
    troubles: tuple[Trouble, ...] = ()
