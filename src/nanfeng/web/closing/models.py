"""Vintages and releases as the platform knows them; what they hold stands in files of the home."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from nanfeng.web.flows.models import Course


class Vintage(models.Model):
    """Records frozen for good. `id` is the hash of what they say, `receipt` the digest of the receipt's text, kept
    here outside the files. `reason` says why another vintage was needed (a code of the flow's), empty for the first.
    `verified_at` is when its files were last held against the receipt (None: never), `faults` what was wrong then, as
    plain words in both languages.
    """

    id = models.CharField(primary_key=True, max_length=64)
    closed_at = models.DateTimeField()
    closed_by = models.TextField()
    cut_off = models.DateTimeField()
    rows = models.BigIntegerField()
    receipt = models.CharField(max_length=64)
    reason = models.TextField(blank=True)
    note = models.TextField(blank=True)
    synthetic = models.BooleanField(default=False)
    verified_at = models.DateTimeField(null=True, blank=True)
    faults = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar = ["-closed_at"]

    def __str__(self) -> str:
        return self.id[:12]


class Release(models.Model):
    """A publication made for a place and a period from a vintage. Its stage is its `course` in the flow `release`,
    which only offices may see; the rest says what the public has to know.

    `id` is the digest of all that it says. `due` is the day of the release calendar (the embargo ends then),
    `published_at` None until it is out, `withdrawn_at` None unless it never will be. `report` says whether its report
    is written in the home's folder `reports`.
    """

    id = models.CharField(primary_key=True, max_length=64)
    publication = models.TextField()
    place = models.TextField()
    period = models.TextField()
    first = models.DateField()
    last = models.DateField()
    vintage = models.ForeignKey(Vintage, models.PROTECT)
    built_at = models.DateTimeField()
    built_by = models.TextField()
    due = models.DateField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    course = models.OneToOneField(Course, models.PROTECT)
    synthetic = models.BooleanField(default=False)
    report = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["-built_at"]
        indexes: ClassVar = [models.Index(fields=["publication", "place", "last"])]

    def __str__(self) -> str:
        return f"{self.publication} {self.place} {self.period}"


class CalendarEntry(models.Model):
    """A day on which a publication for a place and a period is to come out, planned before it is made.

    The first release that is built for it takes its day, and is named here; a release that is withdrawn gives it back.
    """

    publication = models.TextField()
    place = models.TextField()
    period = models.TextField()
    day = models.DateField()
    planned_by = models.TextField()
    release = models.OneToOneField(Release, models.SET_NULL, null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["publication", "place", "period"], condition=Q(release=None), name="one_planned_day"
            ),
        ]
        ordering: ClassVar = ["day", "publication", "place"]

    def __str__(self) -> str:
        return f"{self.day} {self.publication} {self.place} {self.period}"


class ReleasedFigure(models.Model):
    """A figure of a release, as it may be shown: what is suppressed here is suppressed everywhere.

    `key` is canonical text, `content` the figure as `release.content` writes it, `value` its number in base units
    (null where there is none). `standing` marks what the public sees: of all releases that are out, what the one from
    the newest vintage says, and of those the one that came out last. A number that the later release suppresses is
    shown no more but in the earlier release itself, and in the log of corrections.
    """

    release = models.ForeignKey(Release, models.CASCADE)
    key = models.TextField()
    indicator = models.TextField()
    place = models.TextField()
    first = models.DateField()
    last = models.DateField()
    growth = models.TextField(blank=True)
    scope = models.JSONField(default=dict)
    status = models.TextField()
    value = models.DecimalField(max_digits=40, decimal_places=20, null=True)
    content = models.JSONField()
    standing = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["release", "key"], name="one_figure"),
            models.UniqueConstraint(fields=["key"], condition=Q(standing=True), name="one_standing_figure"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["indicator", "place", "last"], condition=Q(standing=True), name="standing_figures"),
            models.Index(fields=["release", "indicator", "place", "last"], name="figures_of_release"),
        ]

    def __str__(self) -> str:
        return self.key


class Revision(models.Model):
    """A published figure that a later release showed otherwise: the public log of corrections.

    `before` is the release in which it stood until then. `old` and `new` are the figures as `release.content` writes
    them, null where one of the two releases does not hold it; `reasons` are codes of `release.compare`.
    """

    release = models.ForeignKey(Release, models.CASCADE, related_name="revisions")
    before = models.ForeignKey(Release, models.CASCADE, related_name="revised_by")
    key = models.TextField()
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)
    reasons = models.JSONField(default=list)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-at", "pk"]

    def __str__(self) -> str:
        return self.key
