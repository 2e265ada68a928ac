"""The page form of a return, derived from the pack's form: nothing about a field is said here again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django import forms

from nanfeng.forms.field import Field
from nanfeng.forms.form import Form
from nanfeng.intake.header import required_fields
from nanfeng.intake.typed import EXPLAINED
from nanfeng.kinds.issue import Issue, Severity
from nanfeng.kinds.text import Text
from nanfeng.web.look.language import words
from nanfeng.web.records.inputs import input_of, shown
from nanfeng.web.records.printing import printed
from nanfeng.web.records.values import value_of
from nanfeng.web.returns.entries import Entry, asked_fields

Cells = Mapping[str, str]


@dataclass(frozen=True)
class Line:
    """A field on the page: its input, and what stands beside it. Values are as the form shows them, "" for nothing."""

    input: forms.BoundField
    before: str
    year_ago: str
    saved: str


@dataclass(frozen=True)
class Sheet:
    """One record on the page."""

    entry: Entry
    form: forms.Form
    lines: Sequence[Line]

    @property
    def explanation(self) -> forms.BoundField:
        """Where it is said why something is as it is."""
        return self.form[EXPLAINED]


def sheets(form: Form, found: Sequence[Entry], typed: Sequence[Cells] | None = None) -> list[Sheet]:
    """The page's records: with what was `typed`, else with what is kept; the first have entries, more may follow."""
    size = max(len(found), len(typed or ()))
    padded = [*found, *[Entry(())] * (size - len(found))]
    return [
        _sheet(form, entry, position, typed[position] if typed and position < len(typed) else None)
        for position, entry in enumerate(padded)
    ]


def typed_rows(form: Form, data: Mapping[str, str], count: int) -> list[dict[str, str]]:
    """What was typed into a page of so many records, by field name; each as it stands there, without outer blanks."""
    names = [*(each.name for each in asked_fields(form)), EXPLAINED]
    return [{name: data.get(f"{row}-{name}", "").strip() for name in names} for row in range(count)]


def tell(sheet: Sheet, issues: Sequence[Issue]) -> None:
    """Put what is wrong beside the inputs that it is about; questions ask for a word under the explanation."""
    for issue in issues:
        if issue.severity is Severity.WARNING:
            continue
        name = issue.field if issue.field in sheet.form.fields else None
        sheet.form.add_error(
            name, words(Text(f"{issue.wrong.zh}。{issue.mend.zh}", f"{issue.wrong.en}. {issue.mend.en}"))
        )
    if any(issue.severity is Severity.QUESTION for issue in issues) and not sheet.form.data.get(
        f"{sheet.form.prefix}-{EXPLAINED}"
    ):
        asks = Text("数值无误的，请在这里写明原因", "Where the value is right, say here why")
        sheet.form.add_error(EXPLAINED, words(asks))


def _sheet(form: Form, entry: Entry, position: int, typed: Cells | None) -> Sheet:
    asked = asked_fields(form)
    prefix = str(position)
    data = None if typed is None else {f"{prefix}-{name}": text for name, text in typed.items()}
    page = forms.Form(data, prefix=prefix, initial=_initial(form, entry))
    required = {each.name for each in required_fields(form)}
    for each in asked:
        page.fields[each.name] = input_of(each)
    page.fields[EXPLAINED] = _explanation()
    page.use_required_attribute = False
    page.full_clean()
    for name in required & page.fields.keys():
        page.fields[name].required = True  # said to the reader; a draft may lack it, and intake asks for it
    lines = [_line(page, each, entry) for each in asked]
    return Sheet(entry, page, lines)


def _initial(form: Form, entry: Entry) -> dict[str, str]:
    """What stands in the inputs: what is kept; in a new record the values of a year ago, where last year's says them,
    and the parts of its key.
    """
    now = {each.name: shown(each, value_of(entry.now, each)) for each in asked_fields(form)}
    if entry.now:
        return now | {EXPLAINED: entry.now.why}
    known_ago = {
        each.name: shown(each, value_of(entry.year_ago, form.field(each.year_ago_of)))
        for each in asked_fields(form)
        if each.year_ago_of
    }
    keyed = {
        each.name: shown(each, value_of(entry.before, each)) for each in asked_fields(form) if each.name in form.key
    }
    return now | known_ago | keyed


def _line(page: forms.Form, each: Field, entry: Entry) -> Line:
    before, year_ago, saved = (
        printed(each, value_of(record, each)) for record in (entry.before, entry.year_ago, entry.now)
    )
    return Line(page[each.name], before, year_ago, saved)


def _explanation() -> forms.Field:
    return forms.CharField(
        label=words(Text("说明", "Explanation")),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
        help_text=words(
            Text(
                "变化较大、与常理不符而数值确实无误的，写明原因，审核时一并查看。",
                "Where a value is unusual and right all the same, say why; it is read in the review.",
            )
        ),
    )
