"""Mails about cases: what is new and due, in one mail a day for each reader at most."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from nanfeng.kinds.text import Text
from nanfeng.web import clock
from nanfeng.web.links import absolute
from nanfeng.web.people.services.writing import write_to
from nanfeng.web.programmes.models import Told
from nanfeng.web.programmes.news import News, news


@transaction.atomic
def tell(on: date) -> int:
    """Mail everybody whom something concerns that is new or due on a day, unless he was mailed on it already; return
    how many were mailed now.
    """
    waiting = news(on, clock.now())
    for address in sorted(waiting):
        _, first = Told.objects.get_or_create(email=address, day=on, defaults={"at": clock.now()})
        if first:
            write_to(address, *_mail(waiting[address]))
    return len(waiting)


def _mail(said: Sequence[News]) -> tuple[Text, Text]:
    lines = [_line(one) for one in said]
    subject = Text(f"办件提醒：{len(lines)}项", f"Your cases: {len(lines)} to look at")
    link = absolute("programmes:mine")
    body = Text("\n".join(line.zh for line in lines), "\n".join(line.en for line in lines))
    return subject, Text(f"{body.zh}\n\n我的办件：{link}\n", f"{body.en}\n\nMy cases: {link}\n")


def _line(one: News) -> Text:
    link = absolute("programmes:case", one.case.number)
    case, said = one.case, one.said
    return Text(f"{case.title}（{case.number}）：{said.zh} {link}", f"{case.title} ({case.number}): {said.en} {link}")
