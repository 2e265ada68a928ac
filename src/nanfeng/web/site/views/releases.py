"""What came out, what is to come out, and what was corrected."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nanfeng.web import clock
from nanfeng.web.closing.models import Release
from nanfeng.web.closing.queries.releases import published_releases
from nanfeng.web.closing.queries.rows import downloads, previews
from nanfeng.web.doors import allow_public
from nanfeng.web.look.language import words
from nanfeng.web.people.request import Request
from nanfeng.web.site import drawings
from nanfeng.web.site.calendar_file import calendar_text
from nanfeng.web.site.queries import releases
from nanfeng.web.site.queries.timeline import FIRST, LAST, courses

_A_PAGE = 20


@allow_public
@require_safe
def reports(request: Request) -> HttpResponse:
    """Every published release with its report and its data."""
    page = Paginator(published_releases(), _A_PAGE).get_page(request.GET.get("page"))
    listed = [_listed(release) for release in page]
    return render(request, "site/reports.html", {"listed": listed, "page": page})


@allow_public
@require_safe
def calendar(request: Request) -> HttpResponse:
    """What is to come out, and what came out when."""
    return render(request, "site/calendar.html", {"planned": releases.planned(), "past": releases.past()})


@allow_public
@require_safe
def calendar_file(_request: Request) -> HttpResponse:
    """The calendar for calendar programs."""
    outings = [*releases.planned(), *releases.past()]
    text = calendar_text([(one.uid, one.day, words(one.title)) for one in outings], clock.now())
    headers = {"Content-Disposition": 'attachment; filename="calendar.ics"'}
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)


@allow_public
@require_safe
def corrections(request: Request) -> HttpResponse:
    """What was shown otherwise before, what is shown now, and why."""
    page, found = releases.corrections(request.GET.get("page", "1"))
    return render(request, "site/corrections.html", {"page": page, "found": found, "held": releases.held()})


@allow_public
@require_safe
def timeline(request: Request) -> HttpResponse:
    """Plans and targets from 2016 to 2030, and what became of them."""
    found = courses()
    page = {
        "courses": found,
        "years": drawings.years(found, clock.today()),
        "told": drawings.told(found),
        "first": FIRST,
        "last": LAST,
    }
    return render(request, "site/timeline.html", page)


def _listed(release: Release) -> dict[str, object]:
    """A release with its report as a page, and the files that it can be had as."""
    return {
        "release": release,
        "title": releases.title(release),
        "previews": previews(release),
        "downloads": downloads(release),
    }
