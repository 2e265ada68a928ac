"""What is asked of somebody who sends a file."""

from collections.abc import Sequence
from typing import Any

from django import forms

from nanfeng.forms.form import Form
from nanfeng.intake.limits import Limits
from nanfeng.kinds.text import Text
from nanfeng.web.look.language import later, words

_SIZE = Limits().file_bytes


class SendForm(forms.Form):
    """A file, and the form that it fills in."""

    form = forms.ChoiceField(label=later(Text("属于哪张表", "Which form it fills in")))
    file = forms.FileField(
        label=later(Text("表格文件", "Workbook")),
        help_text=later(
            Text(
                f"XLSX、XLS 或 CSV，不超过 {_SIZE // 10**6} MB。本平台的模板、统计或火炬报表的文件都可以，表头不必改。",
                f"XLSX, XLS or CSV, {_SIZE // 10**6} MB at most. Our template will do, and so will workbooks of other "
                "returns (statistics, Torch) with their own headers.",
            )
        ),
    )

    def __init__(self, offered: Sequence[Form], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["form"].choices = [(form.name, words(form.label)) for form in offered]  # type: ignore[attr-defined]

    def clean_file(self) -> object:
        """Refuse what intake would refuse anyway, before it is kept."""
        file = self.cleaned_data["file"]
        if file.size > _SIZE:
            raise forms.ValidationError(
                words(Text("文件太大，请分成几个文件上传", "The file is too large: send it in several parts"))
            )
        return file
