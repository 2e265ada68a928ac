"""Opening and closing calls: who owes what, and the end of a period."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from nanfeng.forms.calendar import DuePeriod, due_periods
from nanfeng.forms.form import Form, Purpose
from nanfeng.ledger.register import Register
from nanfeng.ledger.versions import WITHDRAWN
from nanfeng.web import city, clock
from nanfeng.web.audit.services import Note, note
from nanfeng.web.flows.services import Thing, begin_many
from nanfeng.web.people.scope import SYSTEM, seeing
from nanfeng.web.records.queries import Which, table
from nanfeng.web.records.register import register
from nanfeng.web.returns.filing import NOTHING, digests_of, note_filed
from nanfeng.web.returns.models import Call, Return

NOUN = "return"


@dataclass(frozen=True)
class Debtor:
    """An organisation that owes a form: its identifier, its name and its park on the period's last day."""

    organisation: str
    name: str
    park: str


@transaction.atomic
def open_call(form: Form, due: DuePeriod, by: str) -> Call:
    """Call a form in for a period: everybody who owes it gets a return to file. A call that is open stays as it is,
    and who owes it by now is added.
    """
    period, deadline = due.period, due.deadline
    call, new = Call.objects.get_or_create(
        form=form.name,
        period=str(period),
        defaults={
            "first": period.first,
            "last": period.last,
            "deadline": deadline.day,
            "provisional": deadline.provisional,
            "opened_at": clock.now(),
            "opened_by": by,
        },
    )
    added = _add_returns(call, form)
    if new or added:
        note(Note("call", "return", str(call), changes={"returns": [None, added]}))
    return call


def open_calls_due(on: date) -> list[Call]:
    """Open the calls of all forms for periods that have ended within the month before a day; the platform's own job."""
    begun = on.replace(day=1)
    return [
        open_call(form, due, "")
        for form in city.pack().forms.values()
        for due in due_periods(form, _month_before(begun), on)
    ]


def extend_calls(scope: Form) -> None:
    """Records came in of a form that says who owes what: whoever they add owes what is on call and not closed."""
    forms = {name: form for name, form in city.pack().forms.items() if form.due and form.due.of == scope.name}
    if not forms:
        return
    with seeing(SYSTEM):  # those that owe already are not all seen by who sent the records
        for call in Call.objects.filter(form__in=forms, closed_at=None):
            _add_returns(call, forms[call.form])


def openable(on: date) -> list[tuple[Form, DuePeriod]]:
    """The forms and periods, ended within a year before a day, that could be called in and are not."""
    known = set(Call.objects.values_list("form", "period"))
    found = [
        (form, due)
        for form in city.pack().forms.values()
        for due in due_periods(form, on - timedelta(days=365), on)
        if (form.name, str(due.period)) not in known
    ]
    return sorted(found, key=lambda pair: pair[1].period.last, reverse=True)


def _month_before(first: date) -> date:
    return first.replace(year=first.year - 1, month=12) if first.month == 1 else first.replace(month=first.month - 1)


def _add_returns(call: Call, form: Form) -> int:
    if form.due is None:
        return 0
    known = set(Return.objects.filter(call=call).values_list("organisation", flat=True))
    new = [debtor for debtor in debtors(form, call.last) if debtor.organisation not in known]
    courses = begin_many(form.due.flow, [_thing(call, form, debtor) for debtor in new])
    made = Return.objects.bulk_create(
        Return(call=call, course=course, purpose=_purpose(form).value, **vars(debtor))
        for debtor, course in zip(new, courses, strict=True)
    )
    note_filed({each: digest for each, digest in digests_of(made).items() if digest != NOTHING})
    return len(new)


def _thing(call: Call, form: Form, debtor: Debtor) -> Thing:
    subject = f"{form.name} {call.period} {debtor.organisation}"
    return Thing(NOUN, subject, debtor.organisation, debtor.park, _purpose(form), "", call.first, call.last)


def _purpose(form: Form) -> Purpose:
    """Who may see a return on its way: what is said in public is not said before it was checked."""
    return Purpose.STATISTICS if form.purpose is Purpose.PUBLIC else form.purpose


def debtors(form: Form, on: date) -> Iterator[Debtor]:
    """Who owes a form for a period that ends on a day, as the present scope sees it; each once."""
    due = form.due
    if due is None:
        return
    departments = city.pack().departments
    for code in due.departments:
        yield Debtor(f"cn-dept:{code}", departments[code].name.zh, "")
    if due.of is not None:
        known = register()
        for organisation in _holders(city.pack().forms[due.of], on):
            yield _debtor(organisation, known, on)


def _holders(form: Form, on: date) -> list[str]:
    """The organisations with a span of the form that covers the day, in order of entry."""
    rows = table(form, Which(current=True)).select(["_organisation", "_first", "_last", "_status"]).to_pylist()
    held = (
        row["_organisation"]
        for row in rows
        if row["_status"] != WITHDRAWN
        and (row["_first"] is None or row["_first"] <= on)
        and (row["_last"] is None or row["_last"] >= on)
    )
    return list(dict.fromkeys(filter(None, held)))


def _debtor(organisation: str, known: Register, on: date) -> Debtor:
    membership = known.membership(organisation, on)
    return Debtor(organisation, known.name(organisation) or organisation, (membership and membership.park) or "")
