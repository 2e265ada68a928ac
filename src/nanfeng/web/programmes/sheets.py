"""The sections of a case on its page: inputs for who may fill them in, values for who may only read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django import forms

from nanfeng.cases.programme import Programme, Section
from nanfeng.forms.field import Field, FieldType
from nanfeng.forms.value import Value
from nanfeng.kinds.issue import Issue
from nanfeng.kinds.text import Text
from nanfeng.web.audit.services import present_doer
from nanfeng.web.look.language import words
from nanfeng.web.organisations.models import Organisation
from nanfeng.web.programmes.access import is_named, readable
from nanfeng.web.programmes.whole import Whole
from nanfeng.web.records.inputs import input_of, shown
from nanfeng.web.records.printing import label, printed


@dataclass(frozen=True)
class Line:
    """A field that is read: its label and what it says, "" for nothing; `hidden` where that is not for the reader."""

    label: str
    value: str
    hidden: bool


@dataclass(frozen=True)
class Sheet:
    """A section: a form where it may be filled in now (else None), its lines, what is missing in it by now, whether it
    is complete, and whether it is only needed further `ahead`.
    """

    section: Section
    form: forms.Form | None
    lines: tuple[Line, ...]
    missing: tuple[Issue, ...]
    complete: bool
    ahead: bool


def sheets(found: Whole, missing: Mapping[str, tuple[Issue, ...]]) -> list[Sheet]:
    """The sections of a case, with what is missing in each."""
    read = {each.name for each in readable(found.programme, found.row)}
    named = _named(found)
    return [
        Sheet(
            section,
            form_of(section.fields, found.case.values) if fillable(found, section) else None,
            tuple(
                _line(each, found.case.values.get(each.name), named, hidden=each.name not in read)
                for each in section.fields
            ),
            missing.get(section.id, ()),
            complete(found, section),
            is_ahead(found.programme, section, found.case.course.stage),
        )
        for section in found.programme.sections
    ]


def form_of(fields: Sequence[Field], values: Mapping[str, Value], typed: Mapping[str, str] | None = None) -> forms.Form:
    """Inputs for fields, with what was `typed`, else with what they say."""
    form = forms.Form(typed, initial={each.name: shown(each, values.get(each.name)) for each in fields})
    for each in fields:
        form.fields[each.name] = input_of(each)
    form.use_required_attribute = False
    form.full_clean()
    for each in fields:
        form.fields[each.name].required = each.required  # said to the reader; the judge says when it is needed
    return form


def typed_in(fields: Sequence[Field], data: Mapping[str, str]) -> dict[str, str]:
    """What was typed into the inputs of these fields, without outer blanks; those that were not on the page are out."""
    return {each.name: data[each.name].strip() for each in fields if each.name in data}


def tell(form: forms.Form, issues: Sequence[Issue]) -> None:
    """Put what is wrong beside the inputs that it is about."""
    for issue in issues:
        name = issue.field if issue.field in form.fields else None
        said = Text(f"{issue.wrong.zh}。{issue.mend.zh}", f"{issue.wrong.en}. {issue.mend.en}")
        form.add_error(name, words(said))


def fillable(found: Whole, section: Section) -> bool:
    """Whether the present doer may fill in a section as the case stands."""
    programme, course = found.programme, found.case.course
    over = section.until is not None and programme.place(course.stage) > programme.place(section.until)
    return course.state.goes_on and not over and bool(present_doer().role) and is_named(section.filled_by)


def complete(found: Whole, section: Section) -> bool:
    """Whether a section says something, and everything that it will ever need."""
    there = [each for each in section.fields if found.case.values.get(each.name) is not None]
    return bool(there) and all(each in there for each in section.fields if each.required)


def is_ahead(programme: Programme, section: Section, stage: str) -> bool:
    """Whether a section is needed only after the stage that follows."""
    return section.since is not None and programme.place(section.since) > programme.place(stage) + 1


def _line(each: Field, value: Value, named: Mapping[Value, str], *, hidden: bool) -> Line:
    return Line(label(each), "" if hidden else named.get(value) or printed(each, value), hidden)


def _named(found: Whole) -> Mapping[Value, str]:
    """By their identifiers the names of the organisations that a case names."""
    fields = [each.name for each in found.programme.fields if each.type is FieldType.ORGANISATION]
    said = [value for name in fields if (value := found.case.values.get(name))]
    return dict(Organisation.objects.filter(pk__in=said).values_list("pk", "name")) if said else {}
