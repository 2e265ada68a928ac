"""Subscriptions by mail: wanted, confirmed by a link in a first mail, and ended by a link in every mail."""

from collections.abc import Sequence
from datetime import timedelta

from django.core.mail import send_mail
from django.db import transaction

from nanfeng.kinds.text import Language, Text
from nanfeng.web import city, clock
from nanfeng.web.audit.services import Note, note
from nanfeng.web.links import absolute
from nanfeng.web.site.links import signed
from nanfeng.web.site.models import TOPICS, Subscription

CONFIRM, END, HELD = "confirm", "end", "held"
"""The purposes of links."""

CONFIRM_WITHIN = timedelta(days=3)
HELD_WITHIN = timedelta(hours=1)


@transaction.atomic
def subscribe(email: str, topics: Sequence[str], language: Language) -> None:
    """Write down who wants mail, and send him the link that confirms it. Somebody who gets mail already gets the link
    too: what he wants changes when he opens it, and nobody learns from the page that he is known.
    """
    now, address = clock.now(), email.strip().lower()
    Subscription.objects.get_or_create(
        email=address, defaults={"topics": list(topics), "language": language.value, "made": now, "told_until": now}
    )
    link = absolute("site:confirm", signed(CONFIRM, "|".join((address, language.value, *sorted(topics)))))
    _send(address, language, _CONFIRM, link)


@transaction.atomic
def confirm(said: str) -> Subscription | None:
    """Begin the mails that a link asks for (`address|language|topic|…`); None where it is gone or says nothing."""
    address, language, *topics = said.split("|")
    found = Subscription.objects.select_for_update().filter(email=address).first()
    if found is None or not set(topics) <= set(TOPICS):
        return None
    if found.confirmed_at is None:
        found.confirmed_at = found.told_until = clock.now()
    found.topics, found.language = topics, language
    found.save()
    note(Note("confirm", "subscription", str(found.pk)))
    return found


@transaction.atomic
def end(email: str) -> None:
    """Delete a subscription; one that is gone stays gone."""
    for found in Subscription.objects.select_for_update().filter(email=email):
        note(Note("end", "subscription", str(found.pk)))
        found.delete()


def forget_unconfirmed() -> int:
    """Delete what nobody confirmed in time; how many there were."""
    count, _ = Subscription.objects.filter(confirmed_at=None, made__lt=clock.now() - CONFIRM_WITHIN).delete()
    return count


def send_held_link(email: str, language: Language) -> None:
    """Mail the link to everything that is held about the address to its owner, whether there is anything or not."""
    address = email.strip().lower()
    note(Note("ask", "held_data", changes={"language": [None, language.value]}))
    _send(address, language, _HELD, absolute("site:held", signed(HELD, address)))


def _send(address: str, language: Language, letter: tuple[Text, Text], link: str) -> None:
    name = city.pack().name.in_language(language)
    subject, body = (words.in_language(language).format(name=name, link=link) for words in letter)
    send_mail(subject, body, None, [address])


_CONFIRM = (
    Text("{name}：请确认订阅", "{name}: please confirm your subscription"),
    Text(
        "您好！\n\n有人（希望是您本人）用这个邮箱订阅“{name}”的邮件。请在三天内打开下面的链接确认：\n\n{link}\n\n"
        "如果不是您本人，请忽略本邮件：不会再有邮件，三天后地址即被删除。\n",
        "Somebody, we hope you yourself, asked for mails of “{name}” with this address. Please confirm within three "
        "days by opening this link:\n\n{link}\n\nIf it was not you, do nothing: no other mail will come, and the "
        "address is deleted after three days.\n",
    ),
)
_HELD = (
    Text("{name}：关于您的全部资料", "{name}: everything that is held about you"),
    Text(
        "您好！\n\n打开下面的链接，可查看并下载本网站保存的与这个邮箱有关的全部资料（一小时内有效）：\n\n{link}\n\n"
        "如果不是您本人索取，请忽略本邮件。\n",
        "This link leads to everything that this site holds about your address; it works for one hour:\n\n{link}\n\n"
        "If it was not you who asked, do nothing.\n",
    ),
)
