"""The page on which past cases are sent in says what became of them, and gives all cases as a workbook."""

from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook
from tests.web.programmes.conftest import TRIAL
from tests.web.programmes.test_past import DONE, GIVEN_UP, programme

from nanfeng.cases.past import past_form
from nanfeng.intake.template import write_template
from nanfeng.kinds.role import Role
from nanfeng.web.audit.services import Doer
from nanfeng.web.jobs.models import Job
from nanfeng.web.jobs.runner import run
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.records.offered import known

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = f"/cases/programmes/{TRIAL}/past/"


def workbook(folder: Path, *rows: dict[str, object]) -> SimpleUploadedFile:
    write_template(past_form(programme()), folder / "cases.xlsx", known(), rows)
    return SimpleUploadedFile("旧办件.xlsx", (folder / "cases.xlsx").read_bytes())


def lines(answer) -> int:
    """The rows below the header of a workbook that was sent."""
    return load_workbook(BytesIO(b"".join(answer.streaming_content))).worksheets[0].max_row - 1


def test_past_cases_are_sent_mended_and_taken_out_again(zone, sign_in, tmp_path):
    officer = sign_in(Client(), Role.PARK_OFFICER)
    assert PAGE in officer.get(f"/cases/programmes/{TRIAL}/").content.decode()
    assert lines(officer.get(f"{PAGE}empty.xlsx")) == 0
    answer = officer.post(PAGE, {"file": workbook(tmp_path, DONE, GIVEN_UP | {"until": None})})
    assert answer.status_code == 302, answer.content.decode()
    run(int(answer["Location"].strip("/").split("/")[-1]))
    with acting(SYSTEM, Doer("test")):
        job = Job.objects.get(kind="past cases")
    assert job.state == "done", job.error_en
    page = officer.get(job.result["url"]).content.decode()
    assert "没有写何时暂停、撤回或未成" in page
    assert lines(officer.get(f"{PAGE}refused.xlsx", {"job": job.pk})) == 1
    assert lines(officer.get(f"/cases/programmes/{TRIAL}/cases.xlsx")) == 1


def test_only_those_who_begin_such_cases_import_them(zone, sign_in, tmp_path):
    for role in (Role.ENTERPRISE_CLERK, Role.AUDITOR, Role.APPROVER):
        client = sign_in(Client(), role)
        assert client.get(PAGE).status_code == 403
        assert client.post(PAGE, {"file": workbook(tmp_path, DONE)}).status_code == 403
    officer = sign_in(Client(), Role.PARK_OFFICER)
    assert officer.post(PAGE, {}).status_code == 422
    assert officer.get(f"{PAGE}refused.xlsx", {"job": "x"}).status_code == 404
