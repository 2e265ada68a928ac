"""Vintages: the list, one of them, two side by side, and their files."""

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text
from nanfeng.ledger.receipt import RECEIPT, vintage_folder
from nanfeng.web import city
from nanfeng.web.audit.services import Note, note
from nanfeng.web.closing.access import SINGLE, UNRELEASED, sees_single
from nanfeng.web.closing.models import Vintage
from nanfeng.web.closing.queries import comparison
from nanfeng.web.closing.queries import vintages as queries
from nanfeng.web.closing.queries.releases import office_releases
from nanfeng.web.closing.queries.rows import listed
from nanfeng.web.closing.services import order_verification
from nanfeng.web.closing.titles import correction_codes, figure_title, form_label
from nanfeng.web.doors import allow
from nanfeng.web.people.request import Request

_PAGE = 30
_ROWS = 200
"""Differences that are listed; the others are counted."""

VERIFIERS = (Role.STATISTICIAN, Role.PLANNER, Role.APPROVER)


@allow(*UNRELEASED)
@require_GET
def vintages(request: Request) -> HttpResponse:
    """All vintages, the last closed first."""
    page = Paginator(queries.vintages(), _PAGE).get_page(request.GET.get("page"))
    reasons = correction_codes()
    rows = [(one, reasons.get(one.reason)) for one in page.object_list]
    return render(request, "closing/vintages.html", {"page": page, "rows": rows})


@allow(*UNRELEASED)
@require_GET
def vintage(request: Request, pk: str) -> HttpResponse:
    """One vintage: what it holds, its receipt, whether it is still what was frozen."""
    found = get_object_or_404(Vintage, pk=pk)
    receipt = queries.receipt_of(found)
    context = {
        "vintage": found,
        "receipt": receipt,
        "lines": [(line, form_label(line.form)) for line in queries.form_lines(receipt)],
        "releases": listed(office_releases().filter(vintage=found)),
        "others": Vintage.objects.exclude(pk=pk).order_by("-closed_at")[:_PAGE],
        "may_verify": request.post is not None and Role(request.post.role) in VERIFIERS,
        "single": sees_single(request.post),
        "reason": correction_codes().get(found.reason),
        "faults": [Text(fault["zh"], fault["en"]) for fault in found.faults],
    }
    return render(request, "closing/vintage.html", context)


@allow(*VERIFIERS)
@require_POST
def verify(_request: Request, pk: str) -> HttpResponse:
    """Hold the files against the receipt, in the background."""
    return redirect("jobs:show", order_verification(get_object_or_404(Vintage, pk=pk)).pk)


@allow(*UNRELEASED)
@require_GET
def compare(request: Request, pk: str) -> HttpResponse:
    """Two vintages side by side: the figures of their releases, and the rows for those who may see enterprises."""
    second = get_object_or_404(Vintage, pk=pk)
    first = get_object_or_404(Vintage, pk=request.GET.get("with", ""))
    rows = comparison.rows(first, second, _ROWS) if sees_single(request.post) else None
    if rows:
        note(Note("look", "vintage", second.pk, changes={"compared_with": [None, first.pk]}))
    figures = [(line, figure_title(line.new.key)) for line in comparison.figures(first, second, _ROWS)]
    context = {"first": first, "second": second, "rows": rows, "figures": figures}
    return render(request, "closing/compare.html", context)


@allow(*UNRELEASED)
@require_GET
def receipt(_request: Request, pk: str) -> FileResponse:
    """The receipt as it stands in the vintage's folder."""
    path = vintage_folder(city.home(), get_object_or_404(Vintage, pk=pk).pk) / RECEIPT
    return FileResponse(path.open("rb"), as_attachment=True, filename=f"receipt-{pk[:12]}.json")


@allow(*SINGLE)
@require_GET
def table(_request: Request, pk: str, form: str) -> FileResponse:
    """The records of one form in a vintage, as Parquet; that they were taken out stands in the log."""
    found = get_object_or_404(Vintage, pk=pk)
    if form not in queries.receipt_of(found).forms:
        raise Http404(Text("这个数据版本没有这张表", "this vintage has no such form"))
    note(Note("export", "vintage", pk, changes={"form": [None, form]}))
    path = vintage_folder(city.home(), pk) / f"{form}.parquet"
    return FileResponse(path.open("rb"), as_attachment=True, filename=f"{form}-{pk[:12]}.parquet")
