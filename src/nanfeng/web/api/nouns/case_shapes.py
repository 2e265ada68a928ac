"""Cases as the API says them: in lists, and one with all that its page shows."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from ninja import Schema

from nanfeng.cases.ahead import Ahead
from nanfeng.cases.criterion import Assessed
from nanfeng.cases.paying import Payable
from nanfeng.cases.state import State
from nanfeng.kinds.answer import Verdict
from nanfeng.kinds.issue import Issue
from nanfeng.kinds.role import Role
from nanfeng.web import clock
from nanfeng.web.api.moves import Standing, standing_of
from nanfeng.web.api.problem import Fault, Words, fault, words_of
from nanfeng.web.api.rows import as_written
from nanfeng.web.audit.services import present_doer
from nanfeng.web.people.roles import STAFF
from nanfeng.web.programmes.access import readable
from nanfeng.web.programmes.models import Case, Message, Paper, Task
from nanfeng.web.programmes.queries.letters import Written, letters
from nanfeng.web.programmes.queries.one import Confirmable, Shown, confirmables
from nanfeng.web.programmes.sheets import complete, fillable


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


_ROW = [name for name in CaseOut.model_fields if name != "late"]
_PAPER, _TASK = list(PaperOut.model_fields), ("what", "day", "who", "done")


def row_out(case: Case) -> dict[str, Any]:
    """A case in a list."""
    late = case.state == State.ACTIVE and case.due is not None and case.due < clock.now()
    return {name: getattr(case, name) for name in _ROW} | {"late": late}


def whole_out(shown: Shown) -> dict[str, Any]:
    """A case with all that the present doer may see of it."""
    found = shown.found
    read = readable(found.programme, found.row)
    staff = present_doer().role in STAFF
    return row_out(found.row) | {
        "digest": shown.digest,
        "values": {each.name: as_written(each, found.case.values.get(each.name)) for each in read},
        "sections": _sections(shown),
        "missing": faults(shown.missing),
        "ahead": [_ahead(one) for one in shown.ahead],
        "criteria": [criterion_out(one) for one in found.case.assessed],
        "papers": [paper_out(paper) for paper in found.papers],
        "linked": dict(found.case.linked),
        "outcomes": [_outcome(one) for one in confirmables(shown)],
        "instalments": [_instalment(one) for one in shown.payables],
        "messages": [_message(one) for one in shown.messages],
        "tasks": [task_out(one, found.row) for one in shown.tasks] if staff else [],
        "letters": [_letter(one) for one in letters(found)],
        "newer": _newer(shown),
        "course": standing_of(found.row.course, found.steps, shown.choices),
    }


def faults(issues: Iterable[Issue]) -> list[dict[str, Any]]:
    """Issues as the API says them."""
    return [fault(issue) for issue in issues]


def criterion_out(one: Assessed) -> dict[str, Any]:
    """A criterion with its answer."""
    said = {"label": one.criterion.label, "reason": one.answer.reason, "mend": one.criterion.mend}
    told = {name: words_of(text) for name, text in said.items()}
    return {"id": one.criterion.id, "verdict": one.answer.verdict, **told}


def paper_out(paper: Paper) -> dict[str, Any]:
    """A document."""
    return {name: getattr(paper, name) for name in _PAPER}


def task_out(task: Task, case: Case) -> dict[str, Any]:
    """Something to follow up on a case."""
    return {"id": task.pk, "case": case.number, **{name: getattr(task, name) for name in _TASK}}


def _sections(shown: Shown) -> list[dict[str, Any]]:
    return [
        {
            "id": one.id,
            "label": words_of(one.label),
            "fillable": fillable(shown.found, one),
            "complete": complete(shown.found, one),
            "missing": faults(shown.sections[one.id]),
        }
        for one in shown.found.programme.sections
    ]


def _ahead(one: Ahead) -> dict[str, Any]:
    step = one.transition
    said = {"transition": step.id, "label": words_of(step.label), "roles": list(step.roles)}
    return said | {"missing": faults(one.missing)}


def _outcome(one: Confirmable) -> dict[str, Any]:
    said = {"id": one.outcome.id, "label": words_of(one.outcome.label), "fields": list(one.outcome.fields)}
    return said | {name: getattr(one, name) for name in ("confirmed", "own", "digest")}


def _instalment(one: Payable) -> dict[str, Any]:
    paid = {"day": one.payment.on, "reference": one.payment.reference} if one.payment else None
    label = words_of(one.instalment.label)
    amount = None if one.amount is None else format(one.amount, "f")
    return {"id": one.instalment.id, "label": label, "amount": amount, "payment": paid, "waits": faults(one.waits)}


def _message(one: Message) -> dict[str, Any]:
    said = {name: getattr(one, name) for name in ("inbound", "text", "by", "entered")}
    return {"id": one.pk, "read": one.read is not None, **said}


def _letter(one: Written) -> dict[str, Any]:
    return {"id": one.letter.id, "label": words_of(one.letter.label), "lacks": list(one.lacks)}


def _newer(shown: Shown) -> dict[str, Any] | None:
    newer = shown.newer
    if newer is None:
        return None
    lost = [words_of(one.label) for one in newer.lost]
    return {"stage": newer.stage, "missing": faults(newer.missing), "lost": lost, "barred": faults(newer.barred)}
