"""Vintages and releases as the platform knows them; what they hold stands in files of the home."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Vintage(models.Model):
    """Records frozen for good. `id` is the hash of what they say, `receipt` the digest of the receipt's text, kept
    here outside the files. `reason` says why another vintage was needed (a code of the flow's), empty for the first.
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

    class Meta:
        ordering: ClassVar = ["-closed_at"]

    def __str__(self) -> str:
        return self.id[:12]


class Release(models.Model):
    """A publication made for a place and a period from a vintage. Its stage is its course in the flow `release`.

    `id` is the digest of all that it says. `due` is the day of the release calendar (the embargo ends then),
    `published_at` None until it is out. `report` says whether its report is written in the home's folder `reports`.
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
    synthetic = models.BooleanField(default=False)
    report = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["-built_at"]
        indexes: ClassVar = [models.Index(fields=["publication", "place", "last"])]

    def __str__(self) -> str:
        return f"{self.publication} {self.place} {self.period}"


class ReleasedFigure(models.Model):
    """A figure of a release, as it may be shown: what is suppressed here is suppressed everywhere.

    `key` is canonical text, `content` the figure as `release.content` writes it, `value` its number in base units
    (null where there is none). `standing` marks what the public sees: of all releases that are out, the last one's.
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

    `old` and `new` are the figures' printed content, `reasons` codes of `release.compare`.
    """

    release = models.ForeignKey(Release, models.CASCADE, related_name="revisions")
    before = models.ForeignKey(Release, models.CASCADE, related_name="revised_by")
    key = models.TextField()
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)
    reasons = models.JSONField(default=list)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key
