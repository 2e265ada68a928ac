"""Past cases as an office tells of them: rows in the shape of `cases.past.past_form`, of which only what is said stands
in a row.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

import numpy as np

from nanfeng.cases.past import came, past_form
from nanfeng.cases.programme import Programme
from nanfeng.demo.rows import Cell, Row
from nanfeng.forms.field import FieldType
from nanfeng.kinds.identifier import Identifier
from nanfeng.kinds.working_days import is_working_day

_NUMBERS = (FieldType.AMOUNT, FieldType.NUMBER)


@dataclass(frozen=True)
class Told:
    """Cases of one programme, in the order in which they are numbered, as `entered_by` tells of them on a day."""

    programme: str
    rows: Sequence[Row]
    entered_by: str
    entered: date


def stages(days: Mapping[str, Cell]) -> Row:
    """The part of a row that says when a case came to its stages."""
    return {came(stage): day for stage, day in days.items()}


def before(day: date, days: int) -> date:
    """So many days earlier, or the last working day before that."""
    found = day - timedelta(days=days)
    while not is_working_day(found):
        found -= timedelta(days=1)
    return found


def spread(first: int, last: int, number: int, rng: np.random.Generator) -> list[int]:
    """Numbers of days between two bounds, both included."""
    return [int(days) for days in rng.integers(first, last + 1, number)]


def filled_out(told: Told, programme: Programme) -> Told:
    """The same with every field of the form in every row, as the form holds it; raise ValueError for another field."""
    form = past_form(programme)
    kinds = {each.name: each.type for each in form.fields}
    for row in told.rows:
        if strange := row.keys() - kinds.keys():
            raise ValueError(f"past cases of {programme.id} have no {', '.join(sorted(strange))}")
    rows = [{name: _held(kind, row.get(name)) for name, kind in kinds.items()} for row in told.rows]
    return replace(told, rows=rows)


def _held(kind: FieldType, value: Cell) -> Cell:
    if value is None:
        return None
    if kind in _NUMBERS:
        return Decimal(str(value))
    return str(Identifier("uscc", str(value))) if kind is FieldType.ORGANISATION else value
