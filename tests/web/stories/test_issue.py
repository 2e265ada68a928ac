"""An issue of the ledger: an enterprise asks, a station dispatches, a provider handles, the enterprise rates, the
station calls back.
"""

import pytest
from playwright.sync_api import expect
from tests.web import zone
from tests.web.stories.conftest import Worker, WorkerAs, only

from nanfeng.kinds.role import Role
from nanfeng.web import clock

pytestmark = pytest.mark.slow

PROVIDER = zone.OTHERS[0]
SUBJECT = "产线停电频繁"


def test_from_registration_to_call_back(worker_as: WorkerAs):
    zone.register([PROVIDER])
    today = clock.today().isoformat()

    clerk = worker_as(Role.ENTERPRISE_CLERK)
    case = _registered(clerk)

    station = worker_as(Role.STATION_STAFF)
    station.open("/cases/programmes/service_issue/")
    station.look("b3-the-board-of-the-station")
    station.page.get_by_role("link", name=SUBJECT).click()
    station.save("转办", "Dispatch", handler="provider", provider=PROVIDER.organisation)
    station.look("b4-the-station-dispatches")
    station.step("转办", "dispatch")
    station.stands_at("办理中", "being handled")

    provider = worker_as(Role.SERVICE_ORGANISATION)
    provider.open("/cases/")
    provider.look("b5-the-provider-finds-it")
    provider.page.get_by_role("link", name=SUBJECT).click()
    provider.save("办理结果", "Result", handled_on=today, result="solved", done="更换变压器")
    provider.add("reply")
    provider.look("b6-the-provider-handles-it")
    provider.step("办结", "finish")
    provider.stands_at("已办结待评价", "handled")

    clerk.open("/cases/")
    clerk.sees("等待您办理", "waiting for you")
    clerk.look("b7-it-waits-for-the-enterprise")
    clerk.page.get_by_role("link", name=SUBJECT).click()
    clerk.save("企业评价", "Rating", score="5", comment="很快")
    clerk.press("确认", "Confirm")
    clerk.look("b8-the-enterprise-rates")
    clerk.step("企业评价", "rate")
    clerk.stands_at("已评价待回访", "rated")

    station.open(case)
    station.save("回访", "Call back", called_on=today, said="已解决")
    expect(station.page.locator(".flow-panel")).to_contain_text(station.t("企业认为已解决", "Solved"))
    station.save("回访", "Call back", solved="是")
    station.step("回访归档", "call back and close")
    station.stands_at("已回访归档", "called back and closed")
    station.look("b9-closed")


def _registered(clerk: Worker) -> str:
    """The enterprise says what it needs; the address of its case."""
    clerk.open("/cases/finder/")
    clerk.look("b1-the-finder")
    clerk.follow("申请 企业诉求办理", "Apply Issue ledger")
    clerk.fill(subject=SUBJECT, kind="utilities", channel="online", details="每周两次")
    clerk.look("b2-the-enterprise-asks")
    clerk.press("建立", "Begin")
    clerk.stands_at("已登记待转办", "registered")
    return f"/cases/case/{only('service_issue').number}/"
