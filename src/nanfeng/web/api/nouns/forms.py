"""Forms: what is asked, as a schema, and templates to fill in."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.http import Http404, HttpResponse
from ninja import Schema

from nanfeng.forms.form import Form
from nanfeng.intake.template import write_template
from nanfeng.kinds.role import Role
from nanfeng.web import city
from nanfeng.web.api.noun import Noun
from nanfeng.web.api.problem import Words
from nanfeng.web.api.roles import FILERS
from nanfeng.web.api.rows import described
from nanfeng.web.api.shapes import words
from nanfeng.web.audit.services import present_doer
from nanfeng.web.doors import allow, allow_public
from nanfeng.web.people.request import Request
from nanfeng.web.records.access import forms_filed_by, may_file
from nanfeng.web.records.offered import known

forms = Noun("forms")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class FormOut(Schema):
    """A form. `mine` says whether the role that calls files it."""

    name: str
    label: Words
    purpose: str
    timing: str
    key: list[str]
    filed_by: list[Role]
    owed: bool
    mine: bool


class FormWhole(FormOut):
    """A form with the JSON Schema of one of its rows: labels, units, codes and what each field means."""

    row: dict[str, Any]


@forms.get("/forms", list[FormOut])
@allow_public
def listed(request: Request) -> list[FormOut]:
    """全部表式 / All forms of the city."""
    return [FormOut(**_shown(form)) for form in city.pack().forms.values()]


@forms.get("/forms/{name}", FormWhole)
@allow_public
def show(request: Request, name: str) -> FormWhole:
    """一张表式及其字段 / One form, with the schema of its rows."""
    form = form_named(name)
    return FormWhole(**_shown(form), row=described(form))


@forms.file("/forms/{name}/template", XLSX)
@allow(*FILERS)
def template(request: Request, name: str) -> HttpResponse:
    """空白模板（XLSX） / The empty workbook of a form that the caller's role files."""
    form = form_named(name)
    if form not in forms_filed_by(present_doer().role):
        raise Http404("no such form is filed in this role")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        write_template(form, path, known())
        content = path.read_bytes()
    return HttpResponse(content, XLSX, headers={"Content-Disposition": f'attachment; filename="{form.name}.xlsx"'})


def form_named(name: str) -> Form:
    """The form of that name; raise Http404 where the city has none."""
    form = city.pack().forms.get(name)
    if form is None:
        raise Http404(f"the city has no form {name}")
    return form


def _shown(form: Form) -> dict[str, Any]:
    return {
        "name": form.name,
        "label": words(form.label),
        "purpose": form.purpose.value,
        "timing": form.timing.value,
        "key": list(form.key),
        "filed_by": list(form.filed_by),
        "owed": form.due is not None,
        "mine": bool(present_doer().role) and may_file(form, present_doer().role),
    }
