"""What runs in the background: calls open and reminders go out by the clock, messages are mailed."""

from collections.abc import Iterable

from django.core.mail import send_mail

from nanfeng.kinds.text import Text
from nanfeng.web import clock
from nanfeng.web.audit.services import NOBODY
from nanfeng.web.jobs.kinds import job, periodic
from nanfeng.web.jobs.progress import Progress
from nanfeng.web.links import absolute
from nanfeng.web.people.models import User
from nanfeng.web.people.queries import standing
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.people.services.writing import language_of
from nanfeng.web.returns.calls import open_calls_due
from nanfeng.web.returns.models import Message
from nanfeng.web.returns.services.reminding import remind_due
from nanfeng.web.returns.services.telling import MAIL


@periodic("10 16 * * *", "nanfeng.open_calls")
def open_calls() -> None:
    """Just after the city's midnight, call in what has become due."""
    with acting(SYSTEM, NOBODY):
        open_calls_due(clock.today())


@periodic("30 0 * * *", "nanfeng.remind")
def remind() -> None:
    """At half past eight in the city, remind of the deadlines that are near or past."""
    with acting(SYSTEM, NOBODY):
        remind_due(clock.today())


@job(MAIL)
def mail_messages(progress: Progress, about: list[int]) -> dict[str, object]:
    """Write the mails of messages about these returns that have none yet, to those who act for the organisations."""
    with progress.acting():
        waiting = list(Message.objects.filter(about__in=about, mailed_at=None).values_list("pk", flat=True))
    mailed = 0
    for number, pk in enumerate(waiting):
        progress.tell(number / len(waiting), Text("写邮件", "writing mails"))
        with progress.acting():
            mailed += _mail(pk)
    return {"mailed": mailed}


def _mail(pk: int) -> int:
    """Mail one message, unless it was mailed meanwhile; return to how many."""
    message = Message.objects.select_for_update().filter(pk=pk, mailed_at=None).first()
    if message is None:
        return 0
    readers = [post.user for post in standing().filter(organisation=message.organisation).select_related("user")]
    _send(message, readers)
    message.mailed_at = clock.now()
    message.save(update_fields=["mailed_at"])
    return len(readers)


def _send(message: Message, readers: Iterable[User]) -> None:
    link = absolute("returns:fill", message.about.pk)
    for reader in {reader.email: reader for reader in readers}.values():
        title, text = (said.in_language(language_of(reader)) for said in (message.title, message.text))
        send_mail(title, f"{text}\n\n{link}\n", None, [reader.email])
