"""What is logged on the way, and what plans it: the short form can be filled in, and a plan leads to a case."""

from collections.abc import Iterator

from nanfeng.cases.programme import Linked, Programme
from nanfeng.cases.quick import Quick
from nanfeng.forms.field import Field, FieldType
from nanfeng.kinds.issue import Issue
from nanfeng.kinds.text import Text
from nanfeng.pack.checks.programmes import programmes
from nanfeng.pack.checks.subject import FIELD, Spot, Subject

_STEP = Text("步骤", "step")
_PAPER = Text("材料", "document")
_PROGRAMME = Text("项目", "programme")


def quick_forms_can_be_filled_in(subject: Subject) -> Iterator[Issue]:
    """A short form asks for fields, dates the days, and takes a step that leads on from where a case begins."""
    for programme, spot in programmes(subject):
        if programme.quick:
            yield from _quick(subject, programme, programme.quick, spot.key("quick"))


def plans_lead_to_cases(subject: Subject) -> Iterator[Issue]:
    """A record that plans a case is of a form that says for whom and when, and has a text field for the case made; the
    programme of that case has a short form.
    """
    for programme, spot in programmes(subject):
        for linked in programme.linked:
            if linked.plans is not None:
                yield from _plan(subject, linked, spot.key("linked", linked.form))


def _quick(subject: Subject, programme: Programme, quick: Quick, spot: Spot) -> Iterator[Issue]:
    fields = {field.name: field for field in programme.fields}
    steps = [one.id for one in programme.flow.leaving(programme.flow.start)]
    for name in quick.asks:
        yield from subject.unknown(name, fields, FIELD, spot.key("asks"))
    for name in quick.today:
        yield from _typed(subject, fields, name, (FieldType.DATE, spot.key("today")))
    yield from subject.unknown(quick.step, steps, _STEP, spot.key("step"))
    yield from subject.unknown(quick.photo, [one.id for one in programme.papers], _PAPER, spot.key("photo"))
    if quick.of is not None:
        yield from _typed(subject, fields, quick.of, (FieldType.TEXT, spot.key("of")))


def _plan(subject: Subject, linked: Linked, spot: Spot) -> Iterator[Issue]:
    form = subject.pack.filed.get(linked.form)
    quick = [name for name, one in subject.pack.programmes.items() if one.quick]
    yield from subject.unknown(linked.plans, quick, _PROGRAMME, spot.key("plans"))
    if form is None:
        return
    if not form.organisation or len(form.key) != 1:
        wrong = Text("该表没有单位，或编号不止一个字段", "that form has no organisation, or more than one key field")
        yield spot.key("plans").issue("plan", wrong, Text("换一个表格", "name a form with both"))
    fields = {field.name: field for field in form.fields}
    yield from _typed(subject, fields, linked.made or "", (FieldType.TEXT, spot.key("made")))


def _typed(subject: Subject, fields: dict[str, Field], name: str, wanted: tuple[FieldType, Spot]) -> Iterator[Issue]:
    """A field is there and has the wanted type."""
    kind, spot = wanted
    yield from subject.unknown(name, fields, FIELD, spot)
    if name in fields and fields[name].type is not kind:
        wrong = Text(f"“{name}”是 {fields[name].type}", f"{name!r} is {fields[name].type}")
        yield spot.issue("type", wrong, Text(f"换一个 {kind} 字段", f"name a field of type {kind}"))
