"""Rows that come by a call: the same reading, checks and questions as a spreadsheet's, whole or not at all."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from nanfeng.forms.form import Form
from nanfeng.intake.taken import Taken
from nanfeng.intake.typed import take_rows
from nanfeng.web.records.access import check_role
from nanfeng.web.records.intake import context, keep, minding_access, present_sender
from nanfeng.web.records.queries import table


@transaction.atomic
def file_rows(form: Form, rows: Sequence[Mapping[str, str]]) -> Taken:
    """Take rows in; they are kept where all of them are right, or explained. Raise NotFiledByError where the present
    doer's role does not file the form.
    """
    check_role(form)
    known = minding_access(context(present_sender(), table(form)), form)
    taken = take_rows(form, rows, known)
    if not taken.refused and not taken.questions:
        keep(taken)
    return taken
