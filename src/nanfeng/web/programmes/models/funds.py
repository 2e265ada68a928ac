"""Seats and money that cases take, and what was paid."""

from decimal import Decimal
from typing import ClassVar

from django.db import models

from nanfeng.web.programmes.models.case import Case


class Taken(models.Model):
    """What a case takes of a limit of its programme: its `part`, and of this what was `paid` already, in seats or in
    base units. `scope` says of which part of the limit (the park, the cohort; empty: of the whole). `counts` is what
    stands against the limit: the part, or only what was paid where the case does not go on.
    """

    case = models.ForeignKey(Case, models.PROTECT)
    programme = models.TextField()
    limit = models.TextField()
    scope = models.TextField(default="", blank=True)
    part = models.DecimalField(max_digits=20, decimal_places=4)
    paid = models.DecimalField(max_digits=20, decimal_places=4, default=Decimal(0))
    counts = models.DecimalField(max_digits=20, decimal_places=4)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "limit"], name="taken_once")]
        indexes: ClassVar = [models.Index(fields=["programme", "limit", "scope"], name="taken_of_limit")]

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
