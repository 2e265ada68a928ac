"""Logging on the way: the short form, which works without a connection, and what stands behind it."""

from datetime import timedelta
from functools import cache
from http import HTTPStatus
from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.contrib.staticfiles import finders
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from nanfeng.cases.attempt import FlowError
from nanfeng.cases.programme import Programme
from nanfeng.kinds.text import Text
from nanfeng.web import city, clock
from nanfeng.web.doors import allow, allow_public
from nanfeng.web.look.language import words
from nanfeng.web.people.request import Request, account_of
from nanfeng.web.people.scope import present
from nanfeng.web.programmes import services
from nanfeng.web.programmes.access import NotForYouError, check_named, is_named
from nanfeng.web.programmes.device import keeps_for, tag
from nanfeng.web.programmes.models import Case
from nanfeng.web.programmes.queries.planned import planned_between
from nanfeng.web.programmes.quick_forms import QuickForm
from nanfeng.web.programmes.views.doors import FIELD
from nanfeng.web.programmes.views.lists import programme_named

_AGO, _AHEAD = timedelta(days=7), timedelta(days=14)
_JSON = "application/json"


@allow(*FIELD)
@require_GET
def choose(request: Request) -> HttpResponse:
    """What may be logged on the way: straight to the form where there is one alone."""
    quick = [one for one in city.pack().programmes.values() if one.quick and is_named(one.begun_by)]
    if len(quick) == 1:
        return redirect("programmes:log", quick[0].id)
    return render(request, "programmes/quick_choice.html", {"programmes": quick})


@allow(*FIELD)
@require_http_methods(["GET", "POST"])
def log(request: Request, name: str) -> HttpResponse:
    """The short form of a programme, and what is filled in there: by the page, or by its script when it can."""
    programme = _quick(name)
    posted = request.method == "POST"
    form = QuickForm(programme, request.POST if posted else None, request.FILES if posted else None)
    case = _logged(form) if posted else None
    if _JSON in request.headers.get("Accept", ""):
        return _answer(form, case)
    if case:
        messages.success(request, words(Text(f"已记录 {case.number}", f"Logged as {case.number}")))
        return redirect("programmes:log", name)
    return _page(request, programme, form)


@allow(*FIELD)
@never_cache
@require_GET
def here(request: Request) -> JsonResponse:
    """Who is signed in on this device, and what a script has to send along."""
    return JsonResponse({"account": tag(account_of(request)), "token": get_token(request)})


@allow_public
@require_GET
def worker(_request: Request) -> HttpResponse:
    """The script that answers in place of the platform when there is no connection. It stands here and not among the
    other scripts because it serves only addresses below its own.
    """
    return HttpResponse(_worker(), "text/javascript", headers={"Cache-Control": "no-store"})


@cache
def _worker() -> bytes:
    found = finders.find("programmes/worker.js")
    if not isinstance(found, str):
        raise FileNotFoundError("programmes/worker.js is not among the static files")
    return Path(found).read_bytes()


def _quick(name: str) -> Programme:
    programme = programme_named(name)
    if programme.quick is None:
        raise Http404(Text("这个项目没有快速记录", "this programme has no short form"))
    try:
        check_named(programme.begun_by)
    except NotForYouError as error:
        raise PermissionDenied(error.args[0]) from error
    return programme


def _logged(form: QuickForm) -> Case | None:
    """The case; None where something is to be mended, which stands beside its input then."""
    sent = form.sent()
    if sent is None:
        return None
    try:
        return services.log(sent)
    except FlowError as error:
        form.tell(error.issues)
    except NotForYouError as error:
        form.whose.add_error("organisation", words(error.args[0]))
    return None


def _answer(form: QuickForm, case: Case | None) -> JsonResponse:
    if case is None:
        return JsonResponse({"wrong": form.wrong()}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    address = reverse("programmes:case", args=[case.number])
    return JsonResponse({"number": case.number, "address": address}, status=HTTPStatus.CREATED)


def _page(request: Request, programme: Programme, form: QuickForm) -> HttpResponse:
    today = clock.today()
    planned = [one for one in planned_between(today - _AGO, today + _AHEAD, programme.id) if not one.made]
    asked = next((one for one in planned if one.record.key == request.GET.get("plan")), None)
    if asked:
        form.fill(plan=asked.record.key, organisation=asked.name)
    page = {
        "programme": programme,
        "form": form,
        "planned": planned,
        "account": tag(account_of(request)),
        "behind": settings.ENVIRONMENT.days_ago,
        "may_write": present().writes,
        "today": today,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.whose.is_bound else HTTPStatus.OK
    return keeps_for(render(request, "programmes/quick.html", page, status=status), account_of(request))
