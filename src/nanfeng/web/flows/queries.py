"""Reading courses, always within the present scope."""

from collections.abc import Mapping, Sequence

from django.db.models import QuerySet

from nanfeng.cases.attempt import Subject
from nanfeng.cases.course import Actor
from nanfeng.cases.course import Course as CoreCourse
from nanfeng.cases.flow import Flow
from nanfeng.cases.move import Choice
from nanfeng.cases.move import allowed as core_allowed
from nanfeng.forms.value import Value
from nanfeng.kinds.role import Role
from nanfeng.web import city
from nanfeng.web.audit.services import present_doer
from nanfeng.web.flows.models import Course, Step
from nanfeng.web.people.scope import present


def flow_of(course: Course) -> Flow:
    """The flow that a course is in, as the city defined it when it began, or was moved over last."""
    return city.edition(course.edition).flows[course.flow]


def courses(noun: str) -> QuerySet[Course]:
    """The courses of all things of a noun."""
    return Course.objects.filter(present().condition, noun=noun).order_by("pk")


def course(noun: str, subject: str) -> Course | None:
    """The course of one thing; None where it has none, or may not be seen."""
    return courses(noun).filter(subject=subject).first()


def history(course: Course) -> list[Step]:
    """The steps of a course, the first first."""
    return list(Step.objects.filter(course=course).order_by("number"))


def paths(courses: Sequence[Course]) -> dict[int, CoreCourse]:
    """Courses as the stage machine takes them, by their keys, with one query for all."""
    steps: dict[int, list[Step]] = {each.pk: [] for each in courses}
    for step in Step.objects.filter(course__in=steps).select_related("course").order_by("number"):
        steps[step.course.pk].append(step)
    return {each.pk: path(each, steps[each.pk]) for each in courses}


def path(course: Course, steps: Sequence[Step]) -> CoreCourse:
    """A course with its steps as the stage machine takes it."""
    return CoreCourse(steps[0].source if steps else course.stage, tuple(step.as_core() for step in steps))


def allowed(course: Course, facts: Mapping[str, Value] | None = None) -> tuple[Choice, ...]:
    """What leads on from where a course stands, and for each what refuses it to the present doer; empty without post.

    `facts` are those that the conditions of its flow read.
    """
    return choices(course, history(course), facts or {})


def choices(course: Course, steps: Sequence[Step], facts: Mapping[str, Value]) -> tuple[Choice, ...]:
    """The same for a course whose steps were read already."""
    actor = present_actor()
    if actor is None:
        return ()
    return core_allowed(flow_of(course), path(course, steps), actor, Subject(course.digest, facts))


def present_actor() -> Actor | None:
    """Who acts now, as the stage machine knows people; None for somebody without an account or a post."""
    doer = present_doer()
    if not doer.who or not doer.role:
        return None
    return Actor(doer.who, Role(doer.role), doer.acting_for or None)
