"""What lists of returns are asked, and what is sent from them."""

from datetime import date

from django import forms

from nanfeng.kinds.text import Text
from nanfeng.web.flows.services import Asked
from nanfeng.web.look.choices import Choices, a_park_or_all, or_all
from nanfeng.web.look.language import later, words
from nanfeng.web.returns.queries import Which
from nanfeng.web.returns.services import Seen
from nanfeng.web.returns.stages import stages

BULK = (("pass", "pass"), ("check", "check"), ("return_with_reasons", "return_with_reasons"))
"""The steps that may be taken with many returns at once."""


def _stages() -> Choices:
    return or_all((one.id, words(one.label)) for one in stages())


class ListForm(forms.Form):
    """Which returns to show."""

    text = forms.CharField(label=later(Text("名称或代码", "Name or code")), required=False, max_length=100)
    stage = forms.ChoiceField(label=later(Text("状态", "Stage")), required=False, choices=_stages)
    park = forms.ChoiceField(label=later(Text("园区", "Park")), required=False, choices=a_park_or_all)
    late = forms.BooleanField(label=later(Text("只看逾期", "Late only")), required=False)

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
    chosen = forms.Field(widget=forms.SelectMultiple)

    def clean_chosen(self) -> list[Seen]:
        """The returns that were ticked."""
        try:
            return [Seen.parse(text) for text in self.cleaned_data["chosen"]]
        except ValueError as error:
            raise forms.ValidationError(f"what was ticked is not understood: {error}") from error

    def asked(self) -> Asked:
        """The step, after the form was found valid."""
        return Asked(self.cleaned_data["transition"], reason=self.cleaned_data["reason"])
