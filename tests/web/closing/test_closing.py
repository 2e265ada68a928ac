"""The approver closes what was reviewed by others; it freezes into a vintage, once; a correction makes another one."""

import pytest
from tests.web.closing import made
from tests.web.zone import ENTERPRISES

from nanfeng.kinds.role import Role
from nanfeng.ledger.receipt import vintage_folder
from nanfeng.web import city
from nanfeng.web.audit.services import Doer
from nanfeng.web.closing.models import Vintage
from nanfeng.web.closing.queries import comparison
from nanfeng.web.jobs.models import Job
from nanfeng.web.jobs.runner import run
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.returns.models import Return
from nanfeng.web.returns.services import reopen

pytestmark = pytest.mark.django_db


def close(client, call, **said: str) -> str:
    """Press the button; gives where it leads."""
    return client.post(f"/closing/{call.pk}/close/", said).headers["Location"]


def done(address: str) -> Job:
    """The job of that address, after it was done."""
    number = int(address.rstrip("/").split("/")[-1])
    run(number)
    with acting(SYSTEM, Doer("test")):
        return Job.objects.get(pk=number)


def test_closing_freezes_what_was_checked(call, go):
    job = done(close(go(Role.APPROVER), call, remark="九月"))
    vintage = Vintage.objects.get()
    assert job.result == {"vintage": vintage.pk, "url": f"/closing/vintages/{vintage.pk}/"}
    assert (vintage.closed_by, vintage.reason, vintage.note) == ("approver@example.org", "", "九月")
    with acting(SYSTEM, Doer("test")):
        assert set(Return.objects.values_list("course__stage", flat=True)) == {"closed"}
    call.refresh_from_db()
    assert call.closed_at is not None


def test_pressing_twice_freezes_once(call, go):
    client = go(Role.APPROVER)
    close(client, call)
    first = client.post("/closing/freeze/").headers["Location"]
    assert client.post("/closing/freeze/").headers["Location"] == first
    done(first)
    assert client.post("/closing/freeze/").headers["Location"] == first
    assert Vintage.objects.count() == 1


def test_who_checked_a_return_cannot_close_it_and_is_told_so(call, go, zone):
    with made.doing(Role.STATISTICIAN):
        one = Return.objects.select_related("course").filter(call=call).first()
        made.move_many({one.course.pk: one.course.version}, made.Asked("return_with_reasons", reason="slip"))
    made.review_one(one, checker="approver@example.org")
    client = go(Role.APPROVER)
    assert close(client, call).startswith("/jobs/")
    page = client.get(f"/closing/{call.pk}/").content.decode()
    assert "1张报表" in page
    assert "同一人不能再办这一步" in page
    with acting(SYSTEM, Doer("test")):
        assert Return.objects.filter(course__stage="checked").count() == 1


def test_a_correction_wants_its_reason_and_makes_another_vintage(call, go):
    client = go(Role.APPROVER)
    done(close(client, call))
    first = Vintage.objects.get()
    with made.doing(Role.STATISTICIAN):
        one = Return.objects.select_related("course", "call").get(organisation=ENTERPRISES[0].organisation)
        reopen(one, "unit_slip", "万元当成了千元")
    made.report(130_000, number=0, approved=False)
    made.review_one(one)
    page = client.get(f"/closing/{call.pk}/").content.decode()
    assert "计量单位错误" in page
    assert close(client, call) == f"/closing/{call.pk}/", "without a reason nothing is closed"
    done(close(client, call, reason="unit_slip"))
    second = Vintage.objects.get(reason="unit_slip")
    with acting(SYSTEM, Doer("test")):
        rows = comparison.rows(first, second, 100)
    assert (rows.added, rows.removed, rows.changed) == (0, 0, 1)
    assert ENTERPRISES[0].organisation in rows.lines[0].key


def test_a_reopened_return_keeps_what_was_approved_until_its_correction_is(call, go):
    done(close(go(Role.APPROVER), call))
    with made.doing(Role.STATISTICIAN):
        reopen(Return.objects.select_related("course", "call").first(), "other", "待查")
    made.report(130_000, number=0, approved=False)
    assert made.frozen("other") == Vintage.objects.get()


def test_verification_finds_a_file_that_was_changed(vintage, go):
    client = go(Role.STATISTICIAN)
    address = f"/closing/vintages/{vintage.pk}/"
    done(client.post(f"{address}verify/").headers["Location"])
    assert "与冻结时完全一致" in client.get(address).content.decode()
    path = vintage_folder(city.home(), vintage.pk) / "monthly_return.parquet"
    kept = path.read_bytes()
    try:
        path.write_bytes(kept[:100] + bytes([kept[100] ^ 1]) + kept[101:])
        done(client.post(f"{address}verify/").headers["Location"])
        assert "文件的字节有改动" in client.get(address).content.decode()
    finally:
        path.write_bytes(kept)
