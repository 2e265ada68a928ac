"""What services and programmes are calibrated to: visits, loans, labs, exhibitions, certificates and the like."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from nanfeng.kinds.definition import Definition
from nanfeng.kinds.period import Period
from nanfeng.kinds.text import Text


@dataclass(frozen=True)
class Station(Definition):
    """A service station of a park."""

    name: str
    park: str


@dataclass(frozen=True)
class OpenCases(Definition):
    """So many cases that stand in a stage and a state. They came there between `youngest` and `oldest` days ago, and
    from stage to stage in at most `pace` days.
    """

    number: int
    stage: str
    youngest: int
    oldest: int
    pace: int = 1
    state: str = "active"


@dataclass(frozen=True)
class Rounds(Definition):
    """Rounds of visits, one a park with so many visits planned, and the service month with the answers so far."""

    visits: int
    month: str
    companies_wanted: int
    stations_taking_part: int
    questionnaires: int


@dataclass(frozen=True)
class Services(Definition):
    """Visits, contacts, stations, the pool of service organisations and their staff.

    `contacts` of `contact_period` reach exactly `companies` companies. `providers` and `professionals` are those there
    at the end of `admitted`; the others left before. They belong to `provider_place` and `provider_industry`;
    `applicants` more have applied. Visits after `followed_up_until` have not been followed up. `issues` and `planned`
    visits are open on the demonstration's day.
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
    provider_place: str
    provider_industry: str
    admitted: Period
    professionals: int
    professionals_left: int
    applicants: int = 0
    followed_up_until: date | None = None
    issues: tuple[OpenCases, ...] = ()
    planned: tuple[OpenCases, ...] = ()
    rounds: Rounds | None = None


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
class Partner(Definition):
    """An invented bank, guarantor or institute. `division` is the six-digit code that its credit code carries."""

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
    listed companies let banks use. `applications` for a certificate are under way on the demonstration's day.
    """

    entered_by: str
    consent: str
    partners: tuple[Partner, ...] = ()
    credits: tuple[Credit, ...] = ()
    labs: tuple[Lab, ...] = ()
    exhibitions: tuple[Exhibition, ...] = ()
    teams: tuple[Teams, ...] = ()
    certificates: tuple[Certificates, ...] = ()
    applications: tuple[OpenCases, ...] = ()
    listings: tuple[Listing, ...] = ()
    needs: tuple[Needs, ...] = ()
    offices: tuple[Office, ...] = ()
    conferences: tuple[Conference, ...] = ()
    air: tuple[Air, ...] = ()
