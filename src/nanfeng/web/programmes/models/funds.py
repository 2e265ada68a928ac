"""Seats and money that cases take, and what was paid."""

from typing import ClassVar

from django.db import models

from nanfeng.web.programmes.models.case import Case


class Taken(models.Model):
    """What a case takes of a limit of its programme, in seats or base units. `pot` says of which part of the limit:
    the values of what it is `per`, joined by `|`; empty where it is one for all.
    """

    case = models.ForeignKey(Case, models.PROTECT)
    programme = models.TextField()
    limit = models.TextField()
    pot = models.TextField(default="", blank=True)
    amount = models.DecimalField(max_digits=20, decimal_places=4)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "limit"], name="taken_once")]
        indexes: ClassVar = [models.Index(fields=["programme", "limit", "pot"], name="taken_of_limit")]

    def __str__(self) -> str:
        return f"{self.case}: {self.limit}"


class Payment(models.Model):
    """An instalment of the money field `of` that was paid, in yuan; never changed or deleted. `reference` is the
    voucher's number.
    """

    case = models.ForeignKey(Case, models.PROTECT)
    instalment = models.TextField()
    of = models.TextField()
    amount = models.DecimalField(max_digits=18, decimal_places=2)
    day = models.DateField()
    reference = models.TextField()
    by = models.TextField()
    entered = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "instalment"], name="paid_once")]

    def __str__(self) -> str:
        return f"{self.case}: {self.instalment}"
