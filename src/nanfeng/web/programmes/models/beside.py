"""What belongs to a case beside its values: papers, confirmations, linked records, messages, tasks."""

from typing import ClassVar

from django.db import models

from nanfeng.web.programmes.models.case import Case


class Paper(models.Model):
    """A document of a kind that the programme names. `sha256` names the file in the home's folder `papers`;
    `taken_back` is when it ceased to count, null while it does.
    """

    case = models.ForeignKey(Case, models.PROTECT)
    kind = models.TextField()
    name = models.TextField()
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    type = models.TextField()
    by = models.TextField()
    entered = models.DateTimeField()
    taken_back = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["case", "kind"], name="paper_of_case")]

    def __str__(self) -> str:
        return f"{self.case}: {self.name}"


class Confirmation(models.Model):
    """That an organisation confirmed an outcome as it stood: `digest` is that of its values. It is never changed or
    deleted, and counts while the values are the same.
    """

    case = models.ForeignKey(Case, models.PROTECT)
    outcome = models.TextField()
    digest = models.CharField(max_length=64)
    by = models.TextField()
    role = models.TextField()
    acting_for = models.TextField()
    entered = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["case", "outcome", "-id"], name="confirmation_of_case")]

    def __str__(self) -> str:
        return f"{self.case}: {self.outcome}"


class Link(models.Model):
    """A record of another form that belongs to a case; it stands where that record was not withdrawn."""

    case = models.ForeignKey(Case, models.PROTECT)
    form = models.TextField()
    key = models.TextField()
    stands = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "form", "key"], name="linked_once")]

    def __str__(self) -> str:
        return f"{self.case}: {self.form} {self.key}"


class Message(models.Model):
    """Words between an organisation and the office on a case. `inbound` says that they come from the organisation;
    `read` is when the other side opened them, null until then.
    """

    case = models.ForeignKey(Case, models.PROTECT)
    inbound = models.BooleanField()
    text = models.TextField()
    by = models.TextField()
    entered = models.DateTimeField()
    read = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["case", "id"], name="words_on_case")]

    def __str__(self) -> str:
        return f"{self.case}: {self.text[:40]}"


class Task(models.Model):
    """Something to follow up on a case by a day; `who` is the account that does it, `done` when it was, null before."""

    case = models.ForeignKey(Case, models.PROTECT)
    what = models.TextField()
    day = models.DateField()
    who = models.TextField()
    by = models.TextField()
    entered = models.DateTimeField()
    done = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["who", "done", "day"], name="task_of_account")]

    def __str__(self) -> str:
        return f"{self.case}: {self.what}"


class Told(models.Model):
    """That somebody was mailed on a day what is new and due on cases: at most once on each."""

    email = models.TextField()
    day = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["email", "day"], name="told_once_a_day")]

    def __str__(self) -> str:
        return f"{self.email}: {self.day}"
