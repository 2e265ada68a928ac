"""What is filled in on the way, on a phone; and which organisations are planned for which day."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django import forms

from nanfeng.cases.programme import Programme
from nanfeng.forms.field import Field
from nanfeng.kinds.issue import Issue
from nanfeng.kinds.text import Text
from nanfeng.web import clock
from nanfeng.web.look.choices import a_park_or_all
from nanfeng.web.look.language import later, words
from nanfeng.web.programmes.services import PAPER_LIMIT, Photo, Sent
from nanfeng.web.programmes.sheets import form_of, tell, typed_in

PREFIX = "log"
"""What stands before the names of inputs that are no fields of a programme."""


class SentForm(forms.Form):
    """What every short form asks for besides the programme's own fields."""

    client = forms.UUIDField(widget=forms.HiddenInput)
    plan = forms.CharField(required=False, widget=forms.HiddenInput, max_length=200)
    at = forms.DateTimeField(required=False, widget=forms.HiddenInput)
    organisation = forms.CharField(
        label=later(Text("企业（名称或统一社会信用代码）", "Organisation (name or credit code)")),
        max_length=200,
        widget=forms.TextInput({"list": "known", "autocomplete": "off", "enterkeyhint": "next"}),
    )
    photo = forms.FileField(
        label=later(Text("照片", "Photo")),
        required=False,
        widget=forms.FileInput({"accept": "image/*", "capture": "environment"}),
    )
    task = forms.CharField(label=later(Text("跟进事项", "To follow up")), required=False, max_length=500)
    task_day = forms.DateField(
        label=later(Text("跟进期限", "Follow up by")),
        required=False,
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
    )


class QuickForm:
    """The short form of a programme: what every one asks for (`whose`), and the programme's own fields (`inputs`)."""

    def __init__(
        self, programme: Programme, data: Mapping[str, str] | None, files: Mapping[str, object] | None = None
    ) -> None:
        self.programme, self.quick = programme, programme.quick
        named = {each.name: each for each in programme.fields}
        asks = self.quick.asks if self.quick else ()
        self.fields: Sequence[Field] = [named[name] for name in asks if name in named]
        self.whose = SentForm(data, files, prefix=PREFIX)
        if self.quick is None or self.quick.photo is None:
            del self.whose.fields["photo"]
        self.inputs = form_of(self.fields, self._today(), typed_in(self.fields, data) if data is not None else None)
        for name in self.quick.today if self.quick else ():
            if name in self.inputs.fields:
                self.inputs.fields[name].widget.attrs["data-today"] = ""

    @property
    def besides(self) -> list[forms.BoundField]:
        """What may be added to the programme's own fields: a photo, and what is to be followed up."""
        return [self.whose[name] for name in ("photo", "task", "task_day") if name in self.whose.fields]

    def _today(self) -> Mapping[str, date]:
        return dict.fromkeys(self.quick.today, clock.today()) if self.quick else {}

    def fill(self, **said: object) -> None:
        """Say beforehand what is known."""
        self.whose.initial |= said

    def sent(self) -> Sent | None:
        """What was filled in; None where an input is wrong, which says so then."""
        if not self.whose.is_valid():
            return None
        said = dict(self.whose.cleaned_data)
        file = said.pop("photo", None)
        photo = Photo(file.name, file.read(PAPER_LIMIT + 1)) if file else None
        typed = typed_in(self.fields, self.inputs.data)
        return Sent(programme=self.programme.id, typed=typed, photo=photo, **said)

    def tell(self, issues: Sequence[Issue]) -> None:
        """Put what is wrong beside the inputs that it is about."""
        own = {"organisation": "organisation", "file": "photo"}
        for issue in issues:
            name = own.get(issue.field or issue.code)
            if name in self.whose.fields:
                said = Text(f"{issue.wrong.zh}。{issue.mend.zh}", f"{issue.wrong.en}. {issue.mend.en}")
                self.whose.add_error(name, words(said))
            else:
                tell(self.inputs, [issue])

    def wrong(self) -> Mapping[str, Sequence[str]]:
        """What is wrong, by the names of inputs; under "" what is about none of them."""
        own = {self.whose.add_prefix(name): _texts(said) for name, said in self.whose.errors.items()}
        known = self.inputs.fields
        return own | {name if name in known else "": _texts(said) for name, said in self.inputs.errors.items()}


def _texts(said: Iterable[object]) -> list[str]:
    return [str(one) for one in said]


class ChooseForm(forms.Form):
    """Which organisations to choose from."""

    text = forms.CharField(label=later(Text("名称或信用代码", "Name or credit code")), required=False, max_length=100)
    park = forms.ChoiceField(label=later(Text("园区", "Park")), required=False, choices=a_park_or_all)


class PlanForm(forms.Form):
    """For which day the organisations that were ticked are planned."""

    day = forms.DateField(label=later(Text("日期", "Day")), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
