"""What an enterprise's clerk reads of his case: where it stands, what is missing, who is next; and its letters."""

import pytest
from django.test import Client
from tests.web.programmes.conftest import TRIAL

from nanfeng.kinds.role import Role

LETTERS = """
[[letters]]
id = "approval"
label = { zh = "试用批复", en = "Approval" }
after = ["approve"]
text = { zh = "同意{name}补贴{granted}万元，运行{hours_run}小时。", en = "{name}: {granted}, {hours_run}." }

[[letters]]
id = "refusal"
label = { zh = "不予批准告知书", en = "Refusal" }
after = ["refuse"]
text = { zh = "不予批准。理由：{reason}。", en = "Refused: {reason}." }

[[papers]]"""

SECRET = 'name = "forklifts"\nsensitivity = "confidential"'


def page(client: Client, number: str) -> str:
    return client.get(f"/cases/case/{number}/").content.decode()


def letter(client: Client, number: str, name: str):
    return client.get(f"/cases/case/{number}/letters/{name}")


@pytest.fixture
def clerk(sign_in) -> Client:
    return sign_in(Client(), Role.ENTERPRISE_CLERK)


def test_a_case_says_where_it_stands_what_is_missing_and_who_is_next(work, clerk):
    number = work.begin()
    shown = page(clerk, number)
    assert '<li class="now" aria-current="step">已申请' in shown
    assert '<li class="ahead">已批准' in shown
    assert "园区同意" in shown
    assert "园区专员" in shown
    work.ready(number)
    assert "高新区审批人" in page(clerk, number)
    work.step(Role.APPROVER, number, "approve")
    assert '<li class="past">已申请' in page(clerk, number)


def test_what_is_confirmed_is_shown_with_its_values(work, clerk):
    number = work.begin()
    work.approve(number)
    work.step(Role.PARK_OFFICER, number, "begin_trial")
    work.save(Role.PARK_OFFICER, number, hours_run="1234")
    shown = page(clerk, number)
    assert "1,234" in shown
    assert 'name="digest"' in shown


def test_a_letter_waits_until_everything_that_it_names_is_there(redefine, work, clerk):
    redefine({"\n[[papers]]": LETTERS})
    number = work.begin()
    assert "试用批复" not in page(clerk, number)
    assert letter(clerk, number, "approval.pdf").status_code == 404
    work.approve(number)
    assert "还不能出具" in page(clerk, number)
    assert letter(clerk, number, "approval.pdf").status_code == 404


def test_a_refusal_is_a_letter_with_its_reason(redefine, work, clerk, sign_in):
    redefine({"\n[[papers]]": LETTERS})
    number = work.begin()
    work.step(Role.APPROVER, number, "refuse", reason="方案不安全")
    assert "不予批准告知书" in page(clerk, number)
    assert letter(clerk, number, "refusal.pdf").content.startswith(b"%PDF")
    assert letter(clerk, number, "refusal.docx").content.startswith(b"PK")
    assert letter(clerk, number, "refusal.exe").status_code == 404
    assert letter(sign_in(Client(), Role.BANK_OFFICER), number, "refusal.pdf").status_code == 404
    assert TRIAL in letter(clerk, number, "refusal.pdf")["Content-Disposition"]


def test_a_letter_that_says_something_confidential_is_for_its_readers_alone(redefine, work, clerk, sign_in):
    redefine({"\n[[papers]]": LETTERS.replace("理由：{reason}", "{forklifts}台"), 'name = "forklifts"': SECRET})
    number = work.begin()
    work.step(Role.APPROVER, number, "refuse", reason="方案不安全")
    assert letter(clerk, number, "refusal.pdf").status_code == 200
    assert letter(sign_in(Client(), Role.PLANNER), number, "refusal.pdf").status_code == 404
