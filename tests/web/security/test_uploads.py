"""Files from outside: their names, what they pretend to be, what they unpack to, and what a spreadsheet would run
(OWASP ASVS 5, chapters V1 and V5).
"""

import csv
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook, load_workbook
from tests.web.zone import OWN

from nanfeng.kinds.role import Role
from nanfeng.web import city
from nanfeng.web.audit.services import Doer
from nanfeng.web.jobs.models import Job
from nanfeng.web.jobs.runner import run
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.records.models import Sending
from nanfeng.web.records.sendings import stored

FORMULAS = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    " =1+1",
    "＝1+1",
    "＋1+1",
    "－1+1",
    "＠SUM(1)",
    "=cmd|' /C calc'!A0",
)
"""What spreadsheets run when they open it: plainly, behind a tab, a line's end or a space, and in full width."""


@pytest.fixture
def clerk(zone, sign_in) -> Client:
    return sign_in(Client(), Role.ENTERPRISE_CLERK)


def workbook(*values: str) -> bytes:
    """A monthly return with a value that cannot be taken in each row, so that every row comes back."""
    book = Workbook()
    sheet = book.active
    fields = [
        city.pack().forms["monthly_return"].field(name) for name in ("organisation", "period", "output", "revenue")
    ]
    sheet.append([*(field.label.zh for field in fields), "备注"])
    for value in values:
        sheet.append([OWN.organisation.removeprefix("uscc:"), "2026-01..2026-09", "", "", ""])
        for column in (3, 4, 5):
            cell = sheet.cell(sheet.max_row, column)
            cell.value = value
            cell.data_type = "s"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def sent(client: Client, name: str, content: bytes) -> Sending:
    """The sending that a file became, after the job was done."""
    file = SimpleUploadedFile("x", content)
    file._name = name  # type: ignore[attr-defined]  # Django itself cuts folders off
    answer = client.post("/records/", {"form": "monthly_return", "file": file})
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    with acting(SYSTEM, Doer("test")):
        number = Job.objects.latest("pk").pk
    run(number)
    with acting(SYSTEM, Doer("test")):
        return Sending.objects.latest("pk")


@pytest.mark.django_db(transaction=True)
def test_v1_2_10_no_formula_comes_back_to_life(clerk):
    """ASVS 5 V1.2.10: rows that are handed back hold text where text was sent."""
    back = clerk.get(f"/records/{sent(clerk, 'x.xlsx', workbook(*FORMULAS)).pk}/refused.xlsx")
    content = b"".join(back)
    book = load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet for cell in row if cell.value is not None]
    assert {cell.value for cell in cells} & set(FORMULAS) != set()
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert all(b"<f>" not in parts.read(name) for name in parts.namelist())


@pytest.mark.parametrize("formula", FORMULAS)
def test_v1_2_10_no_export_of_the_log_runs(db, people, sign_in, formula):
    """ASVS 5 V1.2.10: what somebody wrote begins no cell as a formula."""
    from_outside = {"login": f"{formula}@elsewhere.example", "password": "x"}
    Client().post("/accounts/login/", from_outside)
    answer = sign_in(Client(), Role.AUDITOR).get("/audit/log.csv")
    rows = list(csv.reader(io.StringIO(b"".join(answer).decode("utf-8-sig"))))
    begun = [cell for row in rows for cell in row if cell.lstrip().startswith(("=", "+", "@", "＝", "＋", "＠", "－"))]
    assert begun == []


NAMES = (
    "../../../home/x.xlsx",
    "..\\..\\x.xlsx",
    "a\0b.xlsx",
    "x" * 400 + ".xlsx",
    "\u202egnp.xlsx",
    "a\r\nSet-Cookie: x.xlsx",
    ".xlsx",
    "名" * 200 + ".XLSX",
)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", NAMES)
def test_v5_3_2_a_files_name_leads_nowhere(clerk, name):
    """ASVS 5 V5.3.2, V5.4.1: kept under the digest of its bytes in one folder; its name is only shown, and cleaned."""
    before = {path for path in city.home().rglob("*") if path.parent.name not in ("sent", "refused")}
    sending = sent(clerk, name, workbook("x"))
    new = {path for path in city.home().rglob("*") if path.parent.name not in ("sent", "refused")} - before
    assert {path for path in new if "x.xlsx" in path.name} == set()
    assert stored(sending).is_file()
    assert stored(sending).parent == city.home() / "sent"
    assert not set(sending.name) & set("/\\\0\r\n\u202e")
    assert len(sending.name.encode()) < 500
    answer = clerk.get(f"/records/{sending.pk}/sent")
    assert answer["Content-Disposition"].startswith("attachment")
    assert "Set-Cookie" not in answer.headers


POLYGLOTS = {
    "page.xlsx": b"<html><script>alert(1)</script></html>",
    "image.xlsx": b"GIF89a;<script>alert(1)</script>",
    "program.csv": b"MZ\x90\x00\x03" + bytes(200),
    "page-and-book.xlsx": b"<script>alert(1)</script>" + workbook("x"),
    "drawing.csv": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "empty.xlsx": b" ",
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", list(POLYGLOTS))
def test_v5_2_2_what_is_no_workbook_is_refused_with_words_and_never_shown_as_a_page(clerk, name):
    """ASVS 5 V5.2.2, V3.2.1: nothing of it becomes a record, and it goes back only to be saved."""
    sending = sent(clerk, name, POLYGLOTS[name])
    assert sending.accepted == 0
    answer = clerk.get(f"/records/{sending.pk}/sent")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    page = clerk.get(f"/records/{sending.pk}/").content.decode()
    assert "<script>alert" not in page


def bomb(inside: bytes) -> bytes:
    """A small file whose sheet unpacks to a great deal."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook("x"))) as book, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name in book.namelist():
            made.writestr(name, inside if name.endswith("sheet1.xml") else book.read(name))
    return buffer.getvalue()


BOMBS = {
    "zeros": lambda: bomb(b" " * (600 * 2**20)),
    "entities": lambda: bomb(
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
        + b"".join(b'<!ENTITY a%d "%s">' % (n, (b"&a%d;" % (n - 1) if n > 1 else b"&a;") * 10) for n in range(1, 10))
        + b"]><worksheet>&a9;</worksheet>"
    ),
    "outside": lambda: bomb(b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet>&a;</worksheet>'),
}


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", list(BOMBS))
def test_v5_2_3_bombs_do_not_go_off(clerk, kind):
    """ASVS 5 V5.2.3, V1.5.1: what unpacks to too much, or asks for other files, is refused with words."""
    sending = sent(clerk, "x.xlsx", BOMBS[kind]())
    assert sending.accepted == 0
    assert "root:" not in str(sending.protocol)
    with acting(SYSTEM, Doer("test")):
        job = Job.objects.latest("pk")
    assert job.state in (Job.State.FAILED, Job.State.DONE)
    assert "Something unexpected" not in job.error_en


def test_v5_2_1_what_is_too_large_is_refused_before_it_is_kept(clerk, monkeypatch):
    """ASVS 5 V5.2.1."""
    monkeypatch.setattr("nanfeng.web.records.forms._SIZE", 10)
    file = SimpleUploadedFile("x.xlsx", b"x" * 11)
    answer = clerk.post("/records/", {"form": "monthly_return", "file": file})
    assert "文件太大" in answer.content.decode()
    with acting(SYSTEM, Doer("test")):
        assert not Sending.objects.exists()
