"""Messages to organisations: kept in their inbox in the same transaction, and handed to the mail by a job."""

from collections.abc import Callable, Sequence

from django.db import transaction

from nanfeng.kinds.text import Text
from nanfeng.web import clock
from nanfeng.web.flows.services import Asked
from nanfeng.web.jobs.services import start
from nanfeng.web.returns.models import Message, Return
from nanfeng.web.returns.queries import messages
from nanfeng.web.returns.wording import sent_back

MAIL = "mail_messages"


@transaction.atomic
def tell(about: Sequence[Return], key: Callable[[Return], str], said: Callable[[Return], tuple[Text, Text]]) -> int:
    """Tell the organisations of returns something, once for each `key`; return how many were told now."""
    wanted = {(one.pk, key(one)): one for one in about}
    before = Message.objects.filter(about__in=[pk for pk, _ in wanted]).values_list("about", "key")
    for known in before:
        wanted.pop(known, None)
    new = [_message(one, name, said(one)) for (_, name), one in wanted.items()]
    Message.objects.bulk_create(new, ignore_conflicts=True)
    if new:
        start(MAIL, Text("发送提醒邮件", "Mailing messages"), {"about": [one.pk for one in about]})
    return len(new)


def tell_returned(returned: Sequence[Return], asked: Asked) -> None:
    """Tell organisations that their return came back, and why."""
    tell(
        returned,
        lambda one: f"returned {one.course.version} {clock.now():%Y%m%dT%H%M%S}",
        lambda one: sent_back(one, asked),
    )


def mark_read() -> int:
    """Note that the present doer's organisation has opened its inbox; return how many were new."""
    return messages().filter(read_at=None).update(read_at=clock.now())


def _message(one: Return, key: str, said: tuple[Text, Text]) -> Message:
    title, text = said
    return Message(
        about=one,
        key=key,
        organisation=one.organisation,
        park=one.park,
        purpose=one.purpose,
        title_zh=title.zh,
        title_en=title.en,
        text_zh=text.zh,
        text_en=text.en,
        made=clock.now(),
    )
