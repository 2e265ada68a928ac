"""A kept record is taken back with a reason: all versions stay, later figures do not count it, earlier ones do."""

import pytest
from django.test import Client
from tests.web.closing import made
from tests.web.zone import ENTERPRISES, NANHAI, OWN, file

from nanfeng.figures.compute import compute
from nanfeng.figures.request import Request
from nanfeng.forms.calendar import due_periods
from nanfeng.kinds.period import Period
from nanfeng.kinds.role import Role
from nanfeng.ledger.read import open_reader
from nanfeng.web import city
from nanfeng.web.audit.models import Entry
from nanfeng.web.audit.services import Doer
from nanfeng.web.closing.models import Vintage
from nanfeng.web.flows.services import Asked
from nanfeng.web.operations import office
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.records.models import Record
from nanfeng.web.returns import services as returns
from nanfeng.web.returns.calls import open_call
from nanfeng.web.returns.models import Call, Return

pytestmark = pytest.mark.django_db

VISIT = {"visit_no": "v1", "date": "2026-03-04", "organisation": OWN.organisation, "park": NANHAI}
WHY = {"version": "1", "why": "重复登记"}


@pytest.fixture
def call(zone) -> Call:
    """The monthly return of January to September: all six enterprises submitted it, and it was passed and checked."""
    form, period = city.pack().forms["monthly_return"], Period.parse(made.PERIOD)
    with acting(SYSTEM, Doer("test")):
        opened = open_call(form, due_periods(form, period.last, period.last)[0], "test")
    made.report(approved=False)
    made.review(opened)
    return opened


@pytest.fixture
def visit(zone) -> Record:
    other = {"visit_no": "v2", "organisation": ENTERPRISES[1].organisation}
    file("tutoring_visit", [VISIT, VISIT | other])
    return last("tutoring_visit")


def last(form: str) -> Record:
    with acting(SYSTEM, Doer("test")):
        return Record.objects.get(form=form, organisation=OWN.organisation, current=True)


def counted(indicator: str, vintage: Vintage, period: str = "2026") -> object:
    reader = open_reader(city.home(), vintage.pk)
    wanted = Request(indicator, Period.parse(period), city.pack().zone)
    return compute([wanted], city.pack().definitions, reader)[0].value


def test_an_officer_withdraws_a_visit_and_no_later_figure_counts_it(visit, sign_in):
    officer = sign_in(Client(), Role.PARK_OFFICER)
    before = made.frozen()
    assert "v1" in officer.get("/records/kept/?form=tutoring_visit").content.decode()
    answer = officer.post(f"/records/kept/{visit.pk}/withdraw/", WHY, follow=True)
    page = answer.content.decode()
    assert "统计不再计入" in page
    assert "重复登记" in page
    now = last("tutoring_visit")
    assert (now.version, now.status, now.why, now.by) == (2, "withdrawn", "重复登记", "park_officer@example.org")
    assert counted("tutoring_visits", before) == 2
    assert counted("tutoring_visits", made.frozen()) == 1
    with acting(SYSTEM, Doer("test")):
        entry = Entry.objects.get(action="withdraw")
    assert (entry.noun, entry.organisation, entry.why) == ("tutoring_visit", OWN.organisation, "重复登记")


def test_filing_it_again_makes_it_count_again(visit, sign_in):
    sign_in(Client(), Role.PARK_OFFICER).post(f"/records/kept/{visit.pk}/withdraw/", WHY)
    file("tutoring_visit", [VISIT])
    assert counted("tutoring_visits", made.frozen()) == 2


@pytest.mark.parametrize(
    ("sent", "said"),
    [({"version": "1", "why": " "}, "撤回理由"), ({"version": "7", "why": "误报"}, "刚刚有了新版本")],
)
def test_without_a_reason_or_seen_as_it_is_no_more_it_stays(visit, sign_in, sent, said):
    page = sign_in(Client(), Role.PARK_OFFICER).post(f"/records/kept/{visit.pk}/withdraw/", sent, follow=True)
    assert said in page.content.decode()
    assert last("tutoring_visit").status == "accepted"


def test_who_does_not_file_it_neither_sees_nor_withdraws_it(visit, sign_in):
    for role, status in ((Role.ENTERPRISE_CLERK, 404), (Role.PLANNER, 404), (Role.AUDITOR, 403)):
        somebody = sign_in(Client(), role)
        assert somebody.get(f"/records/kept/{visit.pk}/").status_code == status
        assert somebody.post(f"/records/kept/{visit.pk}/withdraw/", WHY).status_code == status


def test_a_closed_return_is_reopened_withdrawn_and_counts_no_more_once_it_is_closed_again(call, sign_in):
    with made.doing(Role.APPROVER):
        returns.close_call(call, "approver@example.org")
    clerk, page = sign_in(Client(), Role.ENTERPRISE_CLERK), f"/records/kept/{last('monthly_return').pk}/withdraw/"
    assert "已关账" in clerk.post(page, WHY, follow=True).content.decode()
    with made.doing(Role.STATISTICIAN):
        one = Return.objects.select_related("course").get(organisation=OWN.organisation)
        returns.reopen(one, "reporting_error", "不该由该企业报")
    assert "已撤回" in clerk.post(page, WHY, follow=True).content.decode()
    assert counted("reporting_enterprises", made.frozen("reporting_error"), made.PERIOD) == 6
    clerk.post(f"/returns/{one.pk}/submit/")
    for transition, role in (("pass", Role.PARK_OFFICER), ("check", Role.STATISTICIAN)):
        with made.doing(role):
            one = Return.objects.select_related("course").get(pk=one.pk)
            returns.move(one, one.course.version, Asked(transition))
    with made.doing(Role.APPROVER):
        assert not returns.close_call(call, "approver@example.org").refused
    assert counted("reporting_enterprises", made.frozen("reporting_error"), made.PERIOD) == 5


def test_the_office_withdraws_at_the_command_line_and_is_told_what_is_not_there(visit):
    with pytest.raises(ValueError, match="no record of tutoring_visit has the key 'v9'"):
        office.withdraw("tutoring_visit", "v9", "office", "误报")
    assert office.withdraw("tutoring_visit", "v1", "office", "误报").status == "withdrawn"
    with pytest.raises(ValueError, match="withdrawn already"):
        office.withdraw("tutoring_visit", "v1", "office", "误报")


def test_history_tells_of_vintages_and_releases_with_reason_and_note(visit):
    release = made.published(made.built(made.frozen("reporting_error")))
    events = office.events()
    assert [event.done for event in events] == ["publish", "schedule", "approve", "check", "build", "close"]
    assert events[-1].reason == "reporting_error"
    assert {event.id for event in events[:-1]} == {release.pk}
