"""A programme's file that is sent to be looked at, and its own inputs as applicants and staff would get them."""

from collections.abc import Sequence
from dataclasses import dataclass
from re import fullmatch

from django import forms
from django.forms import BoundField

from nanfeng.cases.programme import Programme, Section
from nanfeng.intake.file_name import clean_name
from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text
from nanfeng.web.look.language import later, words
from nanfeng.web.people.roles import EXTERNAL, STAFF
from nanfeng.web.programmes.forms import BeginForm, begin_form
from nanfeng.web.programmes.sheets import form_of

LARGEST = 100_000
"""Bytes of a programme's file at most; the longest of the city's own has a third of it."""


class ProposalForm(forms.Form):
    """A programme's file; `name` is what it is called, once it was found valid."""

    name = ""
    file = forms.FileField(
        label=later(Text("项目文件", "Programme file")),
        help_text=later(Text("扩展名为 .toml，不超过 100 KB", "its name ends in .toml; 100 kB at most")),
        widget=forms.FileInput({"accept": ".toml"}),
    )

    def clean_file(self) -> bytes:
        """What the file says; refuse what cannot be a programme before it is read."""
        file = self.cleaned_data["file"]
        self.name = clean_name(file.name or "").replace(" ", "_")
        if not fullmatch(r"[\w\-.]+\.toml", self.name):
            raise forms.ValidationError(words(_NO_PROGRAMME))
        if file.size > LARGEST:
            raise forms.ValidationError(words(_TOO_LARGE))
        return file.read(LARGEST)


@dataclass(frozen=True)
class Side:
    """What somebody on one side would be asked: whose a case is as it begins (None: he begins none), and the sections
    that he fills in, each with its inputs and how many of those needed are empty, of which nothing is said here.
    """

    label: Text
    whose: BeginForm | None
    sections: Sequence[tuple[Section, list[BoundField], int]]


def sides(programme: Programme) -> list[Side]:
    """The inputs of a programme as those outside the office get them, and as those inside."""
    return [
        _side(programme, (_APPLICANT, EXTERNAL), own=True),
        _side(programme, (_OFFICE, STAFF), own=False),
    ]


def _side(programme: Programme, who: tuple[Text, frozenset[Role]], *, own: bool) -> Side:
    label, roles = who
    begins = roles.intersection(programme.begun_by)
    whose = begin_form(programme, None, own=own) if begins else None
    prefix = "own" if own else "office"
    if whose:
        whose.auto_id = f"{prefix}_whose_%s"
    inputs = [(one, _inputs(one, prefix)) for one in programme.sections if roles.intersection(one.filled_by)]
    return Side(label, whose, [(section, bound, 0) for section, bound in inputs])


def _inputs(section: Section, prefix: str) -> list[BoundField]:
    form = form_of(section.fields, {})
    form.auto_id = f"{prefix}_{section.id}_%s"
    return list(form)


_APPLICANT, _OFFICE = Text("申请单位看到的", "As applicants see it"), Text("工作人员看到的", "As staff see it")
_NO_PROGRAMME = Text(
    "这不像项目文件：文件名须以 .toml 结尾，只用字母、数字、下划线和短横线",
    "this does not look like a programme's file: its name ends in .toml, with letters, digits, _ and - before that",
)
_TOO_LARGE = Text(
    "文件太大：项目文件不超过 100 KB，请检查是否选错了文件",
    "the file is too large: a programme takes 100 kB at most; was another file meant?",
)
