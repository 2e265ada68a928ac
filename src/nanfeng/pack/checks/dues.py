"""What holds for forms that are owed: there are periods, somebody owes them, and he can be found."""

from collections.abc import Iterator

from nanfeng.forms.due import Due
from nanfeng.forms.form import Form, Timing
from nanfeng.kinds.issue import Issue
from nanfeng.kinds.text import Text
from nanfeng.pack.checks.subject import CODE, DEPARTMENT, FLOW, FORM, Spot, Subject


def dues_name_those_who_owe(subject: Subject) -> Iterator[Issue]:
    """Who owes a form are the holders of a span form, of kinds that the register knows, or else departments; their
    returns go through a flow of the pack.
    """
    kinds = _kinds(subject)
    for _, due, spot in _dues(subject):
        if (due.of is None) == (not due.departments):
            wrong = Text("没有写由谁报送，或写了两种", "it does not say who owes it, or says so twice")
            mend = Text("写 of（登记表）或 departments（部门）之一", "write either `of`, a span form, or `departments`")
            yield spot.issue("due", wrong, mend)
        yield from subject.unknown(due.of, _holding(subject), FORM, spot.key("of"))
        for kind in due.kinds:
            yield from subject.unknown(kind, kinds, CODE, spot.key("kinds"))
        for department in due.departments:
            yield from subject.unknown(department, subject.pack.departments, DEPARTMENT, spot.key("departments"))
        if subject.pack.flows:  # a pack for figures alone moves nothing
            yield from subject.unknown(due.flow, subject.pack.flows, FLOW, spot.key("flow"))


def dues_have_periods(subject: Subject) -> Iterator[Issue]:
    """Only a form that is filed for periods is owed, after the end of months that its frequency knows."""
    for form, due, spot in _dues(subject):
        if form.timing not in (Timing.CUMULATIVE, Timing.PERIOD):
            wrong = Text("这张表不按时期报送", "this form is not filed for periods")
            yield spot.issue("due", wrong, Text("去掉 due", "leave `due` out"))
        if due.working_days < 1:
            wrong = Text("期限少于一个工作日", "the time to file is less than a working day")
            yield spot.key("working_days").issue("due", wrong, Text("写期末后的工作日数", "write 1 or more"))
        yield from _months(form, due, spot.key("months"))


def _months(form: Form, due: Due, spot: Spot) -> Iterator[Issue]:
    first = 2 if form.timing is Timing.CUMULATIVE else 1  # January is never collected alone
    closing = [month for month in range(first, 13) if month % due.frequency.months == 0]
    wrong_months = [str(month) for month in due.months if month not in closing]
    if wrong_months:
        wrong = Text(
            f"{'、'.join(wrong_months)}月末没有这种时期", f"no such period ends with month {', '.join(wrong_months)}"
        )
        numbers = [str(month) for month in closing]
        yield spot.issue("due", wrong, Text(f"可写：{'、'.join(numbers)}", f"write some of {', '.join(numbers)}"))


def _dues(subject: Subject) -> Iterator[tuple[Form, Due, Spot]]:
    for form in subject.pack.forms.values():
        if form.due:
            yield form, form.due, subject.spot("form", form.name, "due")


def _holding(subject: Subject) -> list[str]:
    """The forms whose records say from when until when an organisation holds something."""
    forms = subject.pack.forms.values()
    return [form.name for form in forms if form.timing is Timing.SPAN and form.organisation]


def _kinds(subject: Subject) -> list[str]:
    """The kinds of organisation that the register knows."""
    registers = [form for form in subject.pack.forms.values() if form.register_role == "organisation"]
    fields = [field for form in registers for field in form.fields if field.name == "kind"]
    return [code.code for field in fields for code in field.codes]
