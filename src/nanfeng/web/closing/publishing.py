"""Moving releases through their flow: checked, approved, scheduled, published by the calendar, or withdrawn."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction

from nanfeng.forms.value import Value
from nanfeng.kinds.role import Role
from nanfeng.release.build import read
from nanfeng.web import city, clock
from nanfeng.web.audit.services import Doer, Note, note
from nanfeng.web.closing.calendar import give_back
from nanfeng.web.closing.models import Release, Revision
from nanfeng.web.closing.releasing import BATCH, NOUN, Wanted, compute_release, enter_release, write_documents
from nanfeng.web.closing.revising import replace_standing, revisions
from nanfeng.web.closing.turns import take_turn
from nanfeng.web.flows.services import Asked, move
from nanfeng.web.people.scope import SYSTEM, acting

_WAY = {
    "planned": ("build", Role.STATISTICIAN),
    "built": ("check", Role.STATISTICIAN),
    "checked": ("approve", Role.APPROVER),
    "approved": ("schedule", Role.STATISTICIAN),
    "scheduled": ("publish", Role.APPROVER),
}
"""From each stage the step towards publication, and who takes it where all is done at once."""

_BY_CALENDAR = "按发布日历自动发布 · published by the calendar"


@dataclass(frozen=True)
class Team:
    """The mail addresses of those who publish together."""

    statistician: str
    approver: str

    def doer(self, role: Role) -> Doer:
        """The one who acts in a role."""
        return Doer(self.approver if role is Role.APPROVER else self.statistician, role.value)


def facts_of(release: Release, day: date | None = None) -> Mapping[str, Value]:
    """What the conditions of the flow read; `day` is the day of release as it is to be, None: as it is."""
    return {"today": clock.today(), "release_day": day or release.due}


@transaction.atomic
def take_step(release: str, expected: int, asked: Asked, day: date | None = None) -> Release:
    """Take one step with a release, of which the present doer saw the version `expected`.

    `day` is the day of release to schedule it for (None: the one that it has). Raise FlowError with every rule that
    refuses it, ConflictError where somebody was faster; nothing has changed then.
    """
    found = Release.objects.select_related("course", "vintage").get(pk=release)
    asked = replace(asked, facts=facts_of(found, day))
    found.course = move(found.course.pk, expected, asked)
    after = _AFTER.get(asked.transition)
    if after:
        after(found, day)
    return found


def publish_at_once(wanted: Wanted, team: Team) -> Release:
    """Build a release and take it through every step to its publication today, in the names of a team.

    One that was made for the same vintage already is taken on from where it stands. Outside of any transaction.
    """
    release = _made(wanted, team)
    while release.course.stage in _WAY:
        transition, role = _WAY[release.course.stage]
        with acting(SYSTEM, team.doer(role)):
            day = clock.today() if transition == "schedule" else None
            release = take_step(release.pk, release.course.version, Asked(transition), day)
    return release


def publish_by_calendar(release: str) -> Release:
    """Publish a release whose day has come; one that is no longer scheduled stays as it is."""
    found = Release.objects.select_related("course", "vintage").get(pk=release)
    if found.course.stage != "scheduled":
        return found
    return take_step(release, found.course.version, Asked("publish", reason=_BY_CALENDAR))


def put_out(release: Release) -> Release:
    """Let the public see a release from now on; what it shows otherwise than what stood before goes into the log of
    corrections. One that is out stays as it is.
    """
    take_turn()
    release.refresh_from_db(fields=["published_at"])
    if release.published_at:
        return release
    release.published_at = now = clock.now()
    release.save(update_fields=["published_at"])
    replaced = replace_standing(release)
    Revision.objects.bulk_create(revisions(release, replaced), batch_size=BATCH)
    note(Note("publish", NOUN, release.pk, changes={"published_at": [None, now.isoformat()]}))
    return release


def _made(wanted: Wanted, team: Team) -> Release:
    same = {"publication": wanted.publication, "place": wanted.place, "period": str(wanted.period)}
    known = Release.objects.filter(**same, vintage=wanted.vintage, withdrawn_at=None)
    with acting(SYSTEM, team.doer(Role.STATISTICIAN)):
        release = known.select_related("course").first()
        computed = read(city.home(), release.pk) if release else compute_release(wanted)
        release = release or enter_release(computed, team.statistician)
    if city.pack().publications[wanted.publication].sections and not release.report:
        with acting(SYSTEM, team.doer(Role.STATISTICIAN)):
            write_documents(computed)
    return release


def _schedule(release: Release, day: date | None) -> None:
    """Put a release into the calendar for a day, where one is named."""
    before = release.due
    if day is None or day == before:
        return
    release.due = day
    release.save(update_fields=["due"])
    note(Note("schedule", NOUN, release.pk, changes={"due": [before and str(before), str(day)]}))


def _publish(release: Release, _day: date | None) -> None:
    put_out(release)


def _withdraw(release: Release, _day: date | None) -> None:
    """It will never come out: other releases need not mind what it says, and its day is free again."""
    release.withdrawn_at = clock.now()
    release.save(update_fields=["withdrawn_at"])
    give_back(release)


_AFTER: dict[str, Callable[[Release, date | None], None]] = {
    "schedule": _schedule,
    "publish": _publish,
    "withdraw": _withdraw,
}
"""What follows from a step."""
