"""The log's table. Nothing of ours ever changes or deletes an entry, and a trigger refuses it to everybody."""

from django.db import models


class Entry(models.Model):
    """One thing that was done.

    `position` counts from 1 without a gap. `who` is the account (empty: nobody was signed in, or a job), `role` and
    `acting_for` what it acted as. `noun` and `what` name what it was done to, `organisation` whose single data
    were touched. `changes` holds `field: [before, after]`. `digest` is over all other columns and `previous`.
    """

    position = models.BigIntegerField(primary_key=True)
    happened = models.DateTimeField()
    entered = models.DateTimeField()
    who = models.TextField(blank=True)
    role = models.TextField(blank=True)
    acting_for = models.TextField(blank=True)
    action = models.TextField()
    noun = models.TextField()
    what = models.TextField(blank=True)
    organisation = models.TextField(blank=True)
    changes = models.JSONField(default=dict)
    why = models.TextField(blank=True)
    address = models.TextField(blank=True)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        indexes = (
            models.Index(fields=["organisation", "-position"]),
            models.Index(fields=["noun", "what", "-position"]),
            models.Index(fields=["who", "-position"]),
        )


class Head(models.Model):
    """The last entry's position and digest: one row, moved on with each entry, so that a cut tail is seen."""

    position = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="0" * 64)
