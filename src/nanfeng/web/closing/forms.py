"""What the pages of closing ask for."""

from typing import Any

from django import forms
from django.db.models import Model

from nanfeng.kinds.period import Period
from nanfeng.kinds.text import Text
from nanfeng.web import city
from nanfeng.web.closing.calendar import Planned
from nanfeng.web.closing.models import Vintage
from nanfeng.web.closing.ordering import places_for
from nanfeng.web.closing.releasing import Wanted
from nanfeng.web.closing.titles import correction_codes, name_of
from nanfeng.web.look.language import later, words
from nanfeng.web.look.templatetags.names import moment

EVERYWHERE = "*"
"""Every place that a publication can be made for."""

Choices = list[tuple[str, str]]


def _label(chinese: str, english: str) -> str:
    return later(Text(chinese, english))


class CloseForm(forms.Form):
    """Why another vintage is needed, where something was corrected, and a remark for the receipt."""

    reason = forms.ChoiceField(label=_label("更正原因", "Reason of the correction"), required=False)
    remark = forms.CharField(label=_label("备注", "Remark"), required=False, max_length=500)

    def __init__(self, *args: Any, corrected: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["reason"].required = corrected
        codes = [(code, words(label)) for code, label in correction_codes().items()]
        nothing = words(Text("请选择", "Choose")) if corrected else words(Text("（不是更正）", "(no correction)"))
        _offer(self, "reason", [("", nothing), *codes])


class _VintageField(forms.ModelChoiceField):
    """Vintages by how their ids begin, and when they were closed."""

    def label_from_instance(self, obj: Model) -> str:
        """What the choice says."""
        return f"{obj} · {moment(obj.closed_at)}" if isinstance(obj, Vintage) else str(obj)


class _PublicationForm(forms.Form):
    """Which publication, for which place and period."""

    publication = forms.ChoiceField(label=_label("发布物", "Publication"))
    place = forms.ChoiceField(label=_label("地点", "Place"))
    period = forms.CharField(
        label=_label("时期", "Period"),
        max_length=40,
        help_text=_label("如 2023-04、2023-H1、2023-Q2、2023", "Such as 2023-04, 2023-H1, 2023-Q2, 2023"),
    )

    everywhere = False

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        _offer(self, "publication", _publications())
        _offer(self, "place", _places(everywhere=self.everywhere))

    def clean_period(self) -> Period:
        """The period; what is none is said in words."""
        try:
            return Period.parse(self.cleaned_data["period"])
        except ValueError as error:
            wrong = Text("这不是一个时期：请写成2023-04、2023-H1、2023-Q2或2023", f"{error}")
            raise forms.ValidationError(words(wrong)) from error

    def clean(self) -> dict[str, Any]:
        """A publication is made for certain kinds of places only."""
        said = self.cleaned_data
        publication, place = said.get("publication"), said.get("place")
        if publication and place and place != EVERYWHERE and place not in places_for(publication):
            wrong = Text("这份发布物不是为这类地点编制的", "this publication is not made for such a place")
            self.add_error("place", words(wrong))
        return said


class BuildForm(_PublicationForm):
    """Which release to build, and from which vintage."""

    everywhere = True
    vintage = _VintageField(
        Vintage.objects.order_by("-closed_at"), label=_label("数据版本", "Vintage"), empty_label=None
    )

    def wanted(self) -> Wanted:
        """What is asked for, after the form was found valid; the place may be `EVERYWHERE`."""
        said = self.cleaned_data
        return Wanted(said["publication"], said["place"], said["period"], said["vintage"].pk)


class PlanForm(_PublicationForm):
    """On which day something is to come out."""

    day = forms.DateField(label=_label("发布日", "Day of release"), widget=forms.DateInput(attrs={"type": "date"}))

    def planned(self) -> Planned:
        """What is planned, after the form was found valid."""
        said = self.cleaned_data
        return Planned(said["publication"], said["place"], str(said["period"]), said["day"])


class DayForm(forms.Form):
    """The day of release that is asked for with a step; empty where the step names none."""

    day = forms.DateField(required=False)


def _publications() -> Choices:
    return [(name, words(name_of(name))) for name in city.pack().publications]


def _offer(form: forms.Form, name: str, choices: Choices) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices


def _places(*, everywhere: bool) -> Choices:
    pack = city.pack()
    kinds = {kind for one in pack.publications.values() for kind in one.place_kinds}
    places = [(place.code, words(place.name)) for place in pack.places.values() if place.kind in kinds]
    every = (EVERYWHERE, words(Text("高新区和每个园区", "The zone and each park")))
    return [*places, every] if everywhere else places
