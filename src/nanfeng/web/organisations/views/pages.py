"""Looking organisations up: the list, one profile with its timeline, and the finder of other pages."""

from http import HTTPStatus

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text
from nanfeng.web.audit.services import looked
from nanfeng.web.counting import counted
from nanfeng.web.doors import allow, allow_signed_in
from nanfeng.web.look.errors import problem
from nanfeng.web.organisations import queries
from nanfeng.web.organisations.access import DIRECTORY
from nanfeng.web.organisations.events import events
from nanfeng.web.organisations.forms import WhichForm
from nanfeng.web.organisations.models import Organisation
from nanfeng.web.organisations.printing import sheets
from nanfeng.web.organisations.registering import is_mine, lists, may_write
from nanfeng.web.organisations.search import matching
from nanfeng.web.organisations.timeline import Stretch, timeline
from nanfeng.web.people.request import Request, account_of, post_of
from nanfeng.web.people.roles import EXTERNAL

_PAGE = 50
_FOUND = 10
_A_MINUTE = 60
_LOOKUPS_A_MINUTE = 60


@allow(*DIRECTORY)
@require_GET
def listed(request: Request) -> HttpResponse:
    """The organisations, by name or as search ranks them."""
    form = WhichForm(request.GET)
    which = form.which()
    page = Paginator(queries.listed(which), _PAGE).get_page(request.GET.get("page"))
    found = {"page": page, "form": form, "which": which, "may_enter": may_write("organisation")}
    return render(request, "organisations/list.html", found)


@allow(*Role)
@require_GET
def show(request: Request, identifier: str) -> HttpResponse:
    """One organisation: as much as the reader may see of it. A merged entry leads to the one that stands for both."""
    found = queries.profile(identifier)
    if found is None:
        return _elsewhere(identifier)
    if found.sight.records:
        looked("organisation", identifier, identifier)
    stretch = _stretch(request, identifier) if found.sight.records else Stretch((), "")
    page = {
        "profile": found,
        "organisation": found.organisation,
        "sheets": sheets(found),
        "events": events(stretch, found.sight),
        "before": stretch.before,
        "may_write": is_mine(found.organisation),
        "may_enlist": request.post is not None and request.post.role == Role.STATISTICIAN and bool(lists()),
    }
    return render(request, "organisations/show.html", page)


@allow(*EXTERNAL - {Role.EXPERT})
@require_GET
def own(request: Request) -> HttpResponse:
    """The organisation that one acts for."""
    return show(request, post_of(request).organisation)


@allow_signed_in
@require_GET
def find(request: Request) -> HttpResponse:
    """What fits the text `q`, public facts alone: a part of a page for htmx, else JSON. So many look-ups a minute."""
    if counted(f"organisations:find:{account_of(request).pk}", _A_MINUTE) > _LOOKUPS_A_MINUTE:
        return problem(request, HTTPStatus.TOO_MANY_REQUESTS)
    found = list(matching(request.GET.get("q", ""), Organisation.objects.all())[:_FOUND])
    if request.htmx:
        return render(request, "organisations/found.html", {"found": found, "asked": request.GET.get("q", "")})
    facts = ("identifier", "name", "name_en", "kind", "park")
    return JsonResponse({"organisations": [{name: getattr(one, name) for name in facts} for one in found]})


def _elsewhere(identifier: str) -> HttpResponse:
    into = queries.merged_into(identifier)
    if into != identifier and queries.organisation(into):
        return redirect("organisations:show", into)
    raise Http404(Text("没有这家机构，或您无权查看", "there is no such organisation, or it is not yours to see"))


def _stretch(request: Request, identifier: str) -> Stretch:
    try:
        return timeline(identifier, request.GET.get("after", ""))
    except ValueError as error:
        raise Http404(Text("翻页位置有误，请从头看起", "no such page of the timeline: begin anew")) from error
