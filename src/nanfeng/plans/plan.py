"""A plan with its measures, targets and commitments."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from nanfeng.kinds.comparator import Comparator
from nanfeng.kinds.definition import Definition
from nanfeng.kinds.figure import Basis
from nanfeng.kinds.period import Period
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Unit


class TargetKind(StrEnum):
    """A number to be reached, a status to be granted by somebody, or a commitment to do something."""

    NUMBER = "number"
    STATUS = "status"
    COMMITMENT = "commitment"


@dataclass(frozen=True)
class Share(Definition):
    """A part of a target given to a year, a district or a park. Exactly one of `period` and `place` is set."""

    value: Decimal
    period: Period | None = None
    place: str | None = None


@dataclass(frozen=True)
class Target(Definition):
    """What a plan wants.

    A number names its indicator, comparator, value and unit, the place and the period by whose end (or in which) it
    is due; `each_year` marks a yearly target; `base` is the period that a floor ("not reduced") or a growth is
    measured from. `growth` is set where the target is a growth rate. A status names who grants it and what evidence
    counts. A commitment says what will be done. `evidence` lists dated facts that show it as done. `split` divides
    the whole; `split_adds_up` false says that it need not.
    """

    id: str
    statement: Text
    kind: TargetKind
    source: str
    quote: str = ""
    claim: str | None = None
    indicator: str | None = None
    place: str | None = None
    scope: tuple[tuple[str, str], ...] = ()
    comparator: Comparator | None = None
    value: Decimal | None = None
    unit: Unit | None = None
    growth: Basis | None = None
    period: Period | None = None
    base: Period | None = None
    each_year: bool = False
    counting: Text | None = None
    granted_by: Text | None = None
    evidence: tuple["Evidence", ...] = ()
    split: tuple[Share, ...] = ()
    split_adds_up: bool = True


@dataclass(frozen=True)
class Evidence(Definition):
    """A dated fact that bears on a status or commitment: `done` true where it shows it as reached."""

    on: date
    says: Text
    source: str
    done: bool = False


@dataclass(frozen=True)
class Task(Definition):
    """Something that a measure asks of a department by a deadline."""

    id: str
    statement: Text
    deadline: Period | None = None
    department: str | None = None


@dataclass(frozen=True)
class StatusReport(Definition):
    """What a department said of a measure on a day: on_course, behind, done or dropped."""

    on: date
    department: str
    state: str
    says: Text
    source: str | None = None


@dataclass(frozen=True)
class Measure(Definition):
    """A policy of a plan: its lead and supporting departments, tasks, the targets it serves, and what was reported of
    it.

    `number` is its number in the plan, None where the sources do not give one. Departments are codes of
    `departments.csv`.
    """

    id: str
    statement: Text
    source: str
    quote: str = ""
    number: int | None = None
    lead: str | None = None
    supporting: tuple[str, ...] = ()
    tasks: tuple[Task, ...] = ()
    targets: tuple[str, ...] = ()
    reports: tuple[StatusReport, ...] = ()


@dataclass(frozen=True)
class Plan(Definition):
    """A plan. `measures_stated` is the number of measures that the plan itself claims, which the sources may not
    list in full.
    """

    id: str
    title: Text
    issued_by: Text
    source: str
    issued: date | None = None
    covers: Period | None = None
    measures_stated: int | None = None
    measures: tuple[Measure, ...] = ()
    targets: tuple[Target, ...] = ()
