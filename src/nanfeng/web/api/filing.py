"""Rows that come by a call: the same reading, checks and questions as a spreadsheet's, whole or not at all."""

from collections.abc import Iterator, Mapping, Sequence

from django.db import transaction

from nanfeng.forms.form import Form
from nanfeng.intake.taken import Taken
from nanfeng.intake.typed import take_rows
from nanfeng.kinds.issue import Issue
from nanfeng.kinds.text import Text
from nanfeng.web.api.problem import ProblemError, fault
from nanfeng.web.records.access import check_role
from nanfeng.web.records.intake import context, keep, minding_access, present_sender
from nanfeng.web.records.queries import records, table
from nanfeng.web.records.services import hold

_MEND = Text("请重新读取这条记录，看过现状再决定", "read the record again, and decide by how it stands now")


@transaction.atomic
def file_rows(form: Form, rows: Sequence[Mapping[str, str]], seen: Mapping[int, int]) -> Taken:
    """Take rows in; they are kept where all of them are right, or explained.

    `seen` is the version that the sender saw of a row's record, by the row's number from 1; 0 for none.
    Raise NotFiledByError where the present doer's role does not file the form, and ProblemError (412) where a record
    has another version by now than its sender saw; nothing is kept then.
    """
    check_role(form)
    hold([form.name])
    known = minding_access(context(present_sender(), table(form)), form)
    taken = take_rows(form, rows, known)
    if not taken.refused and not taken.questions:
        _check_seen(taken, seen)
        keep(taken)
    return taken


def _check_seen(taken: Taken, seen: Mapping[int, int]) -> None:
    stale = list(_stale(taken, seen))
    if stale:
        raise ProblemError(412, None, map(fault, stale))


def _stale(taken: Taken, seen: Mapping[int, int]) -> Iterator[Issue]:
    rows = taken.accepted.select(["_line", "_key"]).to_pylist()
    asked = {row["_key"]: seen[row["_line"]] for row in rows if row["_line"] in seen}
    current = records().filter(form=taken.form.name, key__in=asked, current=True)
    versions = dict(current.values_list("key", "version"))
    for key, version in asked.items():
        stands = versions.get(key, 0)
        if stands != version:
            wrong = Text(
                f"您读到的是第{version}版，现在是第{stands}版", f"you saw version {version}; it is {stands} by now"
            )
            yield Issue("stale", "", key, wrong, _MEND)
