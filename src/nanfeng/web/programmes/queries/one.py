"""One case, found by its number, with everything that its page shows; the number of queries is constant."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nanfeng.cases.ahead import Ahead, ahead
from nanfeng.cases.binding import confirmed, outcome_digest, subject_of
from nanfeng.cases.handling import choices
from nanfeng.cases.judge import in_section, lacking
from nanfeng.cases.move import Choice
from nanfeng.cases.moving_over import MovedOver
from nanfeng.cases.outcomes import who_confirms
from nanfeng.cases.paying import Payable, payables
from nanfeng.cases.programme import Outcome
from nanfeng.kinds.issue import Issue
from nanfeng.web.flows.queries import present_actor
from nanfeng.web.people.scope import present
from nanfeng.web.programmes.access import seen
from nanfeng.web.programmes.eligibility import with_assessed
from nanfeng.web.programmes.models import Case, Message, Task
from nanfeng.web.programmes.services.editions import preview
from nanfeng.web.programmes.services.filling import token
from nanfeng.web.programmes.services.keeping import doing
from nanfeng.web.programmes.whole import Whole, whole, with_course


@dataclass(frozen=True)
class Confirmable:
    """An outcome: whether it is confirmed as it stands, whether that is the present doer's `own` to do, and the digest
    of what it says, which a confirmation is given to.
    """

    outcome: Outcome
    confirmed: bool
    own: bool
    digest: str


@dataclass(frozen=True)
class Shown:
    """A case as its page shows it. `missing` is what it lacks where it stands, `ahead` the steps on its way with what
    lacks before each, `choices` what may be done and what bars it; `digest` is what approvals bind to, `token` what
    tells this state of its values from another.
    """

    found: Whole
    token: str
    digest: str
    missing: tuple[Issue, ...]
    ahead: tuple[Ahead, ...]
    choices: tuple[Choice, ...]
    payables: tuple[Payable, ...]
    confirmed: frozenset[str]
    messages: Sequence[Message]
    tasks: Sequence[Task]
    newer: MovedOver | None

    @property
    def sections(self) -> Mapping[str, tuple[Issue, ...]]:
        """By section what is missing in it now, or for the next step."""
        programme = self.found.programme
        wanted = {issue.at: issue for one in self.ahead for issue in one.missing if issue.code == "field"}
        wanted |= {issue.at: issue for issue in self.missing if issue.code == "field"}
        return {one.id: in_section(programme, one.id, tuple(wanted.values())) for one in programme.sections}


def confirmables(shown: Shown) -> list[Confirmable]:
    """The outcomes of a case, each as it stands."""
    own, case = present().organisations, shown.found.case
    return [
        Confirmable(one, one.id in shown.confirmed, who_confirms(case, one) in own, outcome_digest(one, case.values))
        for one in shown.found.programme.outcomes
    ]


def case(number: str) -> Case | None:
    """The case of that number; None where there is none, or it may not be seen."""
    found = Case.objects.filter(seen(), number=number).first()
    return with_course(found) if found else None


def shown(row: Case) -> Shown:
    """Everything about a case that was found."""
    found = with_assessed(whole(row))
    programme, core = found.programme, found.case
    return Shown(
        found=found,
        token=token(found),
        digest=subject_of(programme, core).digest,
        missing=lacking(programme, core, core.course.stage),
        ahead=ahead(programme, core),
        choices=choices(programme, core, doing(programme, row)) if present_actor() else (),
        payables=payables(programme, core),
        confirmed=confirmed(programme, core),
        messages=list(Message.objects.filter(case=row).order_by("pk")),
        tasks=list(Task.objects.filter(case=row).order_by("done", "day", "pk")),
        newer=preview(found),
    )
