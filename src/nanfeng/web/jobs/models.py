"""The table of jobs. The queue itself is procrastinate's, in the same database."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from nanfeng.kinds.text import Text


class Job(models.Model):
    """One piece of long work that somebody, or the platform itself, has started.

    `kind` names the function that does it, `arguments` are what it gets. `by`, `role` and `acting_for` are who started
    it, `scope` what he could see and write then. `organisation`, `park` and `purpose` decide who may see the job.
    `key` is empty, or names the work among those of its kind: there is one unfailed job for it. `progress` runs from
    0 to 1, `words` say what is being done now, `error` what went wrong. `result` is what the function gave, with the
    address to go on at as `url`. `attempts` counts how often a worker has taken it up.
    """

    class State(models.TextChoices):
        """Where the job stands."""

        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    kind = models.TextField()
    key = models.TextField(default="", blank=True)
    title_zh = models.TextField()
    title_en = models.TextField()
    arguments = models.JSONField(default=dict)
    by = models.TextField(default="", blank=True)
    role = models.TextField(default="", blank=True)
    acting_for = models.TextField(default="", blank=True)
    scope = models.JSONField()
    organisation = models.TextField(default="", blank=True)
    park = models.TextField(default="", blank=True)
    purpose = models.TextField()
    state = models.TextField(choices=State.choices, default=State.WAITING)
    progress = models.FloatField(default=0)
    words_zh = models.TextField(default="", blank=True)
    words_en = models.TextField(default="", blank=True)
    result = models.JSONField(default=dict)
    error_zh = models.TextField(default="", blank=True)
    error_en = models.TextField(default="", blank=True)
    attempts = models.IntegerField(default=0)
    created = models.DateTimeField()
    started = models.DateTimeField(null=True)
    finished = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "key"], condition=~Q(key="") & ~Q(state="failed"), name="one_job_of_key"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["by", "-id"], name="job_of_starter")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} ({self.state})"

    @property
    def title(self) -> Text:
        """What people call the work."""
        return Text(self.title_zh, self.title_en)

    @property
    def words(self) -> Text:
        """What is being done now; empty before it begins."""
        return Text(self.words_zh, self.words_en)

    @property
    def error(self) -> Text:
        """What went wrong and how to go on; empty where nothing did."""
        return Text(self.error_zh, self.error_en)

    @property
    def ended(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.state in (self.State.DONE, self.State.FAILED)

    @property
    def percent(self) -> int:
        """The progress as whole percent, cut off: 100 only when all is done."""
        return int(self.progress * 100)
