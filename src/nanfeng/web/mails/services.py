"""Every write to the outbox: mails written down, taken to the mail server one by one, and forgotten."""

import logging
import smtplib
from collections.abc import Iterable
from datetime import timedelta

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone
from procrastinate.tasks import configure_task

from nanfeng.web.jobs.queue import QUEUE
from nanfeng.web.mails.models import Mail
from nanfeng.web.mails.seal import seal, unseal

DELIVER = "nanfeng.deliver_mails"
"""The name in the queue of the task that empties the outbox."""

_ATTEMPTS = 12
_FIRST, _LONGEST = timedelta(minutes=1), timedelta(hours=6)
"""Time until a mail is tried again, doubled each time up to the longest; the last attempt is most of a day later."""
_KEPT = timedelta(days=30)

_log = logging.getLogger(__name__)


@transaction.atomic
def post(mails: Iterable[EmailMessage]) -> int:
    """Write mails down and wake the worker, in the caller's transaction; return how many."""
    now = timezone.now()
    wanted = [mail for mail in mails if mail.recipients()]
    Mail.objects.bulk_create(
        Mail(to=", ".join(mail.recipients()), content=seal(mail), made=now, due=now) for mail in wanted
    )
    if wanted:
        configure_task(name=DELIVER, job_manager=QUEUE).defer()
    return len(wanted)


def deliver() -> int:
    """Take everything that is due to the mail server, over one connection; return how many mails went out.

    Each mail is marked as being sent before it is handed over, for good: two workers never hand over the same, and one
    that is killed in between leaves it marked.
    """
    sent = 0
    connection = get_connection(settings.MAIL_DELIVERY, timeout=30)
    try:
        while mail := _take():
            sent += _hand_over(mail, connection)
    finally:
        connection.close()
    return sent


def forget() -> int:
    """Delete mails that went out a month ago; return how many."""
    old, _ = Mail.objects.filter(state=Mail.State.SENT, taken_at__lt=timezone.now() - _KEPT).delete()
    return old


@transaction.atomic(durable=True)
def _take() -> Mail | None:
    due = Mail.objects.filter(state=Mail.State.WAITING, due__lte=timezone.now()).order_by("due", "pk")
    mail = due.select_for_update(skip_locked=True).first()
    if mail:
        mail.state, mail.attempts, mail.taken_at = Mail.State.SENDING, mail.attempts + 1, timezone.now()
        mail.save(update_fields=["state", "attempts", "taken_at"])
    return mail


def _hand_over(mail: Mail, connection: BaseEmailBackend) -> bool:
    try:
        connection.send_messages([unseal(mail.content)])
    except (OSError, InvalidToken) as error:  # every error of smtplib is an OSError
        _log.warning("mail %s was not sent: %s", mail.pk, type(error).__name__)
        _put_off(mail, error)
        connection.close()
        return False
    mail.state, mail.content, mail.error = Mail.State.SENT, "", ""
    mail.save(update_fields=["state", "content", "error"])
    return True


def _put_off(mail: Mail, error: Exception) -> None:
    """Try it again later; give it up where the server refuses it for good, or it was tried often enough."""
    mail.error = f"{type(error).__name__}: {error}"[:500]
    if _is_final(error) or mail.attempts >= _ATTEMPTS:
        mail.state, mail.content = Mail.State.FAILED, ""
    else:
        mail.state, mail.due = Mail.State.WAITING, timezone.now() + min(_LONGEST, _FIRST * 2 ** (mail.attempts - 1))
    mail.save(update_fields=["state", "content", "due", "error"])


def _is_final(error: Exception) -> bool:
    """Whether the mail server will say the same tomorrow."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in error.recipients.values())
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return False  # the password of the installation, which its administrator mends
    refused = isinstance(error, smtplib.SMTPResponseException) and error.smtp_code >= 500
    return refused or isinstance(error, InvalidToken)
