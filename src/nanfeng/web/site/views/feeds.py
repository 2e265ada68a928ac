"""Feeds in Atom: what came out, what was corrected, and news; in the reader's language."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from nanfeng.report.numbers import print_figure
from nanfeng.report.wording import figure_words
from nanfeng.web import city
from nanfeng.web.doors import allow_public
from nanfeng.web.links import absolute, origin
from nanfeng.web.look.language import reading, words
from nanfeng.web.people.request import Request
from nanfeng.web.site.models import TOPICS, Article
from nanfeng.web.site.prose import plain
from nanfeng.web.site.queries import articles, releases
from nanfeng.web.site.queries.releases import Correction

_ITEMS = 40


@dataclass(frozen=True)
class _Item:
    """One entry of a feed; `path` is where it is read."""

    title: str
    said: str
    path: str
    at: datetime


@allow_public
@require_safe
def news(_request: Request) -> HttpResponse:
    """News and notices."""
    return _feed("news", (_of_article(one) for one in articles.out().select_related("release")[:_ITEMS]))


@allow_public
@require_safe
def released(_request: Request) -> HttpResponse:
    """Figures and reports that came out."""
    address = reverse("site:reports")
    out = [(one, words(releases.title(one))) for one in releases.out()[:_ITEMS]]
    items = (
        _Item(title, title, f"{address}#release-{one.pk[:12]}", one.published_at)
        for one, title in out
        if one.published_at
    )
    return _feed("releases", items)


@allow_public
@require_safe
def corrections(_request: Request) -> HttpResponse:
    """Figures that are shown otherwise than before."""
    return _feed("corrections", (_of_correction(one) for one in releases.latest_corrections(_ITEMS)))


def _of_article(one: Article) -> _Item:
    said = plain(words(one.body), one.release)
    return _Item(words(one.title), said, reverse("site:article", args=[one.pk]), one.changed_at)


def _of_correction(one: Correction) -> _Item:
    old, new = (print_figure(figure, reading()) if figure else "—" for figure in (one.old, one.new))
    said = f"{old} → {new}. {'; '.join(words(reason) for reason in one.reasons)}"
    path = f"{reverse('site:corrections')}#correction-{one.revision.pk}"
    return _Item(figure_words(city.pack(), one.key, reading()), said, path, one.revision.at)


def _feed(topic: str, items: Iterable[_Item]) -> HttpResponse:
    named = f"{words(city.pack().name)} · {words(TOPICS[topic])}"
    feed = Atom1Feed(named, absolute("home"), "", language=reading().value)
    for item in items:
        feed.add_item(item.title, origin() + item.path, item.said, pubdate=item.at, updateddate=item.at)
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
