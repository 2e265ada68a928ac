"""An investment lead: negotiated, assessed, cleared, signed, started, in production."""

import pytest
from playwright.sync_api import expect
from tests.web.stories.conftest import Worker, WorkerAs, only
from tests.web.zone import NANHAI

from nanfeng.kinds.role import Role
from nanfeng.web import clock

pytestmark = pytest.mark.slow

PROJECT = "精密减速器扩产项目"
INVESTOR = "虚构精工有限公司"
CONTRACT = {
    "amount": "15000",
    "funding": "domestic",
    "sector": "secondary",
    "origin": "outside",
    "place": NANHAI,
    "in_ten_parks": "是",
    "in_northern_park": "否",
}


def test_from_lead_to_production(worker_as: WorkerAs):
    investment = worker_as(Role.INVESTMENT_OFFICER)
    case = _negotiated(investment)

    park = worker_as(Role.PARK_OFFICER)
    park.open(case)
    park.look("e4-the-park-assesses")
    park.step("园区评估通过", "assess by the park")
    approver = worker_as(Role.APPROVER)
    approver.open(case)
    approver.step("同意签约", "clear for signing")

    investment.open(case)
    investment.add("contract")
    investment.look("e5-ready-to-be-signed")
    investment.step("登记签约", "sign")
    investment.stands_at("已签约", "signed")
    investment.follow("新增 项目节点", "Add Milestones")
    investment.fill(kind="land", date=clock.today().isoformat(), says="取得土地")
    investment.look("e6-a-milestone")
    investment.press("记录", "Record it")
    investment.sees("项目节点：1", "Milestones: 1")

    park.open(case)
    park.add("permit")
    park.step("登记动工", "start construction")
    park.save("资金到位", "Money arrived", arrived="6000", arrived_until=clock.today().isoformat())
    park.add("acceptance")
    park.step("登记投产", "go into production")
    park.stands_at("已投产", "in production")
    park.look("e7-in-production")

    planner = worker_as(Role.PLANNER)
    planner.open("/cases/programmes/investment/?view=figures")
    planner.look("e8-the-planner-sees-the-figures")
    planner.open("/cases/programmes/investment/")
    expect(planner.page.get_by_role("link", name=PROJECT)).to_be_visible()


def _negotiated(investment: Worker) -> str:
    """A lead of somebody who is in no register yet, with its contract drawn up; the address of its case."""
    investment.open("/cases/programmes/")
    investment.look("e1-the-programmes")
    investment.follow("新建 招商引资", "Begin Investment")
    investment.fill(**{"whose-name": INVESTOR, "whose-park": NANHAI})
    investment.fill(name=PROJECT, investor=INVESTOR, lead_source="own")
    investment.look("e2-a-lead")
    investment.press("建立", "Begin")
    investment.save("洽谈", "Negotiation", intended="20000")
    investment.step("进入洽谈", "negotiate")
    investment.save("合同", "Contract", **CONTRACT)
    investment.add("due_diligence")
    investment.look("e3-negotiated")
    return f"/cases/case/{only('investment').number}/"
