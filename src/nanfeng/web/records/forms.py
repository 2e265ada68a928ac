"""What is asked of somebody who sends a file."""

from django import forms
from django.db.models import QuerySet

from nanfeng.intake.limits import Limits
from nanfeng.kinds.text import Text
from nanfeng.web.audit.services import present_doer
from nanfeng.web.look.language import later, words
from nanfeng.web.records.access import filed_records, forms_filed_by
from nanfeng.web.records.models import Record

_SIZE = Limits().file_bytes


def _offered() -> list[tuple[str, str]]:
    return [(form.name, words(form.label)) for form in forms_filed_by(present_doer().role)]


class KeptForm(forms.Form):
    """Which kept records to show: of a form that one's role files, with a part of their key."""

    form = forms.ChoiceField(label=later(Text("表", "Form")), choices=_offered, required=False)
    text = forms.CharField(label=later(Text("编号、单位或时期", "Number, organisation or period")), required=False)

    def found(self) -> QuerySet[Record]:
        """The last versions, the latest entry first; of the first form where none is chosen."""
        self.is_valid()
        said = getattr(self, "cleaned_data", {})
        name = said.get("form") or next((name for name, _ in _offered()), "")
        found = filed_records().filter(form=name, current=True, key__icontains=said.get("text", ""))
        return found.order_by("-pk")


class WithdrawForm(forms.Form):
    """Why a record is withdrawn, and which version of it was seen."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    why = forms.CharField(
        label=later(Text("撤回理由", "Why it is withdrawn")), max_length=2000, widget=forms.Textarea({"rows": 2})
    )


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
