"""The policy finder: what there is to apply for, open calls, and whether one's own organisation may have it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from nanfeng.cases.attempt import FlowError
from nanfeng.kinds.text import Text
from nanfeng.web.audit.services import present_doer
from nanfeng.web.doors import allow, allow_public
from nanfeng.web.look.language import words
from nanfeng.web.people.request import Request
from nanfeng.web.people.roles import EXTERNAL
from nanfeng.web.people.scope import present
from nanfeng.web.programmes import services
from nanfeng.web.programmes.access import NotForYouError
from nanfeng.web.programmes.queries.finder import begins, offers
from nanfeng.web.records.access import NotFiledByError


@allow_public
@require_GET
def finder(request: Request) -> HttpResponse:
    """What the zone offers; who acts for an organisation reads whether it may have each, and why or why not."""
    found = offers()
    kept = services.consent_form()
    page = {
        "offers": [(one, begins(one)) for one in found],
        "calls": [(one.programme, call) for one in found for call in one.calls],
        "for_own": bool(present().organisations),
        "consents": kept is not None and present_doer().role in kept.filed_by,
        "consenting": kept.filed_by if kept else (),
    }
    return render(request, "programmes/finder.html", page)


@allow(*sorted(EXTERNAL))
@require_POST
def consent(request: Request, name: str) -> HttpResponse:
    """Let a programme read the returns of a form."""
    try:
        services.consent(name, request.POST.get("form", ""))
    except (NotForYouError, NotFiledByError) as error:
        raise PermissionDenied(error.args[0]) from error
    except KeyError as error:
        raise Http404(Text("没有这个项目", "there is no such programme")) from error
    except FlowError as error:
        messages.error(request, words(error.issue.wrong))
    else:
        messages.success(
            request, words(Text("已授权，条件已重新核对", "Consent is given, and the criteria are answered anew"))
        )
    return redirect("programmes:finder")
