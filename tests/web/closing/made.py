"""Small vintages and releases of the made-up zone, made as the platform makes them."""

from contextlib import AbstractContextManager

from django.db.models import QuerySet
from tests.web.zone import ENTERPRISES, file

from nanfeng.forms.calendar import due_periods
from nanfeng.forms.field import FieldType
from nanfeng.kinds.period import Period
from nanfeng.kinds.role import Role
from nanfeng.web import city, clock
from nanfeng.web.audit.services import Doer
from nanfeng.web.closing.models import Release, Vintage
from nanfeng.web.closing.publishing import take_step
from nanfeng.web.closing.releasing import Wanted, compute_release, enter_release
from nanfeng.web.closing.services import Order, enter_vintage, freeze_records
from nanfeng.web.flows.services import Asked, move_many
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.records.models import Record
from nanfeng.web.records.services import approve
from nanfeng.web.returns.calls import open_call
from nanfeng.web.returns.models import Call, Return

PERIOD = "2026-01..2026-09"

OUTPUT = f"industrial_output/{PERIOD}/zone"


def doing(role: Role, who: str = "") -> AbstractContextManager[None]:
    """Act as the holder of a role, seeing everything."""
    return acting(SYSTEM, Doer(who or f"{role}@example.org", role.value))


def report(output: int = 100_000, number: int | None = None, *, approved: bool = True) -> None:
    """Let all six enterprises (or one, by its place) report about so many thousand yuan of output, and approve it."""
    fields = [
        one for one in city.pack().forms["monthly_return"].fields if one.type in (FieldType.AMOUNT, FieldType.WHOLE)
    ]
    for place, enterprise in enumerate(ENTERPRISES):
        if number is None or number == place:
            values = {one.name: str(200 if one.type is FieldType.WHOLE else output + 100 * place) for one in fields}
            file("monthly_return", [{"organisation": enterprise.organisation, "period": PERIOD, **values}])
    if approved:
        approve_all()


def approve_all() -> None:
    """Mark what was reported as reviewed."""
    with acting(SYSTEM, Doer("test")):
        waiting = Record.objects.filter(form="monthly_return", current=True)
        approve(city.pack().forms["monthly_return"], list(waiting.values_list("key", flat=True)))


def checked() -> Call:
    """The monthly return of the period: all six enterprises submitted it, and it was passed and checked."""
    form, period = city.pack().forms["monthly_return"], Period.parse(PERIOD)
    with acting(SYSTEM, Doer("test")):
        call = open_call(form, due_periods(form, period.last, period.last)[0], "test")
    report(approved=False)
    review(call)
    return call


def review(call: Call) -> None:
    """Take every return of a call from its enterprise to the statistician's check."""
    _review(Return.objects.filter(call=call), "")


def review_one(one: Return, checker: str = "") -> None:
    """The same for a single return."""
    _review(Return.objects.filter(pk=one.pk), checker)


def _review(returns: QuerySet[Return], checker: str) -> None:
    steps = {"submit": Role.ENTERPRISE_CLERK, "pass": Role.PARK_OFFICER, "check": Role.STATISTICIAN}
    for transition, role in steps.items():
        with doing(role, checker if transition == "check" else ""):
            versions = {one.course.pk: one.course.version for one in returns.select_related("course")}
            moved = move_many(versions, Asked(transition))
            assert not moved.refused, moved.refused


def frozen(reason: str = "") -> Vintage:
    """Everything that is approved by now, as a vintage."""
    order = Order("approver@example.org", clock.now(), reason)
    with acting(SYSTEM, Doer("approver@example.org", Role.APPROVER.value)):
        return enter_vintage(freeze_records(order), order)


def built(vintage: Vintage, place: str = "zone", publication: str = "bulletin") -> Release:
    """A release of the bulletin, built by the statistician; its report is not written."""
    with doing(Role.STATISTICIAN):
        wanted = Wanted(publication, place, Period.parse(PERIOD), vintage.pk)
        return enter_release(compute_release(wanted), "statistician@example.org")


def step(release: Release, role: Role, transition: str, **more: object) -> Release:
    """Take one step with a release as it is now."""
    day, who = more.pop("day", None), str(more.pop("who", ""))
    with doing(role, who):
        version = Release.objects.select_related("course").get(pk=release.pk).course.version
        return take_step(release.pk, version, Asked(transition, **more), day)  # pyright: ignore[reportArgumentType]


def published(release: Release) -> Release:
    """The release taken through every step to its publication today."""
    step(release, Role.STATISTICIAN, "check")
    step(release, Role.APPROVER, "approve")
    step(release, Role.STATISTICIAN, "schedule", day=clock.today())
    return step(release, Role.APPROVER, "publish")
