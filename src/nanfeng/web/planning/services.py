"""What departments file on a page: status reports of measures, and their other forms."""

from collections.abc import Mapping

from django.db import transaction

from nanfeng.forms.form import Form
from nanfeng.intake.taken import Taken
from nanfeng.intake.typed import take_rows
from nanfeng.web.people.scope import present
from nanfeng.web.records.access import check_role
from nanfeng.web.records.intake import context, keep, minding_access, present_sender
from nanfeng.web.records.queries import Which, table


@transaction.atomic
def file_record(form: Form, cells: Mapping[str, str]) -> Taken:
    """Take one record in, as typed, in the name of one's own department; nothing is kept where something is asked.

    Raise NotFiledByError for a role that does not file the form.
    """
    check_role(form)
    own = next(iter(present().organisations), "")
    row = {**cells, **({form.organisation: own} if form.organisation else {})}
    history = table(form, Which(current=True, organisation=own if form.organisation else ""))
    taken = take_rows(form, [row], minding_access(context(present_sender(), history), form))
    if not taken.refused and not taken.questions:
        keep(taken)
    return taken
