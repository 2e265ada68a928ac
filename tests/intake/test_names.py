"""A field that names something kept elsewhere is held against what there is, beside its cell."""

from datetime import UTC, datetime

import pytest

from nanfeng.forms.field import Field, FieldType
from nanfeng.forms.form import Form, Purpose, Timing
from nanfeng.intake.context import Context
from nanfeng.intake.fault import Fault
from nanfeng.intake.names import Names
from nanfeng.intake.typed import take_rows
from nanfeng.kinds.text import Text

ONE, OTHER = "hk-br:12345678", "hk-br:87654321"
MEND = Text("核对", "check it")
UNKNOWN, FOREIGN = (Fault(code, Text(code, code), MEND) for code in ("unknown", "foreign"))


def field(name: str, kind: FieldType) -> Field:
    return Field(name, Text(name, name), kind)


FORM = Form(
    name="visit",
    label=Text("走访", "Visit"),
    purpose=Purpose.SERVICE,
    timing=Timing.EVENT,
    key=("number",),
    when="date",
    organisation="organisation",
    fields=(
        field("number", FieldType.TEXT),
        field("date", FieldType.DATE),
        field("organisation", FieldType.ORGANISATION),
        field("case", FieldType.TEXT),
    ),
)
ASKED: list[set[str]] = []


def whose(names):
    ASKED.append(set(names))
    return {name: owners for name, owners in {"c-1": {ONE}, "c-2": set()}.items() if name in names}


CONTEXT = Context(
    datetime(2023, 5, 9, tzinfo=UTC),
    "office",
    names=lambda form: {"case": Names(whose, UNKNOWN, FOREIGN)} if form is FORM else {},
)


@pytest.mark.parametrize(
    ("organisation", "case", "expected"),
    [
        (ONE, "c-1", []),
        (ONE, " c-1 ", []),
        (ONE, "", []),
        ("", "c-1", []),
        (OTHER, "c-2", []),  # nobody's in particular
        (OTHER, "c-1", [("case", "foreign")]),
        (ONE, "c-3", [("case", "unknown")]),
    ],
)
def test_a_name_is_there_and_of_the_same_organisation(organisation, case, expected):
    row = {"number": "1", "date": "2023-05-06", "organisation": organisation, "case": case}
    taken = take_rows(FORM, [row], CONTEXT)
    assert [(issue.field, issue.code) for back in taken.refused for issue in back.issues] == expected
    assert taken.accepted.num_rows == (0 if expected else 1)


def test_what_is_named_is_looked_up_once():
    ASKED.clear()
    rows = [
        {"number": str(number), "date": "2023-05-06", "organisation": ONE, "case": f"c-{number % 2}"}
        for number in range(6)
    ]
    assert len(take_rows(FORM, rows, CONTEXT).refused) == 3
    (asked,) = ASKED
    assert asked == {"c-0", "c-1"}
