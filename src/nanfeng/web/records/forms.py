"""What is asked of somebody who sends a file."""

from django import forms

from nanfeng.intake.limits import Limits
from nanfeng.kinds.text import Text
from nanfeng.web.audit.services import present_doer
from nanfeng.web.look.language import later, words
from nanfeng.web.records.access import forms_filed_by

_SIZE = Limits().file_bytes


def _offered() -> list[tuple[str, str]]:
    return [(form.name, words(form.label)) for form in forms_filed_by(present_doer().role)]


class SendForm(forms.Form):
    """A file, and which of the forms that one's role files it fills in."""

    form = forms.ChoiceField(label=later(Text("属于哪张表", "Which form it fills in")), choices=_offered)
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

    def clean_file(self) -> object:
        """Refuse what intake would refuse anyway, before it is kept."""
        file = self.cleaned_data["file"]
        if file.size > _SIZE:
            raise forms.ValidationError(
                words(Text("文件太大，请分成几个文件上传", "The file is too large: send it in several parts"))
            )
        return file
