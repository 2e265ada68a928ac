"""The page of a case: what it says, what is missing, what may be done, what was done; filling in a section of it."""

import io
from collections.abc import Mapping
from dataclasses import replace
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from nanfeng.cases.attempt import FlowError
from nanfeng.cases.criterion import Assessed
from nanfeng.cases.programme import Outcome
from nanfeng.kinds.text import Text
from nanfeng.web import city, clock
from nanfeng.web.audit.services import looked, present_doer
from nanfeng.web.doors import allow
from nanfeng.web.flows.conflict import ConflictError
from nanfeng.web.flows.panel import panel_of
from nanfeng.web.look.errors import problem
from nanfeng.web.look.language import words
from nanfeng.web.people import evidence
from nanfeng.web.people.request import Request
from nanfeng.web.people.roles import READ_ONLY, STAFF
from nanfeng.web.people.scope import present
from nanfeng.web.programmes import services
from nanfeng.web.programmes.access import NotForYouError, is_inside, is_named
from nanfeng.web.programmes.forms import TaskForm
from nanfeng.web.programmes.linking import belonging
from nanfeng.web.programmes.models import Case, Paper
from nanfeng.web.programmes.queries import one, papers
from nanfeng.web.programmes.queries.letters import letters
from nanfeng.web.programmes.queries.one import Shown
from nanfeng.web.programmes.sheets import Sheet, form_of, sheets, tell, typed_in
from nanfeng.web.programmes.views.acting import NO_CASE, said
from nanfeng.web.programmes.views.doors import WORKERS
from nanfeng.web.programmes.views.way import lacking_besides, next_steps, stage_line
from nanfeng.web.programmes.whole import Whole
from nanfeng.web.records.printing import label, printed


@allow(*WORKERS)
@require_GET
def show(request: Request, number: str) -> HttpResponse:
    """One case, as much of it as the reader may see."""
    row = found(number)
    looked("case", number, row.organisation)
    if present().writes:
        services.mark_read(row)
    shown = one.shown(row)
    return _page(request, shown, sheets(shown.found, shown.sections))


@allow(*WORKERS)
@require_POST
def save(request: Request, number: str, section: str) -> HttpResponse:
    """Fill in a section."""
    row = found(number)
    shown = one.shown(row)
    fields = next((each.fields for each in shown.found.programme.sections if each.id == section), ())
    typed = typed_in(fields, request.POST)
    try:
        services.save(number, request.POST.get("token", ""), typed)
    except ConflictError as error:
        return problem(request, HTTPStatus.CONFLICT, said(error)[0])
    except NotForYouError as error:
        raise PermissionDenied(error.args[0]) from error
    except FlowError as error:
        return _to_be_mended(request, shown, section, (typed, error))
    messages.success(request, words(Text("已保存", "Saved")))
    return redirect(f"{reverse('programmes:case', args=[number])}#{section}")


@allow(*WORKERS)
@require_GET
def paper(_request: Request, number: str, pk: int) -> FileResponse:
    """A document of a case, to be saved: it comes from outside and is never shown inside a page of ours."""
    row = found(number)
    kept = papers.paper(row, pk)
    if kept is None:
        raise Http404(NO_CASE)
    looked("paper", f"{number} {pk}", row.organisation)
    safe = {"Content-Security-Policy": "default-src 'none'; sandbox"}
    content = io.BytesIO(evidence.read(kept.sha256))
    return FileResponse(content, as_attachment=True, filename=kept.name, content_type=kept.type, headers=safe)


def found(number: str) -> Case:
    """A case that the present doer may see; raise Http404 for others."""
    row = one.case(number)
    if row is None:
        raise Http404(NO_CASE)
    return row


def _to_be_mended(
    request: Request, shown: Shown, section: str, wrong: tuple[Mapping[str, str], FlowError]
) -> HttpResponse:
    typed, error = wrong
    made = sheets(shown.found, shown.sections)
    for place, sheet in enumerate(made):
        if sheet.section.id == section:
            form = form_of(sheet.section.fields, shown.found.case.values, typed)
            tell(form, error.issues)
            made[place] = replace(sheet, form=form)
    return _page(request, shown, made, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _page(request: Request, shown: Shown, made: list[Sheet], status: int = HTTPStatus.OK) -> HttpResponse:
    whole = shown.found
    role = present_doer().role
    steps = panel_of(whole.row.course, whole.steps, shown.choices, reverse("programmes:move", args=[whole.row.number]))
    page = {
        "case": whole.row,
        "programme": whole.programme,
        "shown": shown,
        "sheets": made,
        "panel": steps,
        "assessed": _in_question(whole),
        "linked": belonging(whole.programme, whole.case.linked),
        "papers": _papers(shown),
        "outcomes": [(each, _lines(shown, each.outcome)) for each in one.confirmables(shown)],
        "letters": letters(whole),
        "line": stage_line(whole.programme, whole.row),
        "next": next_steps(shown),
        "missing": lacking_besides(shown),
        "payables": [(part, is_named(part.instalment.paid_by)) for part in shown.payables],
        "state": whole.case.course.state,
        "may_write": role not in READ_ONLY,
        "staff": role in STAFF and role not in READ_ONLY,
        "inside": is_inside(whole.row),
        "stages_now": city.pack().programmes[whole.row.programme].stages if shown.newer else (),
        "task_form": TaskForm(),
        "today": clock.today(),
    }
    return render(request, "programmes/case.html", page, status=status)


def _in_question(found: Whole) -> tuple[Assessed, ...]:
    """How the criteria are answered today; none once a case has come past the stage that asked for them."""
    programme, since = found.programme, found.programme.eligible_since
    decided = since is not None and programme.place(found.case.course.stage) > programme.place(since)
    return () if decided else found.case.assessed


def _papers(shown: Shown) -> list[tuple[object, list[Paper], bool]]:
    """The kinds of documents, the documents that there are of each, and whether the present doer files them."""
    held = shown.found.papers
    return [
        (kind, [each for each in held if each.kind == kind.id], is_named(kind.filed_by))
        for kind in shown.found.programme.papers
    ]


def _lines(shown: Shown, outcome: Outcome) -> list[tuple[str, str]]:
    """What an outcome says: labels and values."""
    values, fields = shown.found.case.values, {each.name: each for each in shown.found.programme.fields}
    return [(label(fields[name]), printed(fields[name], values.get(name))) for name in outcome.fields]
