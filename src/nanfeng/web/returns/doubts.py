"""What is worth a second look in the records of a call, however they came in: slips of magnitude and checks that ask.

A record that passed the door with an explanation, or as a correction, is held against the earlier periods again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

import pyarrow as pa
import pyarrow.compute as pc

from nanfeng.forms.field import Field
from nanfeng.forms.form import CheckLevel, Form
from nanfeng.intake.checks import broken_checks
from nanfeng.intake.guard import Slip, find_slips
from nanfeng.intake.guard_words import off_by
from nanfeng.kinds.text import Text
from nanfeng.ledger.versions import WITHDRAWN
from nanfeng.web.records.queries import Which, records, table
from nanfeng.web.returns.entries import form_of
from nanfeng.web.returns.models import Call, Return

_HISTORY = timedelta(days=500)
"""How far back a record's own history is looked at."""


@dataclass(frozen=True)
class Doubt:
    """Something to ask about a record: whose, in which field (None: about several), the value kept there (in base
    units), what is strange, and what its sender wrote to explain it. `slip` marks a suspected unit.
    """

    organisation: str
    field: Field | None
    value: object | None
    wrong: Text
    why: str
    slip: bool


def doubts(call: Call, organisation: str = "") -> list[Doubt]:
    """The doubts about the current records of a call (of one organisation), slips first; two queries."""
    form = form_of(call)
    which = Which(current=True, organisation=organisation, since=call.first - _HISTORY)
    known = table(form, which)
    known = known.filter(pc.call_function("not_equal", [known["_status"], pa.scalar(WITHDRAWN)]))
    rows = known.filter(_all([pc.call_function("equal", [known[name], pa.scalar(day)]) for name, day in _days(call)]))
    history = known.filter(pc.call_function("less", [known["_last"], pa.scalar(call.last)]))
    return found_in(form, rows, history, _explained(call, organisation))


def doubtful(listed: Iterable[Return]) -> set[int]:
    """Which of these returns (by key) have a doubt that nobody explained, or a suspected slip; queries by the call."""
    found: set[int] = set()
    for call, group in groupby(listed, key=lambda one: one.call):
        whose = {doubt.organisation for doubt in doubts(call) if doubt.slip or not doubt.why}
        found |= {one.pk for one in group if one.organisation in whose}
    return found


def found_in(form: Form, rows: pa.Table, history: pa.Table, why: Mapping[str, str]) -> list[Doubt]:
    """The doubts about rows of a form held against its earlier rows; `why` are explanations by key."""
    broken = broken_checks(rows, form)
    slips = [_slip(rows, slip, why) for slip in find_slips(rows, form, history, broken)]
    return [*slips, *_asked(form, rows, broken, why)]


def _slip(rows: pa.Table, slip: Slip, why: Mapping[str, str]) -> Doubt:
    off = off_by(slip)
    wrong = Text(f"{off.zh}，计量单位可能有误", f"{off.en}: the unit may be wrong")
    value = rows[slip.field.name][slip.row].as_py()
    return Doubt(_whose(rows, slip.row), slip.field, value, wrong, _why(rows, slip.row, why), slip=True)


def _asked(form: Form, rows: pa.Table, broken: Mapping[str, Iterable[bool]], why: Mapping[str, str]) -> list[Doubt]:
    return [
        Doubt(_whose(rows, row), None, None, check.wrong, _why(rows, row, why), slip=False)
        for check in form.checks
        if check.level is not CheckLevel.REFUSE
        for row, breaks in enumerate(broken[check.name])
        if breaks
    ]


def _whose(rows: pa.Table, row: int) -> str:
    return rows["_organisation"][row].as_py() or ""


def _why(rows: pa.Table, row: int, why: Mapping[str, str]) -> str:
    return why.get(rows["_key"][row].as_py(), "")


def _days(call: Call) -> list[tuple[str, object]]:
    return [("_first", call.first), ("_last", call.last)]


def _all(masks: list[pa.ChunkedArray]) -> pa.ChunkedArray:
    return pc.call_function("and", masks)


def _explained(call: Call, organisation: str) -> dict[str, str]:
    own = {"organisation": organisation} if organisation else {}
    mine = records().filter(form=call.form, first=call.first, last=call.last, current=True, **own)
    return dict(mine.exclude(why="").values_list("key", "why"))
