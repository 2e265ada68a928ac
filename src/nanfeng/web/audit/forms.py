"""What to look for in the log."""

from django import forms

from nanfeng.kinds.text import Text
from nanfeng.web.audit.queries import Which
from nanfeng.web.audit.wording import action_code, noun_code
from nanfeng.web.look.language import later


def _day(chinese: str, english: str) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"})
    return forms.DateField(label=later(Text(chinese, english)), required=False, widget=widget)


def _words(chinese: str, english: str) -> forms.CharField:
    return forms.CharField(label=later(Text(chinese, english)), required=False, max_length=200)


class WhichForm(forms.Form):
    """Which entries of the log to show."""

    who = _words("账号", "Account")
    action = _words("动作", "Action")
    noun = _words("对象", "Noun")
    organisation = _words("机构代码", "Organisation")
    first = _day("自", "From")
    last = _day("至", "To")

    def which(self) -> Which:
        """The question; what could not be read asks for nothing."""
        self.is_valid()
        said = {name: value for name, value in self.cleaned_data.items() if value}
        if "action" in said:
            said["action"] = action_code(said["action"])
        if "noun" in said:
            said["noun"] = noun_code(said["noun"])
        return Which(**said)
