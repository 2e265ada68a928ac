"""The mails to subscribers: what came out since the last one, each thing once."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from nanfeng.kinds.text import Language, Text
from nanfeng.web import city, clock
from nanfeng.web.closing.models import Revision
from nanfeng.web.links import absolute, origin
from nanfeng.web.site.links import signed
from nanfeng.web.site.models import Article, Subscription
from nanfeng.web.site.queries import releases
from nanfeng.web.site.services.subscriptions import END


@dataclass(frozen=True)
class Item:
    """One thing to tell of: what came out, and where it is read."""

    words: Text
    url: str


@dataclass(frozen=True)
class Span:
    """The time after one moment, up to another."""

    after: datetime
    until: datetime


def send_letters() -> int:
    """Tell every subscriber what is new to him; how many mails were written.

    Each subscription is a transaction of its own, its mail with it: nothing that was told is told twice.
    """
    wanting = Subscription.objects.filter(confirmed_at__isnull=False).order_by("pk")
    return sum(_tell(subscription) for subscription in list(wanting.values_list("pk", flat=True)))


@transaction.atomic
def _tell(subscription: int) -> bool:
    found = Subscription.objects.select_for_update(skip_locked=True).filter(pk=subscription).first()
    if found is None:
        return False
    span = Span(found.told_until, clock.now())
    items = [item for topic in found.topics for item in _NEW[topic](span)]
    if items:
        _letter(found, items).send()
    found.told_until = span.until
    found.save(update_fields=["told_until"])
    return bool(items)


def _letter(to: Subscription, items: Sequence[Item]) -> EmailMessage:
    """The mail. Its id follows from what it tells, so that one that was sent twice is shown once."""
    language, name, ending = Language(to.language), city.pack().name, absolute("site:end", signed(END, to.email))
    lines = "\n\n".join(f"{item.words.in_language(language)}\n{item.url}" for item in items)
    body = _BODY.in_language(language).format(items=lines, ending=ending)
    digest = hashlib.sha256(f"{to.pk} {lines}".encode()).hexdigest()[:32]
    headers = {
        "Message-ID": f"<{digest}@{urlsplit(origin()).hostname}>",
        "List-Unsubscribe": f"<{ending}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    subject = _SUBJECT.in_language(language).format(name=name.in_language(language))
    return EmailMessage(subject, body, None, [to.email], headers=headers)


def _new_releases(span: Span) -> Iterator[Item]:
    for release in releases.out().filter(published_at__gt=span.after, published_at__lte=span.until):
        yield Item(releases.title(release), absolute("site:reports"))


def _new_corrections(span: Span) -> Iterator[Item]:
    count = Revision.objects.filter(at__gt=span.after, at__lte=span.until).count()
    if count:
        words = Text(f"更正了{count}个已公布的数据", f"{count} published figures were corrected")
        yield Item(words, absolute("site:corrections"))


def _new_articles(span: Span) -> Iterator[Item]:
    """Articles that the public sees since then: published, or past their embargo."""
    before, today = timezone.localdate(span.after), timezone.localdate(span.until)
    seen = Article.objects.filter(published_at__lte=span.until, embargo__lte=today)
    for article in seen.exclude(published_at__lte=span.after, embargo__lte=before):
        yield Item(article.title, absolute("site:article", article.pk))


_NEW: Mapping[str, Callable[[Span], Iterator[Item]]] = {
    "releases": _new_releases,
    "corrections": _new_corrections,
    "news": _new_articles,
}
"""What is new of each topic."""

_SUBJECT = Text("{name}：新发布的内容", "{name}: what is new")
_BODY = Text(
    "您好！以下内容已发布：\n\n{items}\n\n——\n退订：{ending}\n",
    "This was published:\n\n{items}\n\n--\nTo end these mails: {ending}\n",
)
