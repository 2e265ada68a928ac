"""Past cases on a page: the workbook to fill in, sending it, what became of it; and all cases as the same workbook."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from pathlib import PurePath

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from nanfeng.cases.past import past_form
from nanfeng.cases.programme import Programme
from nanfeng.intake.file_name import clean_name
from nanfeng.kinds.text import Text
from nanfeng.web.audit.services import Note, note
from nanfeng.web.doors import allow
from nanfeng.web.jobs import queries as jobs
from nanfeng.web.jobs.models import Job
from nanfeng.web.jobs.services import start
from nanfeng.web.people import evidence
from nanfeng.web.people.request import Request
from nanfeng.web.people.roles import READ_ONLY, STAFF
from nanfeng.web.programmes import services
from nanfeng.web.programmes.access import NotForYouError
from nanfeng.web.programmes.forms import PastForm
from nanfeng.web.programmes.queries.past import past_rows
from nanfeng.web.programmes.tasks import PAST_CASES, refused_path
from nanfeng.web.programmes.views.lists import programme_named
from nanfeng.web.records.views import workbook

_IMPORTERS = tuple(role for role in STAFF if role not in READ_ONLY)


@allow(*_IMPORTERS)
@require_http_methods(["GET", "POST"])
def past(request: Request, name: str) -> HttpResponse:
    """Send past cases in, or see what became of those that were sent."""
    programme = _imported(name)
    form = PastForm(request.POST, request.FILES) if request.method == "POST" else PastForm()
    if form.is_valid():
        return redirect("jobs:show", _started(programme, form).pk)
    done = _done(request, programme)
    page = {"programme": programme, "form": form, "job": done, "result": done.result if done else None}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "programmes/past.html", page, status=status)


@allow(*_IMPORTERS)
@require_GET
def template(_request: Request, name: str) -> FileResponse:
    """The empty workbook for past cases."""
    return workbook(past_form(_imported(name)), ())


@allow(*_IMPORTERS)
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


def _started(programme: Programme, form: PastForm) -> Job:
    file = form.cleaned_data["file"]
    name = clean_name(PurePath(file.name or "cases.xlsx").name)
    title = Text(f"导入“{programme.label.zh}”已有办件", f"Importing past cases: {programme.label.en}")
    said: Mapping[str, object] = {"programme": programme.id, "name": name, "sha256": evidence.store(file.read())}
    return start(PAST_CASES, title, said)


def _done(request: Request, programme: Programme) -> Job | None:
    """The import that is asked about, once it is done."""
    asked = request.GET.get("job", "")
    found = jobs.visible().filter(kind=PAST_CASES, state=Job.State.DONE, arguments__programme=programme.id)
    return found.filter(pk=int(asked)).first() if asked.isdecimal() else None
