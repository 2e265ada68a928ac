"""The directory that search reads, pairs of entries that may be one organisation, and merges of duplicates."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, Q

from nanfeng.forms.form import Purpose


class Organisation(models.Model):
    """An organisation as the register's records say it today: made from them, and made anew from them at any time.

    It holds public facts alone, and stands behind no wall: behind one the indexes of search would not serve.
    `number` is its identifier without the register. `plain` is its name as `ledger.names.normalised`, `names` all
    names that it bears or bore likewise, `core` its `name_core`. `park`, `industry` and `since` are those of its
    present membership, empty (None) for none. `tokens` are `index_tokens` of all names, `words` the same for search.
    """

    identifier = models.TextField(primary_key=True)
    number = models.TextField()
    name = models.TextField()
    name_en = models.TextField(default="", blank=True)
    kind = models.TextField(default="", blank=True)
    park = models.TextField(default="", blank=True)
    industry = models.TextField(default="", blank=True)
    since = models.DateField(null=True)
    plain = models.TextField()
    core = models.TextField()
    names = ArrayField(models.TextField())
    tokens = ArrayField(models.TextField())
    synthetic = models.BooleanField(default=False)
    words = models.GeneratedField(
        expression=Func(F("tokens"), function="array_to_tsvector"), output_field=SearchVectorField(), db_persist=True
    )

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["number"], opclasses=["text_pattern_ops"], name="organisation_number"),
            models.Index(fields=["plain"], opclasses=["text_pattern_ops"], name="organisation_plain"),
            models.Index(fields=["name", "identifier"], name="organisation_name"),
            models.Index(fields=["park", "name", "identifier"], name="organisation_park"),
            models.Index(fields=["industry"], opclasses=["text_pattern_ops"], name="organisation_industry"),
            GinIndex(fields=["names"], name="organisation_names", fastupdate=False),
            GinIndex(fields=["words"], name="organisation_words", fastupdate=False),
        ]

    def __str__(self) -> str:
        return self.name


class Suspect(models.Model):
    """Two entries of the register (identifiers, in order) that may be one organisation, and what a person said to it.

    `signs` are the codes of `ledger.duplicates.Sign`, the surest first. `park` is the park of both, empty where they
    are of two: then the statistician decides.
    """

    class State(models.TextChoices):
        """What became of the suspicion; `gone` where it does not hold any more and nobody had decided."""

        OPEN = "open"
        DIFFERENT = "different"
        MERGED = "merged"
        GONE = "gone"

    organisation = models.TextField()
    other = models.TextField()
    park = models.TextField(default="", blank=True)
    purpose = models.TextField(default=Purpose.SERVICE.value)
    signs = ArrayField(models.TextField())
    state = models.TextField(choices=State.choices, default=State.OPEN)
    found = models.DateTimeField()
    decided = models.DateTimeField(null=True)
    decided_by = models.TextField(default="", blank=True)
    why = models.TextField(default="", blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["organisation", "other"], name="one_suspicion")]
        indexes: ClassVar = [models.Index(fields=["park", "id"], condition=Q(state="open"), name="open_suspicions")]

    def __str__(self) -> str:
        return f"{self.organisation} = {self.other}?"


class Merge(models.Model):
    """That a person found two entries to be one organisation: the records of `loser` are kept under `organisation`.

    `moves` says what was done, record by record, as `merging.Move`: it is what an undo takes back. The names are those
    of that day. `park` and `purpose` decide with `organisation` who may see it.
    """

    loser = models.TextField()
    loser_name = models.TextField()
    organisation = models.TextField()
    name = models.TextField()
    park = models.TextField(default="", blank=True)
    purpose = models.TextField(default=Purpose.SERVICE.value)
    moves = models.JSONField()
    merged = models.DateTimeField()
    merged_by = models.TextField()
    why = models.TextField(default="", blank=True)
    undone = models.DateTimeField(null=True)
    undone_by = models.TextField(default="", blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["loser"], condition=Q(undone=None), name="one_standing_merge"),
        ]
        indexes: ClassVar = [models.Index(fields=["organisation"], name="merged_into")]

    def __str__(self) -> str:
        return f"{self.loser} → {self.organisation}"
