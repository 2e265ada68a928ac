"""More of everything that pages list: the planted things again, under other names."""

from collections.abc import Callable, Mapping

from django.db.models import Model
from tests.web import zone
from tests.web.sweep.planted import OWN
from tests.web.sweep.planted_cases import PROGRAMME, ROUND, add_more, begin_case

from nanfeng.forms.calendar import due_periods
from nanfeng.kinds.period import Period
from nanfeng.kinds.role import Role
from nanfeng.web import city, clock
from nanfeng.web.audit.services import Doer
from nanfeng.web.closing.models import CalendarEntry, ReleasedFigure, Vintage
from nanfeng.web.jobs.models import Job
from nanfeng.web.organisations.models import Merge, Suspect
from nanfeng.web.people.models import Claim, Invitation, Office, User
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.people.services import grant
from nanfeng.web.programmes.models import Case
from nanfeng.web.programmes.services import plan, say
from nanfeng.web.records.models import Record, Sending
from nanfeng.web.returns.calls import open_call
from nanfeng.web.returns.models import Message
from nanfeng.web.site.models import Article, ErrorReport, Subscription

Renamed = Callable[[str, int], str]


def _after(text: str, number: int) -> str:
    return f"{text}-{number}"


def _within(digest: str, number: int) -> str:
    return f"{number:06}{digest[6:]}"


def _of_year(key: str, number: int) -> str:
    return key.replace("2026-", f"{2026 - number}-")


COPIED: Mapping[type[Model], Mapping[str, Renamed]] = {
    Record: {"key": _after},
    Sending: {},
    Job: {"key": _after},
    Message: {"key": _after},
    Claim: {"organisation": _after},
    Invitation: {"digest": _within},
    Suspect: {"other": _after},
    Merge: {"loser": _after},
    Article: {},
    ErrorReport: {"number": _after},
    Subscription: {"email": _after},
    Vintage: {"id": _within},
    ReleasedFigure: {"key": _of_year},
    CalendarEntry: {"period": _of_year},
}
"""The tables behind the lists, and what of a row has to be another's name in its copy."""


def grow(numbers: range) -> None:
    """As many more of each planted thing, of enterprises with their returns, of calls and of colleagues."""
    enterprises = [zone.enterprise(1000 + number, OWN.park) for number in numbers]
    zone.settle(enterprises)
    with acting(SYSTEM, Doer("test")):
        form = city.pack().forms["monthly_return"]
        for number in numbers:
            (due,) = due_periods(form, *[Period.parse(f"{2025 - number % 5}-0{2 + number % 8}").last] * 2)
            open_call(form, due, "test")
            colleague = User.objects.create_user(f"colleague{number}@elsewhere.example")
            grant(colleague, Office(Role.ENTERPRISE_CLERK, OWN.organisation, OWN.park), "test")
        for model, renamed in COPIED.items():
            _copy(model, renamed, numbers)
    with acting(SYSTEM, Doer("test", Role.STATION_STAFF.value)):
        first = {one.programme: one.number for one in Case.objects.order_by("-pk")}
        for number in numbers:
            say(begin_case(OWN, f"事项{number}").number, "补充材料")
            add_more(first[PROGRAMME], f"补充{number}")
        plan(first[ROUND], [one.organisation for one in enterprises], clock.today())


def _copy(model: type[Model], renamed: Mapping[str, Renamed], numbers: range) -> None:
    row = model._default_manager.order_by("pk").first()
    if row is None:
        return
    names = {field.attname: getattr(row, field.attname) for field in model._meta.concrete_fields}
    if "id" not in renamed:
        del names["id"]
    own = {name: OWN.organisation for name in ("organisation",) if name in names and name not in renamed}
    rows = [model(**names | own | {name: new(names[name], n) for name, new in renamed.items()}) for n in numbers]
    model._default_manager.bulk_create(rows)
