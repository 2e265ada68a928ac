"""Filing a record of another form that belongs to a case: a visit, a meeting, an order."""

from collections.abc import Mapping

from django.db import transaction

from nanfeng.cases.case_form import CASE
from nanfeng.forms.field import FieldType
from nanfeng.forms.form import Form
from nanfeng.forms.value import Value
from nanfeng.intake.taken import Taken
from nanfeng.intake.typed import take_rows
from nanfeng.web.programmes.access import seen
from nanfeng.web.programmes.models import Case, Link
from nanfeng.web.programmes.services.keeping import check_writes
from nanfeng.web.records.access import check_role
from nanfeng.web.records.intake import context, keep, minding_access, present_sender
from nanfeng.web.records.queries import Which, table
from nanfeng.web.records.services import hold


@transaction.atomic
def record(number: str, form: Form, typed: Mapping[str, str]) -> Taken:
    """Take in a record as typed, for the case and its organisation; nothing is kept where something is wrong or asked.

    Raise NotFiledByError for a role that does not file the form, and Case.DoesNotExist where it may not be seen.
    """
    check_writes()
    check_role(form)
    case = Case.objects.get(seen(), number=number)
    hold([form.name])
    history = table(form, Which(current=True, organisation=case.organisation))
    known = minding_access(context(present_sender(), history), form)
    taken = take_rows(form, [{**typed, **said_by(case, form)}], known)
    if not taken.refused and not taken.questions:
        keep(taken)
    return taken


def said_by(case: Case, form: Form) -> dict[str, str]:
    """What a record says because it belongs to a case: nobody is asked for it."""
    whose = {form.organisation: case.organisation} if form.organisation and case.organisation else {}
    return {CASE: case.number, **whose}


def suggested(case: Case, form: Form) -> dict[str, Value]:
    """What a new record of a case may begin with: its place, and a number after those that are there."""
    types = {each.name: each.type for each in form.fields}
    found: dict[str, Value] = {}
    if form.place and case.park and types[form.place] is FieldType.PLACE:
        found[form.place] = case.park
    if len(form.key) == 1 and types[form.key[0]] is FieldType.TEXT:
        count = Link.objects.filter(case=case, form=form.name).count()
        found[form.key[0]] = f"{case.number}-{count + 1}"
    return found
