"""A service provider: it applies, is admitted with evidence, graded, replies, is suspended, taken back, and leaves."""

import pytest
from tests.web import zone
from tests.web.stories.conftest import Worker, WorkerAs, only

from nanfeng.kinds.role import Role
from nanfeng.web import clock

pytestmark = pytest.mark.slow

PROVIDER = zone.OTHERS[0]
REGISTERED = {"kind": "service", "established": "2019-05-06", "address": "虚构路2号"}


def test_from_application_to_leaving(worker_as: WorkerAs):
    zone.file("enterprise", [{"organisation": PROVIDER.organisation, "name": PROVIDER.name, **REGISTERED}])
    provider = worker_as(Role.SERVICE_ORGANISATION)
    case = _applied(provider)

    station = worker_as(Role.STATION_STAFF)
    station.open(case)
    checked = {"visited": clock.today().isoformat(), "opinion": "场所、人员与申请一致"}
    station.save("核验意见", "Check", **checked, credit_clear="是")
    station.add("visit_photo")
    station.look("c4-the-station-checks")
    station.step("核验通过", "check")

    approver = worker_as(Role.APPROVER)
    approver.open(case)
    approver.look("c5-before-admission")
    approver.step("批准入库", "admit")
    approver.stands_at("已入库", "admitted")
    with approver.page.expect_download() as letter:
        approver.page.locator("#letters ~ ul a").first.click()
    assert letter.value.suggested_filename.endswith("-admission.pdf")

    planner = worker_as(Role.PLANNER)
    planner.open(case)
    planner.save("年度评级", "Yearly grade", graded_year="2026", grade="fail", grounds="答复超时三次")
    planner.step("登记年度评级", "grade")

    provider.open(case)
    provider.sees("不合格", "fail")
    provider.step("答复评级", "reply to the grade", reason="两次为系统故障所致")
    provider.look("c6-the-provider-replies")

    planner.open(case)
    planner.sees("两次为系统故障所致", "两次为系统故障所致")
    planner.step("暂停服务资格", "suspend", reason="限期整改", code="grade")
    planner.look("c7-suspended")

    provider.open("/cases/")
    provider.sees("已暂停", "paused")
    provider.sees("下一步由高新区审批人办理", "Next: zone approver")
    provider.look("c8-the-provider-sees-that-it-is-suspended")

    approver.open(case)
    approver.step("恢复服务资格", "take back", reason="整改完成")
    provider.open(case)
    provider.step("出库", "leave", reason="业务调整", code="request")
    provider.stands_at("已出库", "left")
    provider.look("c9-it-has-left")


def _applied(provider: Worker) -> str:
    """The provider applies with its evidence; the address of its case."""
    provider.open("/cases/finder/")
    provider.sees("符合条件", "may apply")
    provider.look("c1-the-finder")
    provider.follow("申请 企业服务机构", "Apply Admission")
    provider.fill(service_kind="digital", introduction="制造业数字化诊断与实施", served="12")
    provider.look("c2-it-applies")
    provider.press("建立", "Begin")
    for kind in ("licence", "record", "commitment"):
        provider.add(kind)
    provider.follow("新增 服务专员", "Add Professionals")
    provider.fill(person_no="P-1", joined="2020-03-01")
    provider.press("记录", "Record it")
    provider.follow("新增 服务产品目录", "Add Services in the catalogue")
    provider.fill(name="数字化诊断", kind="digital", offered=clock.today().isoformat())
    provider.look("c2a-a-service-that-it-offers")
    provider.press("记录", "Record it")
    provider.look("c3-what-it-takes-is-there")
    provider.step("提交申请", "submit")
    provider.stands_at("已提交", "submitted")
    return f"/cases/case/{only('service_provider').number}/"
