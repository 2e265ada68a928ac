"""What a demonstration is calibrated to: the shape of a pack's `demo.toml`.

The generator knows no city. Parks, trades, published totals, product names and the syllables of invented names are all
data of this shape. Parts that a pack leaves out are not made.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

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
    of one. `mergers` are the days on which one enterprise takes over another of its park. `renames` companies changed their
    name within `renamed`.
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
class Returns(Definition):
    """Monthly returns from `first_year` to the month in which `last` ends.

    `seasons` weigh the months, January and February as one (eleven numbers). `margin` and `research` are shares of
    revenue; `exporters`, `loss_makers` and `research_unsaid` shares of the enterprises; `output_per_head` is in yuan a
    year.
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


@dataclass(frozen=True)
class Total(Definition):
    """A number of projects, or their amount, that cells of the joint table have to come to. `where` narrows by field;
    amounts are in millions of yuan.
    """

    period: Period
    where: Mapping[str, str]
    projects: int | None = None
    amount: int | None = None


@dataclass(frozen=True)
class Projects(Definition):
    """Signed investment projects of some periods. `windows` are disjoint; every total covers whole ones.

    `started` of all these projects have begun, `in_production` of them produce. `usd` is what the foreign-funded ones
    come to in millions of dollars; each has its share of that by its yuan.
    """

    windows: tuple[Period, ...]
    totals: tuple[Total, ...]
    started: int
    in_production: int
    usd: Decimal


@dataclass(frozen=True)
class Investment(Definition):
    """The project register: its blocks of periods, the places of projects (those of the northern park apart), and what
    projects are about, by sector.
    """

    blocks: tuple[Projects, ...]
    places: tuple[str, ...]
    northern_places: tuple[str, ...]
    topics: Mapping[str, tuple[str, ...]]
    entered_by: str


@dataclass(frozen=True)
class Station(Definition):
    """A service station of a park."""

    name: str
    park: str


@dataclass(frozen=True)
class Services(Definition):
    """Visits, contacts, stations, the pool of service organisations and their staff.

    `contacts` of `contact_period` reach exactly `companies` companies. `providers` and `professionals` are those there
    at the end of `admitted`; the others left before.
    """

    entered_by: str
    visits: int
    visit_period: Period
    topics: tuple[str, ...]
    companies: int
    contacts: int
    contact_period: Period
    contact_kinds: tuple[str, ...]
    later_contacts: int
    later_period: Period
    stations: tuple[Station, ...]
    stations_opened: Period
    providers: int
    providers_left: int
    provider_kinds: tuple[str, ...]
    provider_trade: Text
    admitted: Period
    professionals: int
    professionals_left: int


@dataclass(frozen=True)
class Credit(Definition):
    """Approvals of loan products: how many companies, and what they come to in ten thousands of yuan.

    `second` of the companies hold two approvals.
    """

    products: tuple[str, ...]
    lender: str
    period: Period
    companies: int
    second: int
    amount: int


@dataclass(frozen=True)
class Lender(Definition):
    """An invented bank or guarantor. `division` is the six-digit code that its credit code carries."""

    id: str
    kind: str
    trade: Text
    division: str


@dataclass(frozen=True)
class Lab(Definition):
    """A batch of an acceleration lab and its turnover survey: ten thousands of yuan, and growth in percent."""

    lab: str
    batch: int
    members: int
    joined: date
    period: Period
    turnover: int
    growth: Decimal


@dataclass(frozen=True)
class Exhibition(Definition):
    """One edition of an exhibition: exhibitors and their intended orders in ten thousands of yuan."""

    name: str
    edition: int
    on: date
    exhibitors: int
    orders: int


@dataclass(frozen=True)
class Teams(Definition):
    """Talent teams approved in a period: support in ten thousands of yuan, high-level people introduced."""

    period: Period
    teams: int
    support: int
    people: int


@dataclass(frozen=True)
class Certificates(Definition):
    """Certificates of a kind issued on a day, valid for three years. `renewals` of them go to holders whose last
    certificate ends within half a year before; the others to enterprises that hold none.
    """

    kind: str
    issued: date
    number: int
    renewals: int = 0


@dataclass(frozen=True)
class Listing(Definition):
    """A ranking by innovation points: how many of each size class are listed."""

    year: int
    listed_on: date
    classes: Mapping[str, int]


@dataclass(frozen=True)
class Needs(Definition):
    """Technology needs presented to institutions of another place."""

    number: int
    on: date
    place: str
    topics: tuple[str, ...]


@dataclass(frozen=True)
class Office(Definition):
    """A liaison office in another city."""

    office_no: str
    city: str
    opened: date


@dataclass(frozen=True)
class Conference(Definition):
    """An investment conference and how many companies came."""

    conference_no: str
    name: str
    on: date
    companies: int


@dataclass(frozen=True)
class Air(Definition):
    """Days of air monitoring: shares of days that are valid, and of valid days that are good."""

    stations: tuple[str, ...]
    period: Period
    valid: Decimal
    good: Decimal


@dataclass(frozen=True)
class Support(Definition):
    """Everything that the zone runs for others besides services and investment. `consent` is the form whose records
    listed companies let banks use.
    """

    entered_by: str
    consent: str
    lenders: tuple[Lender, ...] = ()
    credits: tuple[Credit, ...] = ()
    labs: tuple[Lab, ...] = ()
    exhibitions: tuple[Exhibition, ...] = ()
    teams: tuple[Teams, ...] = ()
    certificates: tuple[Certificates, ...] = ()
    listings: tuple[Listing, ...] = ()
    needs: tuple[Needs, ...] = ()
    offices: tuple[Office, ...] = ()
    conferences: tuple[Conference, ...] = ()
    air: tuple[Air, ...] = ()


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
class Calibration(Definition):
    """All that a demonstration is made from. `label` says on every file that its records are synthetic; `publication`
    and `period` name the report that it ends in.
    """

    label: Text
    publication: str
    period: Period
    names: Names
    population: Population
    returns: Returns
    investment: Investment | None = None
    services: Services | None = None
    support: Support | None = None
    troubles: tuple[Trouble, ...] = ()
