"""What holds inside an early warning: it reads an amount of returns for the year to date, and can be passed."""

from collections.abc import Iterator

from nanfeng.forms.field import FieldType
from nanfeng.forms.form import Timing
from nanfeng.kinds.issue import Issue
from nanfeng.kinds.text import Text
from nanfeng.pack.checks.subject import FIELD, FORM, Subject

_LONGEST = 12


def warnings_read_returns(subject: Subject) -> Iterator[Issue]:
    """The form is cumulative and filed by organisations, the field one of its amounts: a head count is not
    cumulative, so that no month can be taken out of it.
    """
    for warning in subject.pack.warnings.values():
        spot = subject.spot("warning", warning.id)
        yield from subject.unknown(warning.form, subject.pack.forms, FORM, spot.key("form"))
        form = subject.pack.forms.get(warning.form)
        if form is None:
            continue
        if form.timing is not Timing.CUMULATIVE or form.organisation is None:
            wrong = Text(f"“{form.name}”不是企业的累计报表", f"{form.name!r} is no cumulative return of organisations")
            yield spot.key("form").issue("timing", wrong, Text("换一张累计报表", "name a cumulative form"))
        amounts = [field.name for field in form.fields if field.type is FieldType.AMOUNT]
        yield from subject.unknown(warning.field, amounts, FIELD, spot.key("field"))


def thresholds_can_be_passed(subject: Subject) -> Iterator[Issue]:
    """The drop is above 0 and at most 100 per cent, the months 1 to 12."""
    for warning in subject.pack.warnings.values():
        spot = subject.spot("warning", warning.id)
        if not 0 < warning.drop_percent <= 100:
            wrong = Text(f"降幅 {warning.drop_percent}% 不可能", f"a drop of {warning.drop_percent} % cannot be")
            mend = Text("写大于0、不超过100的数", "write a number above 0 and at most 100")
            yield spot.key("drop_percent").issue("threshold", wrong, mend)
        if not 1 <= warning.months <= _LONGEST:
            wrong = Text(f"连续 {warning.months} 个月查不了", f"{warning.months} months in a row cannot be looked at")
            yield spot.key("months").issue("threshold", wrong, Text("写1至12", "write 1 to 12"))
