"""Who has not reported: listed by park, exported, reminded once a day, by hand and by the clock."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core import mail
from openpyxl import load_workbook
from tests.web import zone as made_up
from tests.web.log import entries
from tests.web.returns.conftest import filing, returns_of
from tests.web.zone import ENTERPRISES, OWN

from nanfeng.kinds.role import Role
from nanfeng.web.audit.services import NOBODY, Doer
from nanfeng.web.jobs.models import Job
from nanfeng.web.jobs.runner import run
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.returns.models import Message
from nanfeng.web.returns.services.reminding import remind_due


@pytest.fixture
def some_filed(call, office):
    made_up.file("monthly_return", [filing(one, 90_000) for one in ENTERPRISES[1:3]])
    office.step(Role.ENTERPRISE_CLERK, "submit", returns_of(ENTERPRISES[1:3]))


def messages() -> int:
    with acting(SYSTEM, Doer("test")):
        return Message.objects.count()


def test_the_list_holds_who_has_not_reported_with_a_text_to_paste(some_filed, call, go):
    page = go(Role.STATISTICIAN).get(f"/returns/calls/{call.pk}/chase/").content.decode()
    assert "以下3家单位尚未报送" in page
    assert OWN.name in page
    assert ENTERPRISES[1].name not in page


def test_in_english_the_list_and_its_text_are_english_throughout(some_filed, call, go):
    page = go(Role.STATISTICIAN).get(f"/returns/calls/{call.pk}/chase/?lang=en").content.decode()
    assert "[Reminder] Monthly return" in page
    assert "These 3 have not reported yet" in page
    assert "尚未报送" not in page


def test_an_officer_gets_his_own_park_and_the_export_is_noted(some_filed, call, go):
    officer = go(Role.PARK_OFFICER)
    book = load_workbook(BytesIO(officer.get(f"/returns/calls/{call.pk}/chase.xlsx").content))
    lines = list(book.active.iter_rows(min_row=2, values_only=True))
    assert [line[1] for line in lines] == [OWN.name]
    assert lines[0][6] == "enterprise_clerk@example.org"
    assert len(entries(action="export", noun="chase list")) == 1


def test_a_reminder_goes_out_once_a_day(some_filed, call, go):
    statistician = go(Role.STATISTICIAN)
    for said in ("已提醒 4 家", "今天都已提醒过"):
        page = statistician.post(f"/returns/calls/{call.pk}/remind/", follow=True).content.decode()
        assert said in page
    assert messages() == 4


@pytest.mark.parametrize(("days", "told"), [(-4, 0), (-3, 4), (0, 4), (1, 4), (2, 0)])
def test_the_clock_reminds_before_on_and_after_the_deadline(some_filed, call, days, told):
    with acting(SYSTEM, NOBODY):
        on = call.deadline + timedelta(days=days)
        assert remind_due(on) == told
        assert remind_due(on) == 0
    assert messages() == told


@pytest.mark.django_db(transaction=True)
def test_messages_are_mailed_once_to_those_who_act_for_the_organisation(some_filed, call, people):
    with acting(SYSTEM, NOBODY):
        remind_due(call.deadline)
    with acting(SYSTEM, NOBODY):
        job = Job.objects.get(kind="mail_messages").pk
    run(job)
    assert [sent.to for sent in mail.outbox] == [["enterprise_clerk@example.org"]]
    assert "今天截止报送" in mail.outbox[0].body
    assert f"http://localhost/returns/{returns_of([OWN])[0].pk}/fill/" in mail.outbox[0].body
    with acting(SYSTEM, NOBODY):
        assert not Message.objects.filter(mailed_at=None).exists()
