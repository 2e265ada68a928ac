"""The dashboard of a zone or park."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text
from nanfeng.web import city
from nanfeng.web.closing.access import audience_of
from nanfeng.web.closing.queries.releases import published_releases
from nanfeng.web.closing.titles import name_of, title_of
from nanfeng.web.doors import allow_public
from nanfeng.web.figures.drawn import Drawing, codes_drawing, months_drawing, parks_drawing
from nanfeng.web.figures.queries import board
from nanfeng.web.figures.queries.released import OPEN_DATA, Shown, offered, shown
from nanfeng.web.people.models import Post
from nanfeng.web.people.request import Request

_OTHERS = 5
_NO_SUCH = Text("没有这样的数据：可能尚未发布", "There is no such figure, or it is not published yet")


@dataclass(frozen=True)
class Panel:
    """A table and its drawing; None where nothing of it can be drawn."""

    table: board.Months | board.Parts
    drawing: Drawing | None


@allow_public
@require_GET
def dashboard(request: Request) -> HttpResponse:
    """Headline numbers of a place, and one indicator by month, industry and park."""
    releases = offered(audience_of(request.post))
    found = shown(releases, request.GET.get("release", ""))
    if found is None:
        if releases:
            raise Http404(_NO_SUCH)
        return render(request, "figures/dashboard.html", _instead(request))
    page = {"releases": releases, "shown": found, **_content(request, found)}
    return render(request, "figures/dashboard.html", page)


def _instead(request: Request) -> dict[str, object]:
    """What there is while no open data are out: other publications, and where the office makes these."""
    out = published_releases()[:_OTHERS]
    titles = [title_of(one.publication, one.place, one.period) for one in out]
    builds = request.post is not None and Role(request.post.role) in (Role.STATISTICIAN, Role.PLANNER)
    return {"others": titles, "builds": builds, "name": name_of(OPEN_DATA)}


def _content(request: Request, found: Shown) -> dict[str, object]:
    places = board.places(found.computed)
    place = request.GET.get("place") or _home(request.post, places)
    headlines = board.headlines(found.computed, place)
    names = [headline.level.key.indicator for headline in headlines]
    indicator = request.GET.get("indicator") or (names[0] if names else "")
    if place not in places or indicator not in names:
        raise Http404(_NO_SUCH)
    return {
        "places": places,
        "place": place,
        "headlines": headlines,
        "indicator": city.pack().indicators[indicator],
        **_panels(found, indicator, place),
    }


def _panels(found: Shown, indicator: str, place: str) -> dict[str, object]:
    months = board.by_month(found.computed, indicator, place)
    parks = board.by_park(found.computed, indicator)
    codes = board.by_code(found.computed, indicator, place)
    return {
        "months": Panel(months, months_drawing(months)) if months else None,
        "parks": Panel(parks, parks_drawing(parks)) if parks else None,
        "codes": [Panel(parts, codes_drawing(parts)) for parts in codes],
    }


def _home(post: Post | None, places: list[str]) -> str:
    """Where a reader begins: an officer of a park with his park, others with the zone."""
    if post and post.role == Role.PARK_OFFICER and post.park in places:
        return post.park
    return city.pack().zone if city.pack().zone in places else places[0]
