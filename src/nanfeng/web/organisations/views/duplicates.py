"""Probable duplicates, put before a person: kept apart, or merged after a preview; merges, and undoing them."""

from http import HTTPStatus

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from nanfeng.kinds.text import Text
from nanfeng.web.audit.services import looked
from nanfeng.web.doors import allow
from nanfeng.web.jobs.services import start
from nanfeng.web.look.errors import problem
from nanfeng.web.look.language import words
from nanfeng.web.organisations import merging, queries, suspecting
from nanfeng.web.organisations.access import DECIDES
from nanfeng.web.organisations.forms import ReasonForm
from nanfeng.web.organisations.merging import Plan, StaleError
from nanfeng.web.organisations.preview import preview, proposals
from nanfeng.web.people.refusals import RefusedError
from nanfeng.web.people.request import Request

_PAGE = 20


@allow(*DECIDES)
@require_GET
def duplicates(request: Request) -> HttpResponse:
    """The pairs that wait for a person."""
    page = Paginator(queries.suspects(), _PAGE).get_page(request.GET.get("page"))
    return render(request, "organisations/duplicates.html", {"page": page, "pairs": proposals(page.object_list)})


@allow(*DECIDES)
@require_POST
def seek(_request: Request) -> HttpResponse:
    """Look for duplicates now, instead of waiting for the night."""
    job = start("duplicates", Text("查找重复登记", "Looking for duplicates"), {})
    return redirect("jobs:show", job.pk)


@allow(*DECIDES)
@require_POST
def keep_apart(request: Request, pk: int) -> HttpResponse:
    """Say that the two are different organisations."""
    suspect = get_object_or_404(queries.suspects(), pk=pk)
    try:
        suspecting.keep_apart(suspect, request.POST.get("why", "")[:500])
    except RefusedError as error:
        messages.error(request, words(error.text))
    return redirect("organisations:duplicates")


@allow(*DECIDES)
@require_GET
def compare(request: Request) -> HttpResponse:
    """What merging `loser` into `survivor` would do, record by record."""
    agreed = _plan(request.GET.get("loser", ""), request.GET.get("survivor", ""))
    looked("organisation", agreed.loser.pk, agreed.loser.pk)
    looked("organisation", agreed.survivor.pk, agreed.survivor.pk)
    return render(request, "organisations/merge.html", _shown(agreed, ReasonForm()))


@allow(*DECIDES)
@require_POST
def merge(request: Request) -> HttpResponse:
    """Merge, as the preview said."""
    agreed = _plan(request.POST.get("loser", ""), request.POST.get("survivor", ""))
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return render(request, "organisations/merge.html", _shown(agreed, form))
    try:
        merging.merge(agreed, request.POST.get("digest", ""), form.cleaned_data["why"])
    except StaleError as error:
        return problem(request, HTTPStatus.CONFLICT, error.text)
    except RefusedError as error:
        messages.error(request, words(error.text))
        return redirect("organisations:duplicates")
    messages.success(request, words(Text("已合并，可在“合并记录”中撤销", "Merged. It can be undone under “Merges”")))
    return redirect("organisations:show", agreed.survivor.pk)


@allow(*DECIDES)
@require_GET
def merges(request: Request) -> HttpResponse:
    """What has been merged, and what of it was undone."""
    page = Paginator(queries.merges(), _PAGE).get_page(request.GET.get("page"))
    return render(request, "organisations/merges.html", {"page": page})


@allow(*DECIDES)
@require_POST
def undo(request: Request, pk: int) -> HttpResponse:
    """Undo a merge."""
    done = get_object_or_404(queries.merges(), pk=pk)
    try:
        merging.undo(done, request.POST.get("why", "")[:500])
    except RefusedError as error:
        messages.error(request, words(error.text))
    else:
        messages.success(request, words(Text("已撤销合并", "The merge is undone")))
    return redirect("organisations:merges")


def _plan(loser: str, survivor: str) -> Plan:
    found = queries.by_identifier([loser, survivor])
    if len(found) < 2 or not merging.may_merge(found[loser], found[survivor]):
        raise Http404(
            Text("没有这两家机构，或不由您合并", "there are no such two organisations, or they are not yours to merge")
        )
    return merging.plan(found[loser], found[survivor])


def _shown(agreed: Plan, form: ReasonForm) -> dict[str, object]:
    return {"plan": agreed, "preview": preview(agreed), "form": form}
