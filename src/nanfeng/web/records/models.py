"""The one table of records, and the files that they came in."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from nanfeng.forms.form import Purpose


class Record(models.Model):
    """One version of one filled form: a typed envelope, and the form as it was filled in beside it.

    `key` identifies it within its form, `version` counts from 1. `content` holds the form's fields: money and numbers
    as decimal strings in base units, days as ISO dates, null for what was not said. `park` is the park of its
    organisation (or of its own place) on its last day; with `organisation` and `purpose` it decides who may see it.
    `status` is accepted, approved (its return went through review) or withdrawn. `why` is what its sender wrote to
    explain or correct it. Rows never change, but for `current`, which ends, and `status`, which becomes approved.
    """

    form = models.TextField()
    form_digest = models.CharField(max_length=64)
    key = models.TextField()
    version = models.IntegerField()
    current = models.BooleanField(default=True)
    organisation = models.TextField(default="", blank=True)
    first = models.DateField(null=True)
    last = models.DateField(null=True)
    park = models.TextField(default="", blank=True)
    place = models.TextField(null=True)
    industry = models.TextField(null=True)
    purpose = models.TextField(choices=[(purpose.value, purpose.value) for purpose in Purpose])
    status = models.TextField(default="accepted")
    synthetic = models.BooleanField(default=False)
    content = models.JSONField()
    entered = models.DateTimeField()
    by = models.TextField(default="", blank=True)
    acting_for = models.TextField(default="", blank=True)
    file = models.TextField(default="", blank=True)
    sheet = models.TextField(default="", blank=True)
    line = models.IntegerField(null=True)
    why = models.TextField(default="", blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["form", "key", "version"], name="one_version")]
        indexes: ClassVar = [
            models.Index(fields=["form", "id"], name="record_of_form"),
            models.Index(fields=["form", "organisation", "last"], name="record_of_organisation"),
            models.Index(fields=["organisation", "entered"], name="record_timeline"),
            models.Index(fields=["form", "park", "last"], condition=Q(current=True), name="record_of_park"),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.key} v{self.version}"


class Sending(models.Model):
    """A file (or a page) that somebody sent in, and what became of it.

    `sha256` names the file in the home's folder `sent`. `protocol` is intake's own account; `refused` says whether
    there is a file of rows to mend. `organisation`, `park` and `purpose` decide who may see it.
    """

    class State(models.TextChoices):
        """Where the sending stands."""

        WAITING = "waiting"
        DONE = "done"
        FAILED = "failed"

    form = models.TextField()
    name = models.TextField()
    sha256 = models.CharField(max_length=64)
    organisation = models.TextField(default="", blank=True)
    park = models.TextField(default="", blank=True)
    purpose = models.TextField()
    by = models.TextField()
    acting_for = models.TextField(default="", blank=True)
    entered = models.DateTimeField(default=timezone.now)
    synthetic = models.BooleanField(default=False)
    state = models.TextField(choices=State.choices, default=State.WAITING)
    accepted = models.IntegerField(default=0)
    handed_back = models.IntegerField(default=0)
    protocol = models.JSONField(default=dict)
    refused = models.TextField(default="", blank=True)

    def __str__(self) -> str:
        return f"{self.name} ({self.form})"
