"""What people fill in about organisations; labels, help and choices are those of the register's forms."""

from collections.abc import Mapping, Sequence

from django import forms
from django.http import QueryDict

from nanfeng.forms.field import Field, FieldType
from nanfeng.kinds.issue import Issue
from nanfeng.kinds.text import Text
from nanfeng.web import clock
from nanfeng.web.look.choices import Choices, a_park, an_inner_park, or_none
from nanfeng.web.look.language import later, words
from nanfeng.web.organisations.queries import Which
from nanfeng.web.organisations.registering import form_of

_CODE_LENGTH = 5


def _label(chinese: str, english: str) -> str:
    return later(Text(chinese, english))


def kinds() -> Choices:
    """The kinds of organisations that the register knows, to choose from."""
    field = _field("organisation", "kind")
    return or_none((code.code, words(code.label)) for code in field.codes) if field else or_none(())


class WhichForm(forms.Form):
    """Which organisations are looked for."""

    q = forms.CharField(label=_label("名称或代码", "Name or code"), max_length=100, required=False)
    park = forms.ChoiceField(label=_label("园区", "Park"), choices=a_park, required=False)
    industry = forms.CharField(label=_label("行业代码", "Industry code"), max_length=_CODE_LENGTH, required=False)
    kind = forms.ChoiceField(label=_label("类别", "Kind"), choices=kinds, required=False)

    def which(self) -> Which:
        """What was asked; what is not understood asks for nothing."""
        self.is_valid()
        said = self.cleaned_data
        return Which(said.get("q", ""), said.get("park", ""), said.get("industry", "").upper(), said.get("kind", ""))


class RegisterForm(forms.Form):
    """Fields of the register's forms: `asked` are pairs of a register role and a field's name."""

    asked: Sequence[tuple[str, str]] = ()

    def __init__(self, data: QueryDict | None = None, initial: Mapping[str, object] | None = None) -> None:
        super().__init__(data, initial=initial)
        known = [(name, _field(role, name)) for role, name in self.asked]
        own = dict(self.fields)
        self.fields = {name: _page_field(field) for name, field in known if field} | own  # type: ignore[assignment]

    def said(self) -> dict[str, str]:
        """The fields as they were written, for the core's intake to read."""
        return {name: self.data.get(name, "").strip() for _, name in self.asked if name in self.fields}

    def blame(self, issues: Sequence[Issue]) -> None:
        """Put what is wrong beside the field that it is about."""
        for issue in issues:
            field = issue.field if issue.field in self.fields else None
            self.add_error(
                field, words(Text(f"{issue.wrong.zh}。{issue.mend.zh}", f"{issue.wrong.en}. {issue.mend.en}"))
            )


class EnterForm(RegisterForm):
    """A new organisation, with the park and industry that it belongs to."""

    asked = (
        ("organisation", "organisation"),
        ("organisation", "name"),
        ("organisation", "name_en"),
        ("organisation", "kind"),
        ("organisation", "established"),
        ("organisation", "address"),
        ("membership", "park"),
        ("membership", "industry"),
        ("membership", "since"),
    )
    because = forms.CharField(
        label=_label("确认说明", "Confirmed because"),
        help_text=_label(
            "仅在系统提问、而您确认无误时填写", "only where you are asked something and it is right as it is"
        ),
        required=False,
    )


class RenameForm(RegisterForm):
    """Another name, and from which day on."""

    asked = (("organisation", "name"), ("organisation", "name_en"))
    on = forms.DateField(
        label=_label("更名日期", "Day of the change"),
        initial=clock.today,
        widget=forms.DateInput(attrs={"type": "date"}),
    )


class MoveForm(RegisterForm):
    """Another park or industry, and from which day on."""

    asked = (("membership", "park"), ("membership", "industry"))
    on = forms.DateField(
        label=_label("起始日期", "From"), initial=clock.today, widget=forms.DateInput(attrs={"type": "date"})
    )


class ListForm(RegisterForm):
    """From which day on an organisation owes returns."""

    on = forms.DateField(
        label=_label("从哪一天起", "From"),
        help_text=_label(
            "从这一天所在的报告期起报送报表",
            "its returns are owed from the period of that day on",
        ),
        widget=forms.DateInput(attrs={"type": "date"}),
    )


class ReasonForm(forms.Form):
    """Why something is decided so."""

    why = forms.CharField(label=_label("说明", "Reason"), max_length=500)


def _field(role: str, name: str) -> Field | None:
    form = form_of(role)
    return next((field for field in form.fields if field.name == name), None) if form else None


def _page_field(field: Field) -> forms.Field:
    """A field of a page for a field of a form. What is written is judged by the core's intake alone."""
    said = {"label": words(field.label), "required": False, "help_text": words(field.help) if field.help else ""}
    made: forms.Field
    if field.type is FieldType.CODE:
        made = forms.ChoiceField(choices=or_none((code.code, words(code.label)) for code in field.codes), **said)
    elif field.type is FieldType.PLACE:
        made = forms.ChoiceField(choices=an_inner_park, **said)
    elif field.type is FieldType.DATE:
        made = forms.CharField(widget=forms.DateInput(attrs={"type": "date"}), **said)
    else:
        made = forms.CharField(max_length=300, **said)
    made.required = field.required
    return made
