"""Django's way of sending mail, for all code alike: into the outbox, in the caller's transaction."""

from collections.abc import Iterable

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from nanfeng.web.mails.services import post


class Outbox(BaseEmailBackend):
    """Writes mails down instead of sending them: they go out where the transaction commits, and never where it is
    undone.
    """

    def send_messages(self, email_messages: Iterable[EmailMessage]) -> int:
        """Write them down; return how many."""
        return post(email_messages)
