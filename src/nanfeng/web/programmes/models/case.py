"""A case: one organisation's way through a programme."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from nanfeng.cases.state import State
from nanfeng.web.flows.models import Course

_GOING_ON = [state.value for state in State if state.goes_on]


class Case(models.Model):
    """A case. Its values are records of its programme's form; its course says by which edition of the city's
    definitions it goes.

    `number` is `<programme>-<year>-<serial>`, the serial counted from 1 without gaps within programme and year.
    `client` is what a phone called it before it had a number, null otherwise. `organisation` is whose case it is, empty
    for somebody who is in no register yet; `name` what it is called then and there. `parties` are the organisations
    that take part besides. With `park` and `purpose` these decide who may see it. `owner` is the account that sees to
    it, empty for none. `version`, `stage`, `state`, `since` and `due` (null: as long as it takes) follow from its
    course. `merge` is the merge of two entries that handed it over (null: none did).
    """

    number = models.TextField(unique=True)
    programme = models.TextField()
    year = models.IntegerField()
    serial = models.IntegerField()
    client = models.UUIDField(null=True, unique=True)
    cohort = models.TextField(default="", blank=True)
    course = models.OneToOneField(Course, models.PROTECT)
    organisation = models.TextField(default="", blank=True)
    name = models.TextField()
    parties = ArrayField(models.TextField(), default=list)
    park = models.TextField(default="", blank=True)
    purpose = models.TextField()
    title = models.TextField()
    owner = models.TextField(default="", blank=True)
    begun = models.DateTimeField()
    version = models.IntegerField(default=0)
    stage = models.TextField()
    state = models.TextField(default=State.ACTIVE.value)
    since = models.DateTimeField()
    due = models.DateTimeField(null=True)
    merge = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "year", "serial"], name="one_case"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["programme", "stage", "due", "id"], name="case_on_board"),
            models.Index(fields=["programme", "due", "id"], name="case_of_programme"),
            models.Index(fields=["organisation", "programme"], name="case_of_organisation"),
            models.Index(fields=["owner", "due", "id"], condition=Q(state__in=_GOING_ON), name="case_of_owner"),
            models.Index(fields=["due", "id"], condition=Q(state="active"), name="case_due"),
        ]

    def __str__(self) -> str:
        return self.number
