"""What is asked of somebody who makes a token."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms

from nanfeng.forms.form import Purpose
from nanfeng.kinds.text import Text
from nanfeng.web.api.covering import NOUNS, READ, WRITE
from nanfeng.web.api.services import LONGEST, Wish
from nanfeng.web.look.language import later
from nanfeng.web.people.models import Post
from nanfeng.web.people.roles import READ_ONLY
from nanfeng.web.people.scope import scope_of

_DEEDS = {READ: Text("读", "read"), WRITE: Text("写", "write")}
_PURPOSES = {
    Purpose.STATISTICS: Text("统计报表", "statistical returns"),
    Purpose.SERVICE: Text("服务数据", "records of services"),
    Purpose.FINANCE: Text("金融数据", "records of finance"),
}


class TokenForm(forms.Form):
    """Name, what it covers, and for how long: never more than the post itself may."""

    name = forms.CharField(
        label=later(Text("名称", "Name")),
        max_length=80,
        help_text=later(
            Text("写明哪个程序使用，例如“ERP 月报”", "Which program it is for, such as “ERP monthly return”")
        ),
    )
    covers = forms.MultipleChoiceField(
        label=later(Text("可以做什么", "What it may do")), widget=forms.CheckboxSelectMultiple
    )
    purposes = forms.MultipleChoiceField(
        label=later(Text("可以看哪些他人的数据", "Which records of others it may see")),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=later(
            Text("不选，则只看本单位的和公开的数据", "With none, only those of your own organisation and public ones")
        ),
    )
    days = forms.IntegerField(
        label=later(Text("有效天数", "Days that it serves")), min_value=1, max_value=LONGEST, initial=90
    )

    def __init__(self, post: Post, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        deeds = [READ] if post.role in READ_ONLY else [READ, WRITE]
        cast("forms.ChoiceField", self.fields["covers"]).choices = [
            (f"{noun}:{deed}", later(Text(f"{label.zh}：{_DEEDS[deed].zh}", f"{label.en}: {_DEEDS[deed].en}")))
            for noun, label in NOUNS.items()
            for deed in deeds
        ]
        sees = scope_of(post).purposes
        offered = [(purpose.value, later(label)) for purpose, label in _PURPOSES.items() if purpose in sees]
        cast("forms.ChoiceField", self.fields["purposes"]).choices = offered
        if not offered:
            del self.fields["purposes"]

    def wish(self) -> Wish:
        """What was asked for."""
        said = self.cleaned_data
        return Wish(said["name"], said["covers"], said.get("purposes", ()), said["days"])
