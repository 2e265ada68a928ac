"""The page on which a record is filed that belongs to a case."""

from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from nanfeng.cases.programme import Linked
from nanfeng.forms.form import Form
from nanfeng.intake.taken import Taken
from nanfeng.intake.typed import EXPLAINED
from nanfeng.kinds.text import Text
from nanfeng.web import city
from nanfeng.web.audit.services import present_doer
from nanfeng.web.doors import allow
from nanfeng.web.look.language import words
from nanfeng.web.people.request import Request
from nanfeng.web.programmes import services
from nanfeng.web.programmes.access import NotForYouError
from nanfeng.web.programmes.services.recording import said_by, suggested
from nanfeng.web.programmes.sheets import form_of, tell, typed_in
from nanfeng.web.programmes.views.case import found
from nanfeng.web.programmes.views.doors import WORKERS
from nanfeng.web.programmes.whole import definition
from nanfeng.web.records.access import NotFiledByError, may_file

_WHY = Text("说明（有疑问需要确认时填写）", "Explanation (where something is asked)")


@allow(*WORKERS)
@require_http_methods(["GET", "POST"])
def record(request: Request, number: str, form: str) -> HttpResponse:
    """File a record that belongs to a case; what the case says of itself is not asked again."""
    case = found(number)
    linked, asked = _linked(definition(case)[1].linked, form)
    if not may_file(asked, present_doer().role):
        raise PermissionDenied(Text("您现在的身份不报送这张表", "this form is not filed in the role that you act in"))
    fields = [each for each in asked.fields if each.name not in said_by(case, asked)]
    typed = typed_in(fields, request.POST) if request.method == "POST" else None
    page = form_of(fields, suggested(case, asked), typed)
    page.fields[EXPLAINED] = forms.CharField(label=words(_WHY), required=False, max_length=500)
    if typed is not None:
        taken = _taken(number, asked, {**typed, EXPLAINED: request.POST.get(EXPLAINED, "")})
        if taken.accepted.num_rows or taken.unchanged:
            messages.success(request, words(Text("已记录", "Recorded")))
            return redirect("programmes:case", number)
        tell(page, [issue for row in (*taken.refused, *taken.questions) for issue in row.issues])
    status = HTTPStatus.OK if typed is None else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "programmes/record.html", {"case": case, "linked": linked, "form": page}, status=status)


def _linked(kinds: tuple[Linked, ...], form: str) -> tuple[Linked, Form]:
    known = city.pack().filed
    for one in kinds:
        if one.form == form and form in known:
            return one, known[form]
    raise Http404(Text("这个办件没有这类记录", "records of that form do not belong to this case"))


def _taken(number: str, form: Form, typed: dict[str, str]) -> Taken:
    try:
        return services.record(number, form, typed)
    except (NotForYouError, NotFiledByError) as error:
        raise PermissionDenied(error.args[0]) from error
