"""The page of one record of a form: its fields from the pack, what is wrong beside the field that it is about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django import forms
from django.forms.boundfield import BoundField

from nanfeng.forms.field import FieldType
from nanfeng.forms.form import Form
from nanfeng.kinds.issue import Issue
from nanfeng.web import clock
from nanfeng.web.records.printing import label
from nanfeng.web.returns.entries import Entry
from nanfeng.web.returns.page_form import Sheet, sheets, tell, typed_rows


@dataclass(frozen=True)
class Page:
    """A form to be filled in; `fixed` are fields that the page itself says."""

    form: Form
    sheet: Sheet
    fixed: Mapping[str, str]

    @property
    def inputs(self) -> list[BoundField]:
        """The inputs in order, the day or period first."""
        asked = [line.input for line in self.sheet.lines if line.input.name not in self.fixed]
        return [self.sheet.form[self.form.when], *asked]

    def tell(self, issues: Iterable[Issue]) -> None:
        """Put what is wrong beside the inputs."""
        tell(self.sheet, list(issues))


def cells_of(form: Form, data: Mapping[str, str], fixed: Mapping[str, str]) -> dict[str, str]:
    """What was typed, by field name."""
    return {**typed_rows(form, data, 1)[0], form.when: data.get(f"0-{form.when}", "").strip(), **fixed}


def page_of(form: Form, fixed: Mapping[str, str], typed: Mapping[str, str] | None = None) -> Page:
    """A page with what was typed, else an empty one for today."""
    sheet = sheets(form, [Entry(())], [typed] if typed is not None else None)[0]
    when = form.field(form.when)
    is_day = when.type is FieldType.DATE
    widget = forms.DateInput({"type": "date"}) if is_day else forms.TextInput()
    initial = clock.today().isoformat() if is_day else ""
    sheet.form.fields[form.when] = forms.CharField(label=label(when), widget=widget, initial=initial)
    return Page(form, sheet, fixed)
