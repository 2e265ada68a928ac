"""Calls for returns and who owes them. What was filed is records; where it stands is a course in the flow `return`."""

from typing import ClassVar

from django.db import models

from nanfeng.kinds.text import Text
from nanfeng.web.flows.models import Course


class Call(models.Model):
    """The collection of one form for one period.

    `deadline` is the last day in time; `provisional` says that the holidays before it are not announced yet.
    `closed_at` is None while returns come in.
    """

    form = models.TextField()
    period = models.TextField()
    first = models.DateField()
    last = models.DateField()
    deadline = models.DateField()
    provisional = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    opened_by = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.TextField(default="", blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["form", "period"], name="one_call")]
        ordering: ClassVar = ["-last", "form"]

    def __str__(self) -> str:
        return f"{self.form} {self.period}"


class Return(models.Model):
    """What one organisation owes on a call. `filed_at` is when records of it came in last, None where none has.

    `organisation`, `park` (on the period's last day) and `purpose` decide who may see it. `draft` are the rows of texts
    that somebody typed into its page and that could not be taken yet; empty where there are none. `merge` is the merge
    of two entries that handed it over (None: none did); it is `laid_aside` where the surviving entry owes the same.
    """

    call = models.ForeignKey(Call, models.PROTECT)
    course = models.OneToOneField(Course, models.PROTECT)
    organisation = models.TextField()
    name = models.TextField()
    park = models.TextField(default="", blank=True)
    purpose = models.TextField()
    filed_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    draft = models.JSONField(default=list)
    merge = models.BigIntegerField(null=True)
    laid_aside = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["call", "organisation"], name="one_return")]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "-call"], name="return_of_organisation"),
            models.Index(fields=["call", "park", "name"], name="return_of_park"),
        ]

    def __str__(self) -> str:
        return f"{self.call} {self.organisation}"


class Message(models.Model):
    """Something that an organisation is told about a return: on the page, and by mail to those who act for it.

    `key` names the occasion: each is told once. `read_at` is when somebody of it opened it, `mailed_at` when the mails
    were handed over, both None until then. `organisation`, `park` and `purpose` decide who may see it.
    """

    about = models.ForeignKey(Return, models.CASCADE)
    key = models.TextField()
    organisation = models.TextField()
    park = models.TextField(default="", blank=True)
    purpose = models.TextField()
    title_zh = models.TextField()
    title_en = models.TextField()
    text_zh = models.TextField()
    text_en = models.TextField()
    made = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["about", "key"], name="told_once")]
        indexes: ClassVar = [models.Index(fields=["organisation", "-made"], name="message_of_organisation")]

    def __str__(self) -> str:
        return f"{self.key}: {self.about}"

    @property
    def title(self) -> Text:
        """What it is about, in a line."""
        return Text(self.title_zh, self.title_en)

    @property
    def text(self) -> Text:
        """What is said."""
        return Text(self.text_zh, self.text_en)
