"""Taking a kept record back: a new version says that it is withdrawn, and why. Nothing that was kept is lost."""

import pyarrow as pa
import pyarrow.compute as pc
from django.db import transaction

from nanfeng.forms.columns import schema
from nanfeng.forms.form import Form
from nanfeng.kinds.text import Text
from nanfeng.ledger.versions import WITHDRAWN
from nanfeng.web import city, clock
from nanfeng.web.audit.services import Note, note, present_doer
from nanfeng.web.records.access import barred, check_role
from nanfeng.web.records.models import Record
from nanfeng.web.records.queries import Which, table
from nanfeng.web.records.register import parks_of, register
from nanfeng.web.records.services import hold, write
from nanfeng.web.records.shape import Besides


class StandsError(Exception):
    """A record is not to be withdrawn as it stands; `args[0]` says so as Text."""


@transaction.atomic
def withdraw(record: Record, version: int, why: str) -> Record:
    """Withdraw a record of which the present doer saw a version; gives the version that says so.

    Raise NotFiledByError for a role that does not file the form, and StandsError where no reason is given, the record
    has changed since, is withdrawn already, or is not to be changed now (another's, under review, closed).
    """
    form = city.pack().forms[record.form]
    check_role(form)
    if not why.strip():
        raise StandsError(Text("请写明撤回的理由", "Say why it is withdrawn"))
    hold([form.name])
    row = _standing(form, record, version)
    _refuse_barred(form, row)
    doer = present_doer()
    said = {"_status": WITHDRAWN, "_entered": clock.now(), "_by": doer.who, "_for": doer.acting_for or None}
    unsent = {"_file": None, "_sheet": None, "_line": None}
    filed = pa.Table.from_pylist([row.to_pylist()[0] | said | unsent], schema=schema(form))
    write(form, filed, Besides(parks_of(form, filed, register()), {record.key: why.strip()}))
    changes = {"status": [record.status, WITHDRAWN]}
    note(Note("withdraw", form.name, record.key, record.organisation, changes, why.strip()))
    return Record.objects.get(form=form.name, key=record.key, current=True)


def _standing(form: Form, record: Record, version: int) -> pa.Table:
    """The last version of a record as a table of one row."""
    rows = table(form, Which(current=True, organisation=record.organisation))
    row = rows.filter(pc.call_function("equal", [rows["_key"], pa.scalar(record.key)]))
    if not row.num_rows or row["_version"][0].as_py() != version:
        raise StandsError(
            Text("这条记录刚刚有了新版本，请看过现状再决定", "It has changed since: decide by how it stands now")
        )
    if row["_status"][0].as_py() == WITHDRAWN:
        raise StandsError(Text("这条记录已经撤回", "It is withdrawn already"))
    return row


def _refuse_barred(form: Form, row: pa.Table) -> None:
    """What a role may not file it may not withdraw; an office at the command line corrects what it keeps."""
    if not present_doer().role:
        return
    for fault in barred(form)(row).values():
        raise StandsError(Text(f"{fault.wrong.zh}。{fault.mend.zh}", f"{fault.wrong.en}. {fault.mend.en}"))
