"""Past cases on a page: the workbook to fill in, sending it, what became of it; and all cases as the same workbook."""

from collections.abc import Callable
from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from nanfeng.cases.past import past_form
from nanfeng.cases.programme import Programme
from nanfeng.kinds.text import Text
from nanfeng.web.audit.services import Note, note
from nanfeng.web.doors import allow
from nanfeng.web.jobs.models import Job
from nanfeng.web.people.request import Request
from nanfeng.web.people.roles import READ_ONLY, STAFF
from nanfeng.web.programmes import services
from nanfeng.web.programmes.access import NotForYouError
from nanfeng.web.programmes.forms import PastForm
from nanfeng.web.programmes.ordering import order_past, past_done, refused_path
from nanfeng.web.programmes.queries.past import past_rows
from nanfeng.web.programmes.views.lists import programme_named
from nanfeng.web.records.views import workbook

IMPORTERS = tuple(role for role in STAFF if role not in READ_ONLY)


@allow(*IMPORTERS)
@require_http_methods(["GET", "POST"])
def past(request: Request, name: str) -> HttpResponse:
    """Send past cases in, or see what became of those that were sent."""
    programme = _imported(name)
    form = PastForm(request.POST, request.FILES) if request.method == "POST" else PastForm()
    if form.is_valid():
        file = form.cleaned_data["file"]
        return redirect("jobs:show", order_past(programme, file.name, file.read()).pk)
    done = _done(request, programme)
    page = {"programme": programme, "form": form, "job": done, "result": done.result if done else None}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "programmes/past.html", page, status=status)


@allow(*IMPORTERS)
@require_GET
def template(_request: Request, name: str) -> FileResponse:
    """The empty workbook for past cases."""
    return workbook(past_form(_imported(name)), ())


@allow(*IMPORTERS)
@require_GET
def refused(request: Request, name: str) -> FileResponse:
    """The rows that were handed back, to be mended and sent again."""
    done = _done(request, _imported(name))
    if done is None or not refused_path(done.pk).is_file():
        raise Http404(Text("没有退还的行", "no row was handed back"))
    note(Note("export", "job", str(done.pk)))
    return FileResponse(refused_path(done.pk).open("rb"), as_attachment=True, filename="待修改.xlsx")


@allow(*STAFF)
@require_GET
def cases(_request: Request, name: str) -> FileResponse:
    """The cases of a programme that one may see, as a workbook."""
    programme = programme_named(name)
    rows = past_rows(programme)
    note(Note("export", "case", programme.id, "", {"cases": [None, str(len(rows))]}))
    return workbook(past_form(programme), tuple(rows))


def _imported(name: str) -> Programme:
    programme = programme_named(name)
    _checked(lambda: services.check_imports(programme))
    return programme


def _checked(check: Callable[[], None]) -> None:
    try:
        check()
    except NotForYouError as error:
        raise PermissionDenied(error.args[0]) from error


def _done(request: Request, programme: Programme) -> Job | None:
    """The import that is asked about, once it is done."""
    asked = request.GET.get("job", "")
    return past_done(programme, int(asked)) if asked.isdecimal() else None
