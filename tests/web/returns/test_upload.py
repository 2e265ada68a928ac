"""A workbook goes in by a job: right rows are kept, the others come back with words, those of others among them."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook, load_workbook
from tests.web.returns.conftest import returns_of
from tests.web.zone import ENTERPRISES, OWN

from nanfeng.kinds.identifier import check_character
from nanfeng.kinds.role import Role
from nanfeng.web.audit.services import Doer
from nanfeng.web.jobs.models import Job
from nanfeng.web.jobs.runner import run
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.records.models import Record, Sending

pytestmark = pytest.mark.django_db(transaction=True)

TORCH = ("统一社会信用代码", "报告期", "工业总产值（当年价格）（万元）", "主营业务收入（万元）", "员工人数")
"""Headers of another return, in another unit."""


def workbook(*rows: tuple[object, ...], heads: tuple[str, ...] = TORCH) -> SimpleUploadedFile:
    book = Workbook()
    for line in (heads, *rows):
        book.active.append(line)
    file = BytesIO()
    book.save(file)
    return SimpleUploadedFile("火炬 2026.xlsx", file.getvalue())


def line(organisation: str, output: object = 9000) -> tuple[object, ...]:
    return (organisation.removeprefix("uscc:"), "2026年1-9月", output, 9500, 120)


def sent(client: Client, file: SimpleUploadedFile, form: str = "monthly_return") -> str:
    """Send a file and let the job be done; the address of the result."""
    answer = client.post("/records/", {"form": form, "file": file})
    assert answer.status_code == 302, answer.content.decode()
    pk = int(answer["Location"].strip("/").split("/")[-1])
    run(pk)
    with acting(SYSTEM, Doer("test")):
        job = Job.objects.get(pk=pk)
    assert job.state == "done", job.error_en
    assert client.get(answer["Location"]).status_code == 200
    return job.result["url"]


def outputs() -> dict[str, str]:
    with acting(SYSTEM, Doer("test")):
        kept = Record.objects.filter(form="monthly_return", current=True)
        return {record.organisation: record.content["output"] for record in kept}


def test_rows_of_another_return_go_in_under_its_own_headers_and_units(call, go):
    address = sent(go(Role.STATISTICIAN), workbook(*(line(one.organisation) for one in ENTERPRISES)))
    assert set(outputs().values()) == {"90000000.00"}
    assert len(outputs()) == 6
    assert all(one.filed_at for one in returns_of())
    assert address.startswith("/records/")


def test_a_torch_workbook_fills_what_is_due_and_its_page_says_what_was_recognised(call, go):
    clerk = go(Role.ENTERPRISE_CLERK)
    heads = ("统一社会信用代码", "统计时间", "工业总产值（当年价格）", "营业总收入", "从业人员期末人数")
    file = workbook(heads, line(OWN.organisation), heads=("国家高新区火炬统计企业月报",))
    page = clerk.get(sent(clerk, file)).content.decode()
    assert "按“火炬统计企业月报”识别" in page
    assert "营业总收入 → 营业收入" in page
    assert outputs() == {OWN.organisation: "9000000.00"}


def test_rows_that_are_not_the_senders_come_back_with_words_and_can_be_downloaded(call, go):
    clerk = go(Role.ENTERPRISE_CLERK)
    body = "91440605MA4NX7777"
    stranger = f"uscc:{body}{check_character(body)}"
    address = sent(clerk, workbook(line(OWN.organisation), line(ENTERPRISES[1].organisation), line(stranger)))
    page = clerk.get(address).content.decode()
    assert page.count("您没有为该单位报送本表的权限") == 2
    assert set(outputs()) == {OWN.organisation}
    content = b"".join(clerk.get(f"{address}refused.xlsx").streaming_content)
    assert load_workbook(BytesIO(content)).active.max_row == 3
    assert b"".join(clerk.get(f"{address}sent").streaming_content).startswith(b"PK")


def test_an_officer_files_for_his_park_alone(call, go):
    sent(go(Role.PARK_OFFICER), workbook(*(line(one.organisation) for one in ENTERPRISES)))
    assert set(outputs()) == {one.organisation for one in ENTERPRISES[:3]}


def test_rows_for_returns_under_review_come_back(call, go, office):
    clerk = go(Role.ENTERPRISE_CLERK)
    sent(clerk, workbook(line(OWN.organisation)))
    office.step(Role.ENTERPRISE_CLERK, "submit", returns_of([OWN]))
    page = clerk.get(sent(clerk, workbook(line(OWN.organisation, 9001)))).content.decode()
    assert "正在审核" in page
    assert outputs() == {OWN.organisation: "90000000.00"}


def test_refused_rows_that_are_mended_go_in(call, go):
    clerk = go(Role.ENTERPRISE_CLERK)
    address = sent(clerk, workbook(line(OWN.organisation, "九千")))
    assert outputs() == {}
    content = b"".join(clerk.get(f"{address}refused.xlsx").streaming_content)
    book = load_workbook(BytesIO(content))
    book.active["C2"] = 9000
    file = BytesIO()
    book.save(file)
    sent(clerk, SimpleUploadedFile("改.xlsx", file.getvalue()))
    assert outputs() == {OWN.organisation: "90000000.00"}


def test_nobody_sees_what_others_sent(call, go):
    address = sent(go(Role.STATISTICIAN), workbook(line(OWN.organisation)))
    clerk = go(Role.ENTERPRISE_CLERK)
    for page in ("", "refused.xlsx", "sent"):
        assert clerk.get(f"{address}{page}").status_code == 404
    assert "火炬 2026" not in clerk.get("/records/").content.decode()


@pytest.mark.parametrize("role", [Role.ENTERPRISE_CLERK, Role.PLANNER])
def test_a_form_that_the_role_does_not_file_is_not_offered_or_taken(call, go, role):
    client = go(role)
    assert "规模以上企业名录" not in client.get("/records/").content.decode()
    answer = client.post("/records/", {"form": "statistical_scope", "file": workbook(line(OWN.organisation))})
    assert answer.status_code == 200
    with acting(SYSTEM, Doer("test")):
        assert not Sending.objects.exists()
    assert client.get("/records/template/statistical_scope.xlsx").status_code == 404
