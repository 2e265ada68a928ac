"""Forms' records kept in memory while many files are taken in: only what has come in since the last look is read."""

import pyarrow as pa
from django.db.models import Max

from nanfeng.forms.columns import schema
from nanfeng.forms.form import Form
from nanfeng.ledger.versions import mark_current
from nanfeng.web.records.models import Record
from nanfeng.web.records.queries import Which, table


class History:
    """Records by form, as the present scope sees them; to be thrown away with it."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[int, pa.Table]] = {}

    def of(self, form: Form) -> pa.Table:
        """All records of a form, in order of entry."""
        last, rows = self._known.get(form.name, (0, schema(form).empty_table()))
        newest = Record.objects.filter(form=form.name).aggregate(last=Max("id"))["last"] or 0
        if newest > last:
            rows = mark_current(pa.concat_tables([rows, table(form, Which(after=last))]).combine_chunks())
            self._known[form.name] = newest, rows
        return rows
