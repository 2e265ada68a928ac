"""Records that are typed into a page or come by a call: the same reading, checks and questions as a spreadsheet's."""

from collections.abc import Mapping, Sequence

from nanfeng.forms.form import Form
from nanfeng.intake.context import Context
from nanfeng.intake.header import Column, Header
from nanfeng.intake.lines import Lines
from nanfeng.intake.pile import Order, Pile, gather
from nanfeng.intake.recognise import Recognised
from nanfeng.intake.settle import settled
from nanfeng.intake.sheet import Sheet
from nanfeng.intake.taken import Taken

EXPLAINED = "_explained"
"""The name under which a typed row carries what its sender says to a question."""


def take_rows(form: Form, rows: Sequence[Mapping[str, str]], context: Context) -> Taken:
    """Take rows in that were typed: each cell's text as written, by field name (`EXPLAINED` for an explanation).

    Amounts are in the unit of their field unless the text says another (`2.5亿元`). Lines count from 1 in the order of
    `rows`; every row is a record, an empty one too. An issue that is about a field names it. A name that is no field
    is left out, with a notice. A field that a row does not name keeps its earlier value where the record is known.
    Accepted rows have no file (null).
    """
    names = list(dict.fromkeys(name for row in rows for name in row))
    columns = tuple(_column(position, name, form) for position, name in enumerate(names))
    header = Header(
        first=0,
        depth=0,
        columns=columns,
        explanation=names.index(EXPLAINED) if EXPLAINED in names else None,
        added=tuple(position for position, name in enumerate(names) if name == EXPLAINED),
        fields={column.field.name: column for column in columns if column.field},
    )
    sheet = Sheet("", [[row.get(name, "") for name in names] for row in rows])
    order, pile = Order("", form, context), Pile()
    gather(pile, Recognised(sheet, header, Lines(tuple(range(len(rows))), ())), order, _unheard)
    pile.absent = [frozenset(field.name for field in form.fields if field.name not in row) for row in rows]
    return settled(pile, order, _unheard)


def _column(position: int, name: str, form: Form) -> Column:
    field = next((field for field in form.fields if field.name == name), None)
    return Column(position, field.label.both() if field else name, field, None)


def _unheard(_share: float) -> None:
    """A few rows are read before anybody could ask how far it is."""
