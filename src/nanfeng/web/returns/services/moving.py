"""Moving returns through their flow, one or many at once, as they were seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from django.db import transaction

from nanfeng.cases.attempt import FlowError
from nanfeng.web.flows.conflict import changed
from nanfeng.web.flows.models import Course
from nanfeng.web.flows.queries import flow_of
from nanfeng.web.flows.services import Asked, Moved, move_many
from nanfeng.web.flows.services import move as move_course
from nanfeng.web.returns.models import Return
from nanfeng.web.returns.queries import returns
from nanfeng.web.returns.services.telling import tell_returned
from nanfeng.web.returns.stages import RETURNED


@dataclass(frozen=True)
class Seen:
    """A return as somebody saw it in a list: its key, the version of its course, and the digest of what it said.

    Canonical text: `12:3:9f86…`.
    """

    pk: int
    version: int
    digest: str

    @classmethod
    def of(cls, one: Return) -> Self:
        """A return as it is now."""
        return cls(one.pk, one.course.version, one.course.digest)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read canonical text; raise ValueError where it is none."""
        pk, version, digest = text.split(":")
        return cls(int(pk), int(version), digest)

    def __str__(self) -> str:
        return f"{self.pk}:{self.version}:{self.digest}"


@transaction.atomic
def move(one: Return, expected: int, asked: Asked) -> Return:
    """Take one step with a return of which the version `expected` was seen; raise FlowError where it is refused."""
    course = move_course(one.course.pk, expected, asked)
    one.course = course
    if course.stage == RETURNED:
        tell_returned([one], asked)
    return one


@transaction.atomic
def move_seen(seen: Sequence[Seen], asked: Asked) -> Moved:
    """Take the same step with many returns as they were seen; each moves or is refused alone, by its course's key.

    Raise Course.DoesNotExist where one of them is not there, or not to be moved from here.
    """
    listed = {one.pk: one for one in returns().filter(pk__in=[each.pk for each in seen])}
    if len(listed) < len(seen):
        raise Course.DoesNotExist("what is to be moved is not there, or not to be moved from here")
    by_course = {listed[each.pk].course.pk: each for each in seen}
    locked = Course.objects.select_for_update().filter(pk__in=by_course).order_by("pk")
    stale = {course.pk: _changed(course, asked) for course in locked if course.digest != by_course[course.pk].digest}
    fresh = {pk: each.version for pk, each in by_course.items() if pk not in stale}
    moved = move_many(fresh, asked)
    if any(course.stage == RETURNED for course in moved.courses):
        gone = {course.pk for course in moved.courses}
        tell_returned([one for one in listed.values() if one.course.pk in gone], asked)
    return Moved(moved.courses, {**stale, **moved.refused})


def _changed(course: Course, asked: Asked) -> FlowError:
    return changed(flow_of(course), asked.transition)
