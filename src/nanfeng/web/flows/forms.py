"""What the buttons of a flow's panel send."""

from collections.abc import Mapping

from django import forms

from nanfeng.forms.value import Value
from nanfeng.web.flows.services import Asked


class MoveForm(forms.Form):
    """A transition that was asked for, with the version and the digest that were seen."""

    transition = forms.CharField()
    expected = forms.IntegerField(min_value=0)
    digest = forms.CharField(required=False, strip=False)
    reason = forms.CharField(required=False, max_length=2000)
    reason_code = forms.CharField(required=False)

    @property
    def expected_version(self) -> int:
        """The version that was seen, after the form was found valid."""
        return self.cleaned_data["expected"]

    def asked(self, facts: Mapping[str, Value] | None = None) -> Asked:
        """What is asked for, after the form was found valid; `facts` are what the flow's conditions read."""
        said = self.cleaned_data
        return Asked(said["transition"], said["digest"], facts or {}, said["reason"], said["reason_code"])
