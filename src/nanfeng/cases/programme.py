"""A programme: anything that the zone runs for others, as a pack defines it. One file is one programme.

Stages stand in the order in which a case goes through them; the first is where it begins. What is needed `since` a
stage is needed in that stage and in all that stand after it, by that order: an end without success (refused, given up,
fallen through) is therefore no stage but a state, to which a transition leads with `state = "lost"` or `"withdrawn"`.
Rules over a case read its fields by their names, and `today`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from nanfeng.cases.counted import Counted
from nanfeng.cases.criterion import Criterion, Reads
from nanfeng.cases.flow import Fact, Flow, Stage, Transition
from nanfeng.cases.funds import Instalment, Limit
from nanfeng.cases.letter import Letter
from nanfeng.cases.prefill import Prefill
from nanfeng.cases.quick import Quick
from nanfeng.forms.field import Field
from nanfeng.forms.form import Purpose
from nanfeng.forms.rule import Rule
from nanfeng.kinds.definition import Definition
from nanfeng.kinds.digest import digest_of
from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text


@dataclass(frozen=True)
class Section(Definition):
    """Fields that are filled in together, by `filled_by` and by nobody else.

    Those that are `required` have to be there `since` a stage on; None: as soon as the case is begun. They may be
    filled in earlier, and changed up to the stage `until`, that one included; None: as long as the case goes on.
    Approvals are given to what is in a section that `binds`: a change there voids them.
    """

    id: str
    label: Text
    fields: tuple[Field, ...]
    filled_by: tuple[Role, ...]
    since: str | None = None
    until: str | None = None
    binds: bool = True
    help: Text | None = None


@dataclass(frozen=True)
class Paper(Definition):
    """A kind of document. `since` a stage on there has to be one; None: it may be added, and is never needed.

    Where it `binds`, another document of this kind voids the approvals that were given before.
    """

    id: str
    label: Text
    filed_by: tuple[Role, ...]
    since: str | None = None
    binds: bool = True
    help: Text | None = None


@dataclass(frozen=True)
class Demand(Definition):
    """A rule over the case's fields that has to answer yes `since` a stage on; neither no nor unknown will do."""

    id: str
    rule: Rule
    since: str
    wrong: Text
    mend: Text


@dataclass(frozen=True)
class Linked(Definition):
    """Records of a form that belong to a case (visits, meetings, orders, milestones): the form's field `case` names it.

    `since` a stage on there have to be `at_least` so many; None: none is ever needed. Where each record `plans` a case
    of another programme, for an organisation on a day, the form's field `made` holds the number of that case once it
    is there.
    """

    form: str
    label: Text
    at_least: int = 1
    since: str | None = None
    plans: str | None = None
    made: str | None = None


@dataclass(frozen=True)
class Outcome(Definition):
    """What came of a case, in some of its fields; it counts only when the organisation itself has confirmed them, as
    long as they stay as they were confirmed.

    `since` a stage on it has to be confirmed; None: it may be, at any time. `by` names the party that confirms it, a
    field of `parties`; None: the organisation whose case it is.
    """

    id: str
    label: Text
    fields: tuple[str, ...]
    since: str | None = None
    by: str | None = None


@dataclass(frozen=True)
class Cohort(Definition):
    """A round that organisations apply for from the day `opens` to the day `closes`, both included.

    It runs from `start` to `end`, where these days are set.
    """

    id: str
    label: Text
    opens: date
    closes: date
    start: date | None = None
    end: date | None = None


class Part(StrEnum):
    """What of a programme may have had another name in an earlier version."""

    STAGE = "stage"
    TRANSITION = "transition"
    FIELD = "field"
    PAPER = "paper"
    OUTCOME = "outcome"
    INSTALMENT = "instalment"
    COHORT = "cohort"


@dataclass(frozen=True)
class Renamed(Definition):
    """What an earlier version called `was` is called `now`: a case that is moved over keeps it under the new name."""

    part: Part
    was: str
    now: str


@dataclass(frozen=True)
class Projection(Definition):
    """The record of another form that a case is `since` a stage: by the names of that form's fields, what they hold.

    A value is the name of a field of the programme, `case`, `organisation`, `park`, `entered.<stage>`, the day on which
    the case first came there, or a code in quotes: `"'high_tech'"`. Where the case does not go on (withdrawn, lost) the
    record is withdrawn, too.
    """

    form: str
    since: str
    fields: Mapping[str, str]


@dataclass(frozen=True)
class Programme(Definition):
    """A programme. `owner` is a department; `source` cites the plan or law that it rests on; `parks` are where it
    runs, none named means wherever the city has places. `use` is the purpose of its records. `begun_by` may begin a
    case.

    Every one of the `criteria` has to answer yes before a case comes to the stage `eligible_since`; None: they are
    only shown. Where there are `cohorts`, a case begins in one, within its days. `parties` names fields that hold
    organisations: these take part in the case, besides the one whose case it is (the bank, the provider).
    A case is called by what its field `titled_by` says as it begins; None: by what somebody calls it, else by whose it
    is. Cases `of_zone` are about no one organisation (a round of visits), and belong to a park or to the whole zone.
    What is logged on the way says so as `quick`.
    """

    id: str
    label: Text
    about: Text
    owner: str
    use: Purpose
    begun_by: tuple[Role, ...]
    stages: tuple[Stage, ...]
    transitions: tuple[Transition, ...]
    sections: tuple[Section, ...]
    source: str | None = None
    measure: str | None = None
    parks: tuple[str, ...] = ()
    papers: tuple[Paper, ...] = ()
    demands: tuple[Demand, ...] = ()
    reads: tuple[Reads, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    eligible_since: str | None = None
    cohorts: tuple[Cohort, ...] = ()
    parties: tuple[str, ...] = ()
    titled_by: str | None = None
    of_zone: bool = False
    linked: tuple[Linked, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    limits: tuple[Limit, ...] = ()
    instalments: tuple[Instalment, ...] = ()
    projections: tuple[Projection, ...] = ()
    prefills: tuple[Prefill, ...] = ()
    letters: tuple[Letter, ...] = ()
    counted: tuple[Counted, ...] = ()
    renamed: tuple[Renamed, ...] = ()
    quick: Quick | None = None
    note: Text | None = None
    flow: Flow = field(init=False, repr=False, compare=False)
    edition: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "flow", _flow(self))
        object.__setattr__(self, "edition", digest_of(self))

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields of all sections, in order."""
        return tuple(each for section in self.sections for each in section.fields)

    def reached(self, stage: str, since: str | None) -> bool:
        """Whether what is needed `since` a stage is needed in `stage`; None: it is from the beginning."""
        return since is None or self.place(stage) >= self.place(since)

    def place(self, stage: str) -> int:
        """Which stage it is, counted from nought; raise KeyError that lists the stages there are."""
        return self.stages.index(self.flow.stage(stage))

    def name_now(self, part: Part, name: str) -> str:
        """What is called now what an earlier version may have called `name`."""
        return next((one.now for one in self.renamed if (one.part, one.was) == (part, name)), name)


TODAY = Fact("today", Text("今天", "today"))
"""What every rule over a case may read besides its fields."""


def _flow(programme: Programme) -> Flow:
    if not programme.stages:
        raise ValueError(f"programme {programme.id} has no stage; it takes one at least, where its cases begin")
    return Flow(
        id=programme.id,
        label=programme.label,
        start=programme.stages[0].id,
        stages=programme.stages,
        transitions=programme.transitions,
        facts=(*(Fact(each.name, each.label) for each in programme.fields), TODAY),
        renamed=tuple((one.was, one.now) for one in programme.renamed if one.part is Part.TRANSITION),
    )
