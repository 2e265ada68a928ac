"""Claims: made by somebody without a post, decided by the officer of the organisation's park."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text
from nanfeng.web.audit.services import looked
from nanfeng.web.doors import allow, allow_signed_in
from nanfeng.web.look.language import later, words
from nanfeng.web.people import evidence as documents
from nanfeng.web.people import queries
from nanfeng.web.people.forms import ClaimForm, ReasonForm
from nanfeng.web.people.models import Claim
from nanfeng.web.people.refusals import RefusedError
from nanfeng.web.people.request import Request, account_of, post_of
from nanfeng.web.people.services import claims


@allow_signed_in
@require_http_methods(["GET", "POST"])
def claim(request: Request) -> HttpResponse:
    """Say that one may act for an organisation."""
    form = ClaimForm(request.POST or None, request.FILES or None, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        try:
            claims.claim(account_of(request), form.statement())
        except RefusedError as error:
            form.add_error(None, later(error.text))
        else:
            messages.success(request, words(Text("已提交，请等待园区确认", "Sent: the park's officer will look at it")))
            return redirect("people:account")
    return render(request, "people/claim.html", {"form": form})


@allow(Role.PARK_OFFICER)
@require_GET
def pending(request: Request) -> HttpResponse:
    """The claims that wait in one's park."""
    return render(request, "people/claims.html", {"claims": queries.pending_claims(post_of(request))[:200]})


@allow(Role.PARK_OFFICER)
@require_GET
def one(request: Request, identifier: int) -> HttpResponse:
    """A claim with all that the claimant says."""
    found = _waiting(request, identifier)
    looked("claim", str(found.pk), found.organisation)
    return render(request, "people/claim_detail.html", {"claim": found, "form": ReasonForm()})


@allow(Role.PARK_OFFICER)
@require_POST
def confirm(request: Request, identifier: int) -> HttpResponse:
    """Confirm a claim."""
    found = _waiting(request, identifier)
    try:
        claims.confirm(found, account_of(request))
    except RefusedError as error:
        messages.error(request, words(error.text))
    else:
        messages.success(request, words(Text(f"已确认：{found.user}", f"Confirmed: {found.user}")))
    return redirect("people:claims")


@allow(Role.PARK_OFFICER)
@require_POST
def reject(request: Request, identifier: int) -> HttpResponse:
    """Turn a claim down, with the reason."""
    found = _waiting(request, identifier)
    try:
        claims.reject(found, account_of(request), request.POST.get("reason", ""))
    except RefusedError as error:
        messages.error(request, words(error.text))
        return redirect("people:claim_detail", identifier)
    return redirect("people:claims")


@allow(Role.PARK_OFFICER)
@require_GET
def evidence(request: Request, identifier: int) -> HttpResponse:
    """The document of a claim, to be saved: it comes from outside and is never shown inside a page of ours."""
    found = _waiting(request, identifier)
    if not found.evidence:
        raise Http404("the claim has no document")
    content = documents.read(found.evidence)
    kind = documents.kind_of(content)
    if kind is None:
        raise Http404("the document is not what was sent")
    looked("evidence", str(found.pk), found.organisation)
    headers = {
        "Content-Disposition": f'attachment; filename="claim-{found.pk}{kind.suffix}"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return HttpResponse(content, content_type=kind.media, headers=headers)


def _waiting(request: Request, identifier: int) -> Claim:
    return get_object_or_404(queries.pending_claims(post_of(request)), pk=identifier)
