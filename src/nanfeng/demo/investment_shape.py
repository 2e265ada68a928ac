"""What the register of investment projects is calibrated to: totals that a joint table has to agree with."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from nanfeng.kinds.definition import Definition
from nanfeng.kinds.period import Period


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
class Leads(Definition):
    """So many leads of one source that stand in a stage and a state, between `youngest` and `oldest` days old. `office`
    and `conference` are the numbers of those that they came of.
    """

    number: int
    stage: str
    source: str
    youngest: int
    oldest: int
    state: str = "active"
    office: str | None = None
    conference: str | None = None


@dataclass(frozen=True)
class Investment(Definition):
    """The project register: its blocks of periods, the places of projects (those of the northern park apart), and what
    projects are about, by sector; and the leads that have not come to a project, or not yet.
    """

    blocks: tuple[Projects, ...]
    places: tuple[str, ...]
    northern_places: tuple[str, ...]
    topics: Mapping[str, tuple[str, ...]]
    entered_by: str
    leads: tuple[Leads, ...] = ()
