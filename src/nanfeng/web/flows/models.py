"""Where something stands in its flow, and every step that brought it there. The rules are those of `nanfeng.cases`."""

from typing import ClassVar

from django.db import models

from nanfeng.cases.course import Actor
from nanfeng.cases.course import Step as CoreStep
from nanfeng.cases.state import State
from nanfeng.forms.form import Purpose
from nanfeng.kinds.role import Role


class Course(models.Model):
    """The course of one thing through a flow.

    `flow` is an id of the pack, `edition` the digest of the pack by whose flow it goes (empty: by today's). `noun` and
    `subject` name the thing (`return`, `monthly_return 2023-04 uscc:...`). `version` counts the steps. `digest` is that
    of what approvals bind to, as it is now. `first` and `last` are the days of its period, where it has one.
    `organisation`, `park` and `purpose` decide who may see it.
    """

    flow = models.TextField()
    edition = models.TextField(default="", blank=True)
    noun = models.TextField()
    subject = models.TextField()
    stage = models.TextField()
    version = models.IntegerField(default=0)
    digest = models.TextField(default="", blank=True)
    organisation = models.TextField(default="", blank=True)
    park = models.TextField(default="", blank=True)
    purpose = models.TextField(choices=[(purpose.value, purpose.value) for purpose in Purpose])
    first = models.DateField(null=True)
    last = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["noun", "subject"], name="one_course")]
        indexes: ClassVar = [
            models.Index(fields=["noun", "last", "stage"], name="course_of_period"),
            models.Index(fields=["organisation", "noun", "last"], name="course_of_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.noun} {self.subject}: {self.stage}"


class Step(models.Model):
    """One transition that was performed; never changed or deleted.

    `number` counts from 1 within the course, `round` the rounds. `happened` is when it was decided, `entered` when it
    was written down. `digest` is that of what was approved, null where the step is no approval. `state` is the one that
    it led to.
    """

    course = models.ForeignKey(Course, models.PROTECT)
    number = models.IntegerField()
    transition = models.TextField()
    source = models.TextField()
    target = models.TextField()
    by = models.TextField()
    role = models.TextField()
    acting_for = models.TextField(default="", blank=True)
    happened = models.DateTimeField()
    entered = models.DateTimeField()
    round = models.IntegerField(default=1)
    reason = models.TextField(default="", blank=True)
    reason_code = models.TextField(default="", blank=True)
    digest = models.TextField(null=True)
    state = models.TextField(default=State.ACTIVE.value)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["course", "number"], name="one_step")]

    def __str__(self) -> str:
        return f"{self.source} → {self.target} ({self.transition})"

    @classmethod
    def of(cls, course: Course, taken: CoreStep, number: int) -> "Step":
        """The row for a step of a course, counted from 1."""
        return cls(
            course=course,
            number=number,
            transition=taken.transition,
            source=taken.source,
            target=taken.target,
            by=taken.actor.by,
            role=taken.actor.role.value,
            acting_for=taken.actor.acting_for or "",
            happened=taken.happened,
            entered=taken.entered,
            round=taken.round,
            reason=taken.reason or "",
            reason_code=taken.reason_code or "",
            digest=taken.digest,
            state=taken.state.value,
        )

    def as_core(self) -> CoreStep:
        """The step as the stage machine takes it."""
        return CoreStep(
            transition=self.transition,
            source=self.source,
            target=self.target,
            actor=Actor(self.by, Role(self.role), self.acting_for or None),
            happened=self.happened,
            entered=self.entered,
            round=self.round,
            reason=self.reason or None,
            reason_code=self.reason_code or None,
            digest=self.digest,
            state=State(self.state),
        )
