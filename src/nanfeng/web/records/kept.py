"""Pages of kept records: what one's office has filed, each version of a record, and taking one back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from nanfeng.forms.form import Form
from nanfeng.kinds.text import Text
from nanfeng.ledger.versions import WITHDRAWN
from nanfeng.web import city
from nanfeng.web.audit.services import looked, present_doer
from nanfeng.web.doors import allow
from nanfeng.web.look.language import words
from nanfeng.web.people.request import Request
from nanfeng.web.records.access import NotFiledByError, filed_records, may_file
from nanfeng.web.records.forms import KeptForm, WithdrawForm
from nanfeng.web.records.models import Record
from nanfeng.web.records.printing import label, printed
from nanfeng.web.records.views import FILERS
from nanfeng.web.records.withdrawing import StandsError, withdraw

_PAGE = 50


@allow(*FILERS)
@require_GET
def listed(request: Request) -> HttpResponse:
    """The records of a form that one's role files, the latest first."""
    form = KeptForm(request.GET or None)
    page = Paginator(form.found(), _PAGE).get_page(request.GET.get("page"))
    return render(request, "records/kept.html", {"form": form, "page": page})


@allow(*FILERS)
@require_GET
def record(request: Request, pk: int) -> HttpResponse:
    """A record with all of its versions."""
    return _page(request, _found(pk), WithdrawForm())


@allow(*FILERS)
@require_POST
def take_back(request: Request, pk: int) -> HttpResponse:
    """Withdraw a record as it was seen."""
    found, form = _found(pk), WithdrawForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    try:
        withdrawn = withdraw(found, form.cleaned_data["version"], form.cleaned_data["why"])
    except NotFiledByError as error:
        raise PermissionDenied(error.args[0]) from error
    except StandsError as error:
        messages.error(request, words(error.args[0]))
        return redirect("records:record", pk)
    messages.success(request, words(Text("已撤回，之后的统计不再计入", "Withdrawn: no later figure counts it")))
    return redirect("records:record", withdrawn.pk)


def _found(pk: int) -> Record:
    """A version of a record that one's role files, within one's scope."""
    found = get_object_or_404(filed_records(), pk=pk)
    looked(found.form, found.key, found.organisation)
    return found


def _page(request: Request, found: Record, form: WithdrawForm) -> HttpResponse:
    versions = list(filed_records().filter(form=found.form, key=found.key).order_by("-version"))
    now, definition = versions[0], city.pack().forms[found.form]
    standing = now.status != WITHDRAWN and may_file(definition, present_doer().role)
    page = {
        "label": definition.label,
        "now": now,
        "lines": _lines(definition, now),
        "versions": versions,
        "form": form if standing else None,
    }
    return render(request, "records/record.html", page)


def _lines(form: Form, found: Record) -> list[tuple[str, str]]:
    """The fields of a record with what they say, "" for nothing."""
    return [(label(each), printed(each, found.content.get(each.name))) for each in form.fields]
