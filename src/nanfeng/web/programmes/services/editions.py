"""Moving a case over to the city's present definitions: what it would lack and lose there, and doing it."""

from dataclasses import replace

from nanfeng.cases.case import Case
from nanfeng.cases.moving_over import MovedOver, move_over, moved_over
from nanfeng.kinds.text import Text
from nanfeng.web import city, clock
from nanfeng.web.audit.services import Note, note
from nanfeng.web.flows.services import set_edition
from nanfeng.web.people.roles import STAFF
from nanfeng.web.people.scope import SYSTEM, seeing
from nanfeng.web.programmes import models
from nanfeng.web.programmes.access import NotForYouError
from nanfeng.web.programmes.services.beginning import NOUN
from nanfeng.web.programmes.services.keeping import actor, changing, keep
from nanfeng.web.programmes.whole import Whole


def preview(found: Whole, stage: str | None = None) -> MovedOver | None:
    """What would become of a case under the present definitions; None where it goes by them, or they have not its
    programme.
    """
    new = city.pack().programmes.get(found.programme.id)
    if new is None or new.edition == found.programme.edition:
        return None
    return moved_over(found.programme, new, found.case, stage)


def move_to_present(number: str, reason: str, stage: str | None = None) -> models.Case:
    """Let a case go by the present definitions from now on, in the stage `stage` where its own is no more.

    Raise FlowError where it cannot be, or no reason is given; NotForYouError for those who do not work for the zone.
    """
    with changing(number) as found:
        if actor().role not in STAFF:
            raise NotForYouError(Text("由工作人员办理", "this is done by the zone's staff"))
        moved = preview(found, stage)
        if moved is None:
            return found.row
        after = move_over(moved, actor(), clock.now(), reason)
        pack = city.pack()
        now = replace(found, pack=pack, programme=pack.programmes[found.programme.id])
        with seeing(SYSTEM):
            set_edition(found.row.course, city.kept_edition())
        kept = keep(now, after)
        note(Note("move over", NOUN, number, kept.organisation, _changes(found.case, after), reason))
        return kept


def _changes(before: Case, after: Case) -> dict[str, list[str]]:
    return {"edition": [before.edition, after.edition], "stage": [before.course.stage, after.course.stage]}
