"""What the API answers of cases: in lists, and of one all that its page shows."""

from collections.abc import Iterable
from typing import Any

from nanfeng.cases.ahead import Ahead
from nanfeng.cases.criterion import Assessed
from nanfeng.cases.paying import Payable
from nanfeng.cases.state import State
from nanfeng.kinds.issue import Issue
from nanfeng.web import clock
from nanfeng.web.api.moves import standing_of
from nanfeng.web.api.nouns.case_shapes import CaseOut, PaperOut
from nanfeng.web.api.problem import fault, words_of
from nanfeng.web.api.rows import as_written
from nanfeng.web.audit.services import present_doer
from nanfeng.web.people.roles import STAFF
from nanfeng.web.programmes.access import readable
from nanfeng.web.programmes.models import Case, Message, Paper, Task
from nanfeng.web.programmes.queries.letters import Written, letters
from nanfeng.web.programmes.queries.one import Confirmable, Shown, confirmables
from nanfeng.web.programmes.sheets import complete, fillable

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
