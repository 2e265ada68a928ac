"""Editing facts of the register: a new organisation, another name, another park or industry."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from nanfeng.kinds.identifier import parse_identifier
from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text
from nanfeng.web import clock
from nanfeng.web.doors import allow
from nanfeng.web.look.language import later, words
from nanfeng.web.organisations import queries, registering
from nanfeng.web.organisations.forms import EnterForm, ListForm, MoveForm, RegisterForm, RenameForm
from nanfeng.web.organisations.queries import Profile
from nanfeng.web.organisations.registering import FaultsError
from nanfeng.web.people.refusals import RefusedError
from nanfeng.web.people.request import Request
from nanfeng.web.records.access import NotFiledByError

_EDITORS = (Role.PARK_OFFICER, Role.STATISTICIAN)


@allow(*_EDITORS)
@require_http_methods(["GET", "POST"])
def enter(request: Request) -> HttpResponse:
    """Enter a new organisation."""
    form = EnterForm(request.POST or None)
    if request.method == "POST" and _written(
        form, lambda: registering.enter(form.said(), form.data.get("because", ""))
    ):
        messages.success(request, words(Text("已登记", "Entered in the register")))
        return redirect("organisations:show", str(parse_identifier(form.said()["organisation"])))
    return render(request, "organisations/enter.html", {"form": form})


@allow(*_EDITORS)
@require_http_methods(["GET", "POST"])
def rename(request: Request, identifier: str) -> HttpResponse:
    """Give an organisation another name."""
    found = _own(identifier)
    now = {"name": found.organisation.name, "name_en": found.organisation.name_en}
    form = RenameForm(request.POST or None, initial=now)
    return _edit(request, found, form, registering.rename, "organisations/rename.html")


@allow(*_EDITORS)
@require_http_methods(["GET", "POST"])
def move(request: Request, identifier: str) -> HttpResponse:
    """Let an organisation belong to another park or industry from a day on."""
    found = _own(identifier)
    now = {"park": found.organisation.park, "industry": found.organisation.industry}
    form = MoveForm(request.POST or None, initial=now)
    return _edit(request, found, form, registering.move, "organisations/move.html")


@allow(Role.STATISTICIAN)
@require_http_methods(["GET", "POST"])
def enlist(request: Request, identifier: str) -> HttpResponse:
    """Put an organisation on the list of those that owe returns."""
    found = _own(identifier)
    form = ListForm(request.POST or None, initial={"on": clock.today().replace(month=1, day=1)})
    return _edit(request, found, form, registering.enlist, "organisations/enlist.html")


def _edit(request: Request, found: Profile, form: RegisterForm, act: Callable, template: str) -> HttpResponse:
    if request.method == "POST" and _written(form, lambda: act(found, form.said(), form.cleaned_data["on"])):
        messages.success(request, words(Text("已更新", "The register is up to date")))
        return redirect("organisations:show", found.organisation.identifier)
    page = {"form": form, "organisation": found.organisation, "lists": registering.lists()}
    return render(request, template, page)


def _written(form: RegisterForm, act: Callable[[], None]) -> bool:
    """Whether the act was done; what is wrong stands beside the fields else."""
    if not form.is_valid():
        return False
    try:
        act()
    except FaultsError as error:
        form.blame(error.issues)
    except RefusedError as error:
        form.add_error(None, later(error.text))
    except NotFiledByError as error:
        form.add_error(None, words(error.args[0]))
    else:
        return True
    return False


def _own(identifier: str) -> Profile:
    """The organisation, for those who may write its facts."""
    found = queries.profile(identifier)
    if found is None or not registering.is_mine(found.organisation):
        raise Http404(
            Text("没有这家机构，或不由您登记", "there is no such organisation, or it is not yours to register")
        )
    return found
