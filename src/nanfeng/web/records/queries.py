"""Reading records, always within the present scope."""

import io
from dataclasses import dataclass
from datetime import date, datetime

import pyarrow as pa
import pyarrow.csv as pa_csv
from django.db import connection
from django.db.models import Q, QuerySet

from nanfeng.forms.columns import schema
from nanfeng.forms.form import Form
from nanfeng.web.audit.services import present_doer
from nanfeng.web.people.scope import EVERYWHERE, Scope, present
from nanfeng.web.records.driver import copying
from nanfeng.web.records.models import Record, Sending
from nanfeng.web.records.shape import selected


@dataclass(frozen=True)
class Which:
    """Which records of a form are wanted.

    `entered_by`: entered by that time; `approved`: only those whose return went through review; `current`: only the
    last version of each; `organisation`: only of that one; `after`: entered after the record of that number; `since`:
    of periods and spans that end on that day or later.
    """

    entered_by: datetime | None = None
    approved: bool = False
    current: bool = False
    organisation: str = ""
    after: int = 0
    since: date | None = None


ALL = Which()


def records() -> QuerySet[Record]:
    """The records that the present scope may see."""
    return Record.objects.filter(present().readable)


def sendings() -> QuerySet[Sending]:
    """The files that the present scope may see, the latest first."""
    return Sending.objects.filter(present().condition).order_by("-pk")


def own_sendings() -> QuerySet[Sending]:
    """The files that the present doer, or others who act for the same, have sent, the latest first."""
    doer = present_doer()
    own = Q(by=doer.who) | (Q(acting_for=doer.acting_for) & ~Q(acting_for=""))
    return sendings().filter(own)


def table(form: Form, which: Which = ALL) -> pa.Table:
    """The records of a form in the shape of `forms.columns.schema`, in order of entry, within the present scope."""
    condition, values = _condition(form, which, present())
    query = f"COPY (SELECT {selected(form)} FROM records_record WHERE {condition} ORDER BY id) TO STDOUT (FORMAT csv)"
    buffer = io.BytesIO()
    with connection.cursor() as cursor, copying(cursor, query, values) as copy:
        for data in copy:
            buffer.write(data)
    return _parsed(buffer, form)


def sent_digests() -> dict[str, str]:
    """The sha256 of every file that was taken in, by its number alone: its name may tell whose it is."""
    done = sendings().filter(state=Sending.State.DONE).values_list("pk", "sha256")
    return {f"sending {number}": digest for number, digest in done}


def _condition(form: Form, which: Which, scope: Scope) -> tuple[str, list[object]]:
    """The WHERE clause, which says what the policy says too, so that an index serves."""
    terms, values = ["form = %s"], [form.name]
    wanted = {
        "entered <= %s": which.entered_by,
        "status = %s": "approved" if which.approved else None,
        "current = %s": True if which.current else None,
        "organisation = %s": which.organisation or None,
        "id > %s": which.after or None,
        "last >= %s": which.since,
    }
    for term, value in wanted.items():
        if value is not None:
            terms.append(term)
            values.append(value)
    seen, its_values = _seen(scope)
    return " AND ".join([*terms, seen]), [*values, *its_values]


def _seen(scope: Scope) -> tuple[str, list[object]]:
    wide = "(purpose = ANY(%s) AND (%s OR park = ANY(%s)))"
    everywhere = EVERYWHERE in scope.parks
    values = [list(scope.owns), [str(purpose) for purpose in scope.purposes], everywhere, list(scope.parks)]
    return f"(purpose = 'public' OR organisation = ANY(%s) OR {wide})", values


def _parsed(buffer: io.BytesIO, form: Form) -> pa.Table:
    columns = schema(form)
    if not buffer.tell():
        return columns.empty_table()
    buffer.seek(0)
    read = pa_csv.ReadOptions(column_names=columns.names)
    parse = pa_csv.ParseOptions(newlines_in_values=True)
    types = {each.name: pa.int64() if each.name == "_entered" else each.type for each in columns}
    convert = pa_csv.ConvertOptions(
        column_types=types,
        strings_can_be_null=True,
        quoted_strings_can_be_null=False,
        null_values=[""],
        true_values=["t"],
        false_values=["f"],
    )
    return pa_csv.read_csv(buffer, read, parse, convert).cast(columns)
