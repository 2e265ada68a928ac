"""A programme: anything that the zone runs for others, as a pack defines it. One file is one programme.

Stages stand in the order in which a case goes through them. What is needed `since` a stage is needed in that stage and
in all that stand after it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from nanfeng.cases.counted import Counted
from nanfeng.cases.criterion import Criterion
from nanfeng.cases.flow import Fact, Flow, Stage, Transition
from nanfeng.cases.funds import Instalment, Limit
from nanfeng.forms.field import Field
from nanfeng.forms.form import Purpose
from nanfeng.forms.rule import Rule
from nanfeng.kinds.definition import Definition
from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text


@dataclass(frozen=True)
class Section(Definition):
    """Fields that are filled in together, by `filled_by` and by nobody else.

    Those that are `required` have to be there `since` a stage on; None: as soon as the case is begun.
    """

    id: str
    label: Text
    fields: tuple[Field, ...]
    filled_by: tuple[Role, ...]
    since: str | None = None
    help: Text | None = None


@dataclass(frozen=True)
class Paper(Definition):
    """A kind of document. `since` a stage on there has to be one; None: it may be added, and is never needed."""

    id: str
    label: Text
    filed_by: tuple[Role, ...]
    since: str | None = None
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

    `since` a stage on there have to be `at_least` so many; None: none is ever needed.
    """

    form: str
    label: Text
    at_least: int = 1
    since: str | None = None


@dataclass(frozen=True)
class Outcome(Definition):
    """What came of a case, in some of its fields; it counts only when the organisation itself has confirmed them.

    `since` a stage on it has to be confirmed; None: it may be, at any time.
    """

    id: str
    label: Text
    fields: tuple[str, ...]
    since: str | None = None


@dataclass(frozen=True)
class Projection(Definition):
    """The record of another form that a case is `since` a stage: by the names of that form's fields, what they hold.

    A value is the name of a field of the programme, `case`, `organisation`, `park`, or `entered.<stage>`, the day on
    which the case first came there. Where the case does not go on (withdrawn, lost) the record is withdrawn, too.
    """

    form: str
    since: str
    fields: Mapping[str, str]


@dataclass(frozen=True)
class Programme(Definition):
    """A programme. `owner` is a department; `source` cites the plan or law that it rests on; `parks` are where it
    runs, none named means all of the zone. `use` is the purpose of its records. `begun_by` may begin a case.
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
    criteria: tuple[Criterion, ...] = ()
    linked: tuple[Linked, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    limits: tuple[Limit, ...] = ()
    instalments: tuple[Instalment, ...] = ()
    projections: tuple[Projection, ...] = ()
    counted: tuple[Counted, ...] = ()
    note: Text | None = None
    flow: Flow = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "flow", _flow(self))

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields of all sections, in order."""
        return tuple(each for section in self.sections for each in section.fields)

    def reached(self, stage: str, since: str | None) -> bool:
        """Whether what is needed `since` a stage is needed in `stage`; None: it is from the beginning."""
        order = [each.id for each in self.stages]
        return since is None or order.index(stage) >= order.index(since)


def _flow(programme: Programme) -> Flow:
    facts = tuple(Fact(each.name, each.label) for each in programme.fields)
    return Flow(programme.id, programme.label, programme.stages[0].id, programme.stages, programme.transitions, facts)
