"""Who may file what: forms by role, their records by scope."""

from collections.abc import Callable
from typing import cast

import pyarrow as pa
from django.db.models import QuerySet

from nanfeng.forms.form import Form
from nanfeng.intake.context import Barred
from nanfeng.intake.fault import Fault
from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text
from nanfeng.web import city
from nanfeng.web.audit.services import present_doer
from nanfeng.web.people.scope import EVERYWHERE, Scope, present
from nanfeng.web.records.models import Record
from nanfeng.web.records.register import parks_of, register
from nanfeng.web.records.signals import filing

NOT_YOURS = Fault(
    "not_yours_to_file",
    Text("您没有为该单位报送本表的权限", "this organisation is not yours to report for"),
    Text(
        "请核对单位；如确由您负责，请联系园区确认授权，或由该单位所属园区报送",
        "Check the organisation; where it is yours, have your park confirm it, or let its own park send the row",
    ),
)


class NotFiledByError(PermissionError):
    """A form was sent by somebody in a role that does not file it; `args[0]` says so as Text."""


def is_filed(form: Form) -> bool:
    """Whether anybody files the form at all: records of cases are written by cases alone."""
    return form.name in city.pack().filed


def may_file(form: Form, role: Role | str) -> bool:
    """Whether a form is filed by a role. The statistician files all that is filed, and so does the platform, which has
    no role.
    """
    return is_filed(form) and (role in ("", Role.STATISTICIAN) or role in form.filed_by)


def forms_filed_by(role: Role | str) -> list[Form]:
    """The forms that a role files, those that are owed first."""
    mine = [form for form in city.pack().forms.values() if may_file(form, role)]
    return sorted(mine, key=lambda form: form.due is None)


def filed_records() -> QuerySet[Record]:
    """All versions of the records of the forms that one's role files, as far as one may write them."""
    forms = [form.name for form in forms_filed_by(present_doer().role)]
    return Record.objects.filter(present().condition, form__in=forms)


def check_role(form: Form) -> None:
    """Raise NotFiledByError where the present doer's role does not file the form, or nobody does."""
    if not is_filed(form):
        raise NotFiledByError(
            Text(
                f"“{form.label.zh}”的记录由办件自动产生，不能直接报送；请在办件中填写或办理",
                f"records of “{form.label.en}” come from cases alone and are not filed: do it on the case itself",
            )
        )
    if not may_file(form, present_doer().role):
        raise NotFiledByError(
            Text(
                f"您现在的身份不能报送“{form.label.zh}”，请换用有权报送的身份",
                f"“{form.label.en}” is not filed in the role that you act in; take up one that files it",
            )
        )


def barred(form: Form) -> Barred:
    """What the present scope may not file of a form, and what the apps above do not take any more."""
    above = cast("list[Barred | None]", [answer for _, answer in filing.send(Record, form=form)])
    barriers = [barrier for barrier in (_outside(form, present()), *above) if barrier]

    def faults(rows: pa.Table) -> dict[int, Fault]:
        found: dict[int, Fault] = {}
        for barrier in barriers:
            found = {**barrier(rows), **found}
        return found

    return faults


def _outside(form: Form, scope: Scope) -> Barred | None:
    """Rows outside of a scope; None where there can be none. Those whose organisation is not understood are faulty
    already.
    """
    if EVERYWHERE in scope.parks and form.purpose in scope.purposes:
        return None
    return _holds(form, scope)


def _holds(form: Form, scope: Scope) -> Callable[[pa.Table], dict[int, Fault]]:
    known = register()

    def faults(rows: pa.Table) -> dict[int, Fault]:
        whose = rows["_organisation"].to_pylist()
        placed = enumerate(zip(whose, parks_of(form, rows, known), strict=True))
        return {
            row: NOT_YOURS
            for row, (organisation, park) in placed
            if (organisation or not form.organisation) and not scope.holds(organisation or "", park, form.purpose)
        }

    return faults
