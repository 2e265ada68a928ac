"""Mails that are to go out."""

from typing import ClassVar

from django.db import models


class Mail(models.Model):
    """A mail on its way. `content` is the whole of it, sealed (see `seal`), and empty once it is out or given up.

    `due` is when it is tried (again), `taken_at` when it was handed to the mail server last. A mail that is `sending`
    for long was broken off while it was handed over: nobody knows whether it went, so it is not sent again by itself.
    """

    class State(models.TextChoices):
        """Where the mail stands."""

        WAITING = "waiting"
        SENDING = "sending"
        SENT = "sent"
        FAILED = "failed"

    to = models.TextField()
    content = models.TextField()
    made = models.DateTimeField()
    due = models.DateTimeField()
    state = models.TextField(choices=State.choices, default=State.WAITING)
    attempts = models.IntegerField(default=0)
    taken_at = models.DateTimeField(null=True)
    error = models.TextField(default="", blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "due"], name="mail_due")]

    def __str__(self) -> str:
        return f"mail {self.pk}: {self.state}"
