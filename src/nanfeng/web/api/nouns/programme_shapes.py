"""Programmes as the API says them: their definitions as they stand in the pack, their calls, and how they go."""

from datetime import date
from decimal import Decimal
from typing import Any

from ninja import Schema

from nanfeng.cases.programme import Section
from nanfeng.cases.state import State
from nanfeng.kinds.role import Role
from nanfeng.kinds.unit import Unit
from nanfeng.web.api.problem import Words


class Part(Schema):
    """A part of a programme: its id and what people call it."""

    id: str
    label: Words


class CohortDefined(Part):
    """A round: applications begin from the day `opens` to the day `closes`, both included."""

    opens: date
    closes: date


class OpenCall(Schema):
    """A cohort that is open, or will be."""

    cohort: CohortDefined
    opens_later: bool
    days_left: int


class ProgrammeOut(Part):
    """A programme. `begins`: the caller's role begins its cases; `cases` counts those that he sees, by their state."""

    about: Words
    owner: str
    use: str
    source: str | None
    measure: str | None
    parks: list[str]
    begins: bool
    cases: dict[State, int]
    calls: list[OpenCall]


class Within(Schema):
    """A span of time: hours by the clock, or working days; of both the one that ends first."""

    hours: int
    working_days: int


class StageDefined(Part):
    """A stage, and how long a case may stand there until it is late; null: as long as it takes."""

    terminal: bool
    within: Within | None


class CodeOut(Schema):
    """A code."""

    code: str
    label: Words


class TransitionDefined(Part):
    """A step: from which stages, to which (null: it stays there), who takes it, and what has to be said with it."""

    sources: list[str]
    target: str | None
    roles: list[Role]
    approval: bool
    reason: bool
    reason_codes: list[CodeOut]
    state: State | None


class SectionDefined(Part):
    """Fields that are filled in together: by whom, needed since which stage, up to which."""

    fields: list[str]
    filled_by: list[Role]
    since: str | None
    until: str | None

    @staticmethod
    def resolve_fields(section: Section) -> list[str]:
        """The names of the fields; `values` describes them."""
        return [each.name for each in section.fields]


class PaperDefined(Part):
    """A kind of document: who files it, and since which stage one is needed."""

    filed_by: list[Role]
    since: str | None


class CriterionDefined(Part):
    """A criterion of eligibility, and where it is written."""

    source: str | None


class OutcomeDefined(Part):
    """What came of a case, in which fields; the organisation itself confirms it."""

    fields: list[str]
    since: str | None


class InstalmentDefined(Part):
    """A share of the money field `of`: payable since which stage, entered by whom."""

    of: str
    share: Decimal
    since: str
    paid_by: list[Role]


class LinkedDefined(Schema):
    """Records of a form that belong to its cases: how many are needed since which stage."""

    form: str
    label: Words
    at_least: int
    since: str | None


class LimitDefined(Part):
    """So many seats, or so much of the field `of` in its base unit, for all cases, or for each value of `per`."""

    total: Decimal
    of: str | None
    per: list[str]
    since: str


class UseOut(Schema):
    """What is taken of a limit, and what is left (below nought: it was lowered since), for those values of `per`."""

    limit: LimitDefined
    pot: list[str]
    taken: Decimal
    free: Decimal
    unit: Unit


class ProgrammeWhole(ProgrammeOut):
    """A programme with everything that it asks and does. `values` is the JSON Schema of what its cases say; `uses` are
    for the zone's staff, and empty for others.
    """

    stages: list[StageDefined]
    transitions: list[TransitionDefined]
    sections: list[SectionDefined]
    papers: list[PaperDefined]
    criteria: list[CriterionDefined]
    eligible_since: str | None
    outcomes: list[OutcomeDefined]
    instalments: list[InstalmentDefined]
    linked: list[LinkedDefined]
    limits: list[LimitDefined]
    uses: list[UseOut]
    values: dict[str, Any]


class PassageOut(Schema):
    """A stage: how many cases came there, how many go on there now, and for how many days they stood there who left it
    (the median; null where none did).
    """

    stage: Part
    came: int
    now: int
    days: float | None


class RoundOut(Schema):
    """A cohort: how many of its cases go on, and how many are at an end without success."""

    cohort: CohortDefined
    going_on: int
    ended: int


class ProgrammeFigures(Schema):
    """How a programme goes, over the cases that the caller sees; limits over all."""

    funnel: list[PassageOut]
    uses: list[UseOut]
    cohorts: list[RoundOut]
