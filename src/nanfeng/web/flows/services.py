"""Every write to courses: entering a flow, moving on, and the change of what was approved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from nanfeng.cases.attempt import FlowError, Subject
from nanfeng.cases.course import Actor, voided_approvals
from nanfeng.cases.course import Course as CoreCourse
from nanfeng.cases.course import Step as CoreStep
from nanfeng.cases.move import Move
from nanfeng.cases.move import move as core_move
from nanfeng.forms.form import Purpose
from nanfeng.forms.value import Value
from nanfeng.web import city, clock
from nanfeng.web.audit.services import Note, note
from nanfeng.web.flows.conflict import changed, overtaken
from nanfeng.web.flows.models import Course, Step
from nanfeng.web.flows.queries import flow_of, paths, present_actor
from nanfeng.web.people.scope import present


@dataclass(frozen=True)
class Thing:
    """What enters a flow: its noun and subject name it, the rest says whose it is and for which days.

    `edition` is the digest of the pack whose flow it keeps when the city's changes; empty: it goes by today's.
    """

    noun: str
    subject: str
    organisation: str = ""
    park: str = ""
    purpose: Purpose = Purpose.STATISTICS
    digest: str = ""
    first: date | None = None
    last: date | None = None
    edition: str = ""


@dataclass(frozen=True)
class Asked:
    """A transition that the present doer asks for.

    `digest` is that of the content as he saw it (None: as it is now). `facts` are what the conditions of the flow
    read. `happened` is when it was decided, None for now.
    """

    transition: str
    digest: str | None = None
    facts: Mapping[str, Value] = field(default_factory=dict)
    reason: str = ""
    reason_code: str = ""
    happened: datetime | None = None


@dataclass(frozen=True)
class Moved:
    """What became of many: the courses that moved, and by their keys why the others did not."""

    courses: tuple[Course, ...]
    refused: Mapping[int, FlowError]


def begin(flow: str, thing: Thing) -> Course:
    """Let something enter a flow; what is in it already stays where it is."""
    return begin_many(flow, [thing])[0]


@transaction.atomic
def begin_many(flow: str, things: Sequence[Thing]) -> list[Course]:
    """The same for many things of one noun, in their order, with as many queries as for one."""
    start, nouns = city.pack().flows[flow].start, {thing.noun for thing in things}
    named = {"noun__in": nouns, "subject__in": [thing.subject for thing in things]}
    before = set(Course.objects.filter(**named).values_list("noun", "subject"))
    new = [thing for thing in things if (thing.noun, thing.subject) not in before]
    Course.objects.bulk_create([Course(flow=flow, stage=start, **vars(thing)) for thing in new], ignore_conflicts=True)
    for thing in new:
        note(Note("begin", thing.noun, thing.subject, thing.organisation, {"stage": [None, start]}))
    found = {(each.noun, each.subject): each for each in Course.objects.filter(**named)}
    if any((thing.noun, thing.subject) not in found for thing in things):
        raise Course.DoesNotExist("a thing of the same name is in a flow already, and not to be seen from here")
    return [found[thing.noun, thing.subject] for thing in things]


@transaction.atomic
def enter_many(flow: str, things: Sequence[tuple[Thing, CoreCourse]]) -> list[Course]:
    """Let things enter a flow that went through it before the platform knew of them: each with its course, in their
    order, with as many queries as for one. What was entered is for the caller to note.

    Raise IntegrityError where one of the same name is in a flow already.
    """
    courses = [Course(flow=flow, stage=course.stage, version=course.version, **vars(thing)) for thing, course in things]
    Course.objects.bulk_create(courses)
    steps = [
        Step.of(course, step, number)
        for course, (_, past) in zip(courses, things, strict=True)
        for number, step in enumerate(past.steps, start=1)
    ]
    Step.objects.bulk_create(steps)
    return courses


def move(course: int, expected: int, asked: Asked) -> Course:
    """Take one step with a course of which the present doer saw the version `expected`.

    Raise ConflictError where somebody was faster or the content has changed, another FlowError with every rule that
    refuses it, and Course.DoesNotExist where the present scope may not move it. Nothing has changed then.
    """
    moved = move_many({course: expected}, asked)
    for error in moved.refused.values():
        raise error
    return moved.courses[0]


@transaction.atomic
def move_many(expected: Mapping[int, int], asked: Asked) -> Moved:
    """Take the same step with many courses, given with the versions that were seen; each moves or is refused alone.

    The number of queries does not grow with that of the courses. They are locked in the order of their keys.
    """
    actor = present_actor()
    if actor is None:
        raise PermissionError("only somebody who acts in a role moves something through a flow")
    wanted = Course.objects.filter(present().condition, pk__in=expected)
    courses = list(wanted.select_for_update().order_by("pk"))
    if len(courses) < len(expected):
        raise Course.DoesNotExist("what is to be moved is not there, or not to be moved from here")
    taken: list[tuple[Course, CoreStep]] = []
    refused: dict[int, FlowError] = {}
    known = paths(courses)
    for course in courses:
        try:
            taken.append((course, _taken(course, known[course.pk], expected[course.pk], (actor, asked))))
        except FlowError as error:
            refused[course.pk] = error
    keep_steps(taken)
    return Moved(tuple(course for course, _ in taken), refused)


def hand_over(course: Course, subject: str, organisation: str) -> None:
    """Let a course be that of another organisation from now on, under another name; its steps stay."""
    changes = {"organisation": [course.organisation, organisation]}
    course.subject, course.organisation = subject, organisation
    course.save(update_fields=["subject", "organisation"])
    note(Note("hand over", course.noun, subject, organisation, changes))


def set_edition(course: Course, edition: str) -> None:
    """Let a course go by the flow of another edition from now on; its steps stay."""
    course.edition = edition
    course.save(update_fields=["edition"])


@transaction.atomic
def set_digests(digests: Mapping[int, str]) -> list[Course]:
    """Say that what approvals bind to has changed, by the courses' keys: those that stood are void, and whatever needs
    them waits for new. The stage stays: the flow says what leads on from it without them. Courses that the present
    scope does not see are left.
    """
    wanted = Course.objects.filter(present().condition, pk__in=digests)
    found = list(wanted.select_for_update().order_by("pk"))
    changed = [each for each in found if each.digest != digests[each.pk]]
    known = paths(changed)
    for each in changed:
        before, each.digest = each.digest, digests[each.pk]
        void = [step.transition for step in voided_approvals(known[each.pk], each.digest)]
        changes = {"digest": [before, each.digest]} | ({"approvals": [void, []]} if void else {})
        note(Note("change", each.noun, each.subject, each.organisation, changes))
    Course.objects.bulk_update(changed, ["digest"])
    return found


def _taken(course: Course, path: CoreCourse, expected: int, by: tuple[Actor, Asked]) -> CoreStep:
    """The step that the stage machine allows."""
    actor, asked = by
    flow = flow_of(course)
    if expected != course.version:
        raise overtaken(flow, asked.transition, path.steps[-1] if path.steps else None)
    if asked.digest not in (None, course.digest):
        raise changed(flow, asked.transition)
    return core_move(flow, path, _wanted(course, path, actor, asked)).steps[-1]


def _wanted(course: Course, path: CoreCourse, actor: Actor, asked: Asked) -> Move:
    before = path.steps[-1].entered if path.steps else None
    now = max(filter(None, [clock.now(), before]))  # another machine's clock may be a little ahead
    return Move(
        transition=asked.transition,
        actor=actor,
        subject=Subject(course.digest, asked.facts, course.organisation or None),
        expected=course.version,
        happened=asked.happened or now,
        entered=now,
        reason=asked.reason or None,
        reason_code=asked.reason_code or None,
    )


def keep_steps(taken: Sequence[tuple[Course, CoreStep]]) -> None:
    """Write down the next step of each of these courses, which the stage machine has allowed; they are locked."""
    Step.objects.bulk_create([Step.of(course, step, course.version + 1) for course, step in taken])
    for course, step in taken:
        course.stage, course.version = step.target, course.version + 1
        changes = {"stage": [step.source, step.target], "transition": [None, step.transition]}
        why = " · ".join(filter(None, [step.reason_code, step.reason]))
        note(Note("move", course.noun, course.subject, course.organisation, changes, why, step.happened))
    for stage in {step.target for _, step in taken}:
        gone = [course.pk for course, step in taken if step.target == stage]
        Course.objects.filter(pk__in=gone).update(stage=stage, version=F("version") + 1)
