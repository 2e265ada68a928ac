"""An enterprise's clerk: what is due, filling in, errors beside the cells, explanations, drafts, submission."""

import re

import pytest
from django.test import Client
from tests.web import zone as made_up
from tests.web.zone import ENTERPRISES, OWN

from nanfeng.kinds.role import Role
from nanfeng.web.audit.services import Doer
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.records.models import Record
from nanfeng.web.returns.models import Return

GOOD = {"0-output": "90000", "0-revenue": "95000", "0-exports": "0", "0-employees": "120"}


def own_return() -> Return:
    with acting(SYSTEM, Doer("test")):
        return Return.objects.select_related("call", "course").get(organisation=OWN.organisation)


def kept() -> list[Record]:
    with acting(SYSTEM, Doer("test")):
        return list(Record.objects.filter(form="monthly_return", organisation=OWN.organisation).order_by("pk"))


def token_of(client: Client, address: str) -> str:
    page = client.get(address)
    assert page.status_code == 200, page.content.decode()[:500]
    return re.search(r'name="token" value="([0-9a-f]+)"', page.content.decode())[1]


def earlier(period: str, output: str, enterprise=OWN) -> dict[str, str]:
    return {
        "organisation": enterprise.organisation,
        "period": period,
        "output": output,
        "revenue": output,
        "employees": "110",
    }


@pytest.fixture
def clerk(call, go) -> Client:
    return go(Role.ENTERPRISE_CLERK)


@pytest.fixture
def address(call) -> str:
    return f"/returns/{own_return().pk}/fill/"


def test_he_sees_what_is_due_from_his_enterprise_alone(clerk):
    page = clerk.get("/returns/").content.decode()
    assert OWN.name in page
    assert "规模以上企业月报" in page
    assert ENTERPRISES[1].name not in page
    assert "2026年10月16日" in page  # the eighth working day, the holidays of the National Day passed over


def test_another_enterprises_return_is_not_there(clerk, call):
    with acting(SYSTEM, Doer("test")):
        other = Return.objects.get(organisation=ENTERPRISES[1].organisation)
    for address in ("", "fill/", "template.xlsx"):
        assert clerk.get(f"/returns/{other.pk}/{address}").status_code == 404
    assert clerk.post(f"/returns/{other.pk}/move/", {"transition": "submit", "expected": 0}).status_code == 404


def test_what_is_right_is_kept_as_a_record_and_submitted(clerk, address):
    answer = clerk.post(address, GOOD | {"token": token_of(clerk, address), "rows": "1", "and_submit": "1"})
    assert answer.status_code == 302
    (record,) = kept()
    assert record.content["output"] == "90000000.00"
    assert record.content["period"] == "2026-01..2026-09"
    assert own_return().course.stage == "submitted"
    assert own_return().filed_at is not None


def test_a_fault_stands_beside_its_cell_and_what_was_typed_waits_as_a_draft(clerk, address):
    typed = GOOD | {"0-output": "很多", "0-exports": "-5"}
    answer = clerk.post(address, typed | {"token": token_of(clerk, address), "rows": "1"})
    page = answer.content.decode()
    assert "不是数字" in page.split('id="id_0-output-error"')[1].split("</div>")[0]
    assert kept() == []
    again = clerk.get(address).content.decode()
    assert 'value="很多"' in again
    mended = clerk.post(address, GOOD | {"token": token_of(clerk, address), "rows": "1"})
    assert mended.status_code == 302
    assert own_return().draft == []


def test_a_jump_by_a_unit_asks_for_an_explanation_and_is_taken_with_one(clerk, address):
    made_up.file("monthly_return", [earlier("2026-01..2026-08", "80000"), earlier("2025-01..2025-09", "70000")])
    slip = GOOD | {"0-output": "900000000", "0-revenue": "900000000"}
    asked = clerk.post(address, slip | {"token": token_of(clerk, address), "rows": "1"}).content.decode()
    assert "计量单位可能有误" in asked
    explained = slip | {"0-_explained": "新厂投产", "token": token_of(clerk, address), "rows": "1"}
    assert clerk.post(address, explained).status_code == 302
    assert kept()[-1].why == "新厂投产"


def test_last_years_values_are_filled_in_beforehand_and_earlier_ones_stand_beside(clerk, address):
    made_up.file("monthly_return", [earlier("2026-01..2026-08", "80000"), earlier("2025-01..2025-09", "70000")])
    page = clerk.get(address).content.decode()
    assert re.search(r'name="0-output_year_ago" value="70000"', page)
    assert "80,000" in page


def test_the_second_of_two_is_told_and_loses_nothing(clerk, address):
    seen = token_of(clerk, address)
    clerk.post(address, GOOD | {"token": seen, "rows": "1"})
    answer = clerk.post(address, GOOD | {"0-output": "91000", "token": seen, "rows": "1"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "有人保存了这张表" in page
    assert 'value="91000"' in page
    assert "90,000" in page
    assert [record.content["output"] for record in kept()] == ["90000000.00"]
    fresh = re.search(r'name="token" value="([0-9a-f]+)"', page)[1]
    clerk.post(address, GOOD | {"0-output": "91000", "token": fresh, "rows": "1"})
    assert [record.content["output"] for record in kept()] == ["90000000.00", "91000000.00"]


def test_he_submits_from_the_page_of_the_return_too(clerk, address):
    clerk.post(address, GOOD | {"token": token_of(clerk, address), "rows": "1"})
    clerk.post(address.replace("fill", "move"), {"transition": "submit", "expected": 0})
    assert own_return().course.stage == "submitted"


def test_nothing_filled_in_is_not_submitted(clerk, call):
    answer = clerk.post(f"/returns/{own_return().pk}/submit/", follow=True).content.decode()
    assert "还没有填报任何内容" in answer
    assert own_return().course.stage == "draft"


def test_what_was_submitted_is_closed_to_changes(clerk, address):
    seen = token_of(clerk, address)
    clerk.post(address, GOOD | {"token": seen, "rows": "1", "and_submit": "1"})
    assert clerk.get(address).status_code == 302


def test_the_template_has_organisation_and_period_filled_in(clerk, call):
    answer = clerk.get(f"/returns/{own_return().pk}/template.xlsx")
    assert answer.status_code == 200
    assert answer.getvalue().startswith(b"PK")


def test_the_desk_says_how_many_are_due(clerk):
    assert "待报送的报表" in clerk.get("/").content.decode()
