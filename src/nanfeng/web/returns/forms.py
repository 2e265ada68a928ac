"""What lists of returns are asked, and what is sent from them."""

from datetime import date
from typing import Any

from django import forms

from nanfeng.kinds.place import PlaceKind
from nanfeng.kinds.text import Text
from nanfeng.web import city
from nanfeng.web.flows.services import Asked
from nanfeng.web.look.language import later, words
from nanfeng.web.returns.queries import Which
from nanfeng.web.returns.services import Seen
from nanfeng.web.returns.stages import stages

_ALL = Text("全部", "all")
BULK = (("pass", "pass"), ("check", "check"), ("return_with_reasons", "return_with_reasons"))
"""The steps that may be taken with many returns at once."""


class ListForm(forms.Form):
    """Which returns to show."""

    text = forms.CharField(label=later(Text("名称或代码", "Name or code")), required=False, max_length=100)
    stage = forms.ChoiceField(label=later(Text("状态", "Stage")), required=False)
    park = forms.ChoiceField(label=later(Text("园区", "Park")), required=False)
    late = forms.BooleanField(label=later(Text("只看逾期", "Late only")), required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        every = ("", words(_ALL))
        self.fields["stage"].choices = [every, *((one.id, words(one.label)) for one in stages())]  # type: ignore[attr-defined]
        parks = [place for place in city.pack().places.values() if place.kind is PlaceKind.PARK]
        self.fields["park"].choices = [every, *((park.code, words(park.name)) for park in parks)]  # type: ignore[attr-defined]

    def which(self, today: date) -> Which:
        """The question; what could not be read asks for nothing."""
        self.is_valid()
        said = self.cleaned_data
        return Which(
            said.get("stage", ""), said.get("text", ""), said.get("park", ""), today if said.get("late") else None
        )


class SeenForm(forms.Form):
    """A step with many returns as they were seen in a list."""

    transition = forms.ChoiceField(choices=BULK)
    reason = forms.CharField(required=False, max_length=2000)
    chosen = forms.CharField()

    def clean_chosen(self) -> list[Seen]:
        """The returns that were ticked."""
        try:
            return [Seen.parse(text) for text in self.data.getlist("chosen")]  # type: ignore[union-attr]
        except ValueError as error:
            raise forms.ValidationError(f"what was ticked is not understood: {error}") from error

    def asked(self) -> Asked:
        """The step, after the form was found valid."""
        return Asked(self.cleaned_data["transition"], reason=self.cleaned_data["reason"])
