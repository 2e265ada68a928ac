"""The shapes in which the API says cases: in lists, and one with all that its page shows."""

from datetime import date, datetime

from ninja import Schema

from nanfeng.cases.state import State
from nanfeng.kinds.answer import Verdict
from nanfeng.kinds.role import Role
from nanfeng.web.api.moves import Standing
from nanfeng.web.api.problem import Fault, Words


class CaseOut(Schema):
    """A case in a list. `version` counts its steps; `due` is null where it may take as long as it takes."""

    number: str
    programme: str
    title: str
    organisation: str
    name: str
    park: str
    cohort: str
    stage: str
    state: State
    version: int
    owner: str
    begun: datetime
    since: datetime
    due: datetime | None
    late: bool


class SectionOut(Schema):
    """A section: whether the caller may fill it in now, whether it holds all that it ever needs, what is missing."""

    id: str
    label: Words
    fillable: bool
    complete: bool
    missing: list[Fault]


class AheadOut(Schema):
    """A step on the way of the case, who takes it, and what lacks before."""

    transition: str
    label: Words
    roles: list[Role]
    missing: list[Fault]


class CriterionOut(Schema):
    """A criterion and how it is answered: unknown is never yes. `mend` is what one can do."""

    id: str
    label: Words
    verdict: Verdict
    reason: Words
    mend: Words


class PaperOut(Schema):
    """A document of a case, of a kind that its programme names."""

    id: int
    kind: str
    name: str
    sha256: str
    size: int
    type: str
    by: str
    entered: datetime


class OutcomeOut(Schema):
    """An outcome. `own`: it is the caller's to confirm; he confirms the values that `digest` is of."""

    id: str
    label: Words
    fields: list[str]
    confirmed: bool
    own: bool
    digest: str


class PaymentOut(Schema):
    """That an instalment was paid."""

    day: date
    reference: str


class InstalmentOut(Schema):
    """An instalment in yuan (null while the grant is not known), how it was paid, and what it still waits for."""

    id: str
    label: Words
    amount: str | None
    payment: PaymentOut | None
    waits: list[Fault]


class CaseMessage(Schema):
    """Words on a case; `inbound` are those of the organisation."""

    id: int
    inbound: bool
    text: str
    by: str
    entered: datetime
    read: bool


class TaskOut(Schema):
    """Something to follow up by a day."""

    id: int
    case: str
    what: str
    day: date
    who: str
    done: datetime | None


class LetterOut(Schema):
    """A letter that may be written now; `lacks` names what it would say and nobody filled in."""

    id: str
    label: Words
    lacks: list[str]


class NewerOut(Schema):
    """The case under the newer version of its programme: in which stage, what it would lack and lose, what bars it."""

    stage: str | None
    missing: list[Fault]
    lost: list[Words]
    barred: list[Fault]


class CaseWhole(CaseOut):
    """A case with all that the caller may see of it. Its `ETag` is for `If-Match`.

    `values` are as they are sent in: amounts are decimal strings in the unit of their field. Fields that are not for
    the caller are not there. `digest` is what approvals bind to; `linked` counts the records of other forms that
    belong to it; `newer` is null where it goes by the present version of its programme.
    """

    digest: str
    values: dict[str, str | int | bool | None]
    sections: list[SectionOut]
    missing: list[Fault]
    ahead: list[AheadOut]
    criteria: list[CriterionOut]
    papers: list[PaperOut]
    linked: dict[str, int]
    outcomes: list[OutcomeOut]
    instalments: list[InstalmentOut]
    messages: list[CaseMessage]
    tasks: list[TaskOut]
    letters: list[LetterOut]
    newer: NewerOut | None
    course: Standing
