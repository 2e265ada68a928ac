"""Planning cases day by day: which organisation on which day, as records that belong to the case that plans."""

from collections.abc import Mapping, Sequence
from datetime import date

import pyarrow as pa
from django.db import transaction

from nanfeng.cases.attempt import FlowError
from nanfeng.cases.case_form import CASE
from nanfeng.cases.programme import Linked
from nanfeng.forms.columns import schema
from nanfeng.forms.form import Form
from nanfeng.intake.typed import take_rows
from nanfeng.kinds.issue import Issue
from nanfeng.kinds.text import Text
from nanfeng.web import city
from nanfeng.web.organisations.models import Organisation
from nanfeng.web.programmes.access import NotForYouError, seen
from nanfeng.web.programmes.models import Case, Link
from nanfeng.web.programmes.queries.planned import Planned, plan_forms, plan_of, planned_in
from nanfeng.web.programmes.services.keeping import check_writes
from nanfeng.web.records.access import NotFiledByError, check_role
from nanfeng.web.records.intake import context, keep, minding_access, present_sender
from nanfeng.web.records.models import Record
from nanfeng.web.records.queries import Which, table
from nanfeng.web.records.services import hold
from nanfeng.web.records.withdrawing import StandsError, withdraw


@transaction.atomic
def plan(number: str, organisations: Sequence[str], day: date) -> int:
    """Plan a case for each of these organisations on a day; return how many were added. Who is on the plan and was not
    seen yet stays as it stands there.

    Raise FlowError where a rule of the form refuses one: nothing is planned then.
    """
    check_writes()
    case = Case.objects.get(seen(), number=number)
    linked = _linked(case)
    form = city.pack().forms[linked.form]
    _check_filed(form)
    hold([form.name])
    waiting = {one.record.organisation for one in planned_in(case, linked) if not one.made}
    wanted = [one for one in dict.fromkeys(organisations) if one not in waiting]
    parks = dict(Organisation.objects.filter(pk__in=wanted).values_list("pk", "park"))
    last = Link.objects.filter(case=case, form=form.name).count()
    rows = [
        _row(form, case, {form.organisation: one, form.place: parks.get(one, ""), form.when: day.isoformat()}, serial)
        for serial, one in enumerate(wanted, last + 1)
    ]
    return _take(form, rows, schema(form).empty_table())


@transaction.atomic
def unplan(number: str, record: int, why: str) -> None:
    """Take something off the plan. Raise FlowError where it has led to a case, or is not to be changed now, and
    Record.DoesNotExist where there is none such.
    """
    check_writes()
    case = Case.objects.get(seen(), number=number)
    found = next((one for one in planned_in(case, _linked(case)) if one.record.pk == record), None)
    if found is None:
        raise Record.DoesNotExist(f"case {number} has no plan {record}")
    if found.made:
        wrong = Text(f"已经办理：{found.made}", f"it has led to {found.made}")
        raise _refused(number, wrong, Text("已办理的计划保留备查", "what was done stays on the plan"))
    try:
        withdraw(found.record, found.record.version, why)
    except NotFiledByError as error:
        raise NotForYouError(error.args[0]) from error
    except StandsError as error:
        raise _refused(number, error.args[0], Text("刷新页面后再试", "load the page again")) from error


def tick(planned: Planned, made: Case) -> None:
    """Note on the plan which case it has led to."""
    form = city.pack().forms[planned.record.form]
    _check_filed(form)
    said = planned.record.content
    own = {form.key[0]: said[form.key[0]], CASE: planned.case.number, form.when: planned.day.isoformat()}
    whose = {form.organisation or "": planned.record.organisation, form.place or "": planned.record.place or ""}
    row = own | whose | {plan_forms()[form.name].made or "": made.number}
    _take(form, [row], table(form, Which(current=True, organisation=planned.record.organisation)))


def _linked(case: Case) -> Linked:
    programme = city.pack().programmes.get(case.programme)
    linked = plan_of(programme) if programme else None
    if linked is None:
        wrong = Text("这个项目没有计划名单", "cases of this programme plan nothing")
        raise _refused(case.number, wrong, Text("核对办件编号", "check the number of the case"))
    return linked


def _row(form: Form, case: Case, said: Mapping[str | None, str], serial: int) -> dict[str, str]:
    own = {form.key[0]: f"{case.number}-{serial:03}", CASE: case.number}
    return own | {name: text for name, text in said.items() if name}


def _take(form: Form, rows: Sequence[Mapping[str, str]], history: pa.Table) -> int:
    """Keep rows that each have to be accepted; what they do not name stays as it was."""
    if not rows:
        return 0
    taken = take_rows(form, rows, minding_access(context(present_sender(), history), form))
    issues = tuple(issue for back in (*taken.refused, *taken.questions) for issue in back.issues)
    if issues:
        raise FlowError(issues)
    return keep(taken).added


def _check_filed(form: Form) -> None:
    try:
        check_role(form)
    except NotFiledByError as error:
        raise NotForYouError(error.args[0]) from error


def _refused(number: str, wrong: Text, mend: Text) -> FlowError:
    return FlowError((Issue("plan", number, "", wrong, mend),))
