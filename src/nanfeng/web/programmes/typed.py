"""What is typed into a case, read as intake reads a spreadsheet: units, codes, days, names of organisations."""

from collections.abc import Mapping
from dataclasses import replace

from nanfeng.cases.attempt import FlowError
from nanfeng.cases.programme import Programme
from nanfeng.forms.columns import schema
from nanfeng.forms.field import Field, FieldType
from nanfeng.forms.form import Form, Timing
from nanfeng.forms.value import Value
from nanfeng.intake.names import Names
from nanfeng.intake.typed import take_rows
from nanfeng.kinds.issue import Issue
from nanfeng.kinds.text import Text
from nanfeng.web import clock
from nanfeng.web.programmes.linking import named_by
from nanfeng.web.programmes.whole import held
from nanfeng.web.records.intake import context, present_sender

_KEY, _DAY = "_case", "_on"


class NotUnderstoodError(FlowError):
    """Something that was typed is not understood; `issues` say what, by field."""


def understood(programme: Programme, typed: Mapping[str, str]) -> dict[str, Value]:
    """The values of the fields that are named; raise NotUnderstoodError for what is not understood."""
    values, issues = read(programme, typed)
    if issues:
        raise NotUnderstoodError(issues)
    return values


def read(programme: Programme, typed: Mapping[str, str]) -> tuple[dict[str, Value], tuple[Issue, ...]]:
    """The values of the fields that are named, None for what is left blank; and what is not understood, by field. There
    are no values where anything is not.
    """
    asked = [replace(each, required=False) for each in programme.fields if each.name in typed]
    form = _form(programme, asked)
    row = {each.name: typed[each.name] for each in asked} | {_KEY: "1", _DAY: clock.today().isoformat()}
    known = replace(context(present_sender(), schema(form).empty_table()), names=lambda _form: _named(programme, asked))
    taken = take_rows(form, [row], known)
    issues = tuple(issue for back in (*taken.refused, *taken.questions) for issue in back.issues)
    if issues:
        return {}, issues
    (read_row,) = taken.accepted.to_pylist()
    return {each.name: held(each, read_row[each.name]) for each in asked}, ()


def _named(programme: Programme, asked: list[Field]) -> Mapping[str, Names]:
    """What those of a programme's fields that are asked for may name."""
    names = {each.name for each in asked}
    return {name: known for name, known in named_by(programme).items() if name in names}


def _form(programme: Programme, asked: list[Field]) -> Form:
    """A form of one day that asks for these fields and nothing else."""
    own = (
        Field(_KEY, Text("编号", "Number"), FieldType.TEXT, required=True),
        Field(_DAY, Text("日期", "Day"), FieldType.DATE, required=True),
    )
    return Form(
        name=programme.id,
        label=programme.label,
        purpose=programme.use,
        timing=Timing.EVENT,
        key=(_KEY,),
        fields=(*own, *asked),
        when=_DAY,
    )
