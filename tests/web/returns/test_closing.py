"""Closing a call approves what was checked; a correction reopens, and what was approved stays until it is replaced."""

import pytest
from tests.web import zone as made_up
from tests.web.returns.conftest import filing, returns_of
from tests.web.zone import ENTERPRISES

from nanfeng.cases.attempt import FlowError
from nanfeng.kinds.role import Role
from nanfeng.web.audit.services import Doer
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.records.models import Record
from nanfeng.web.returns.models import Call
from nanfeng.web.returns.services import closable, close_call, reopen

APPROVER = Doer("approver@example.org", Role.APPROVER.value)


@pytest.fixture
def checked(submitted, office):
    office.step(Role.PARK_OFFICER, "pass", returns_of()[:3])
    office.step(Role.STATISTICIAN, "check", returns_of()[:3])
    return returns_of()


def statuses() -> list[str]:
    with acting(SYSTEM, Doer("test")):
        return list(
            Record.objects.filter(form="monthly_return", current=True).order_by("key").values_list("status", flat=True)
        )


def test_what_is_checked_is_closed_and_its_records_are_approved(call, checked):
    with acting(SYSTEM, APPROVER):
        before = closable(call)
        moved = close_call(call, APPROVER.who)
    assert (before.checked, before.under_review, before.ready) == (3, 3, False)
    assert (len(moved.courses), len(moved.refused)) == (3, 0)
    assert statuses() == ["approved"] * 3 + ["accepted"] * 3
    assert Call.objects.get().closed_at is None  # three are still under review


def test_nobody_closes_what_he_checked_himself(call, checked):
    with acting(SYSTEM, Doer("statistician@example.org", Role.APPROVER.value)):
        moved = close_call(call, "statistician@example.org")
    assert (len(moved.courses), len(moved.refused)) == (0, 3)
    assert statuses() == ["accepted"] * 6


def test_a_correction_reopens_with_a_reason_and_is_a_new_version(call, checked, office, go):
    with acting(SYSTEM, APPROVER):
        close_call(call, APPROVER.who)
        with pytest.raises(FlowError, match="reason"):
            reopen(returns_of()[0], "", "")
        one = reopen(returns_of()[0], "unit_slip", "单位错误")
    assert one.course.stage == "returned"
    made_up.file("monthly_return", [filing(ENTERPRISES[0], 91_000)])
    office.step(Role.ENTERPRISE_CLERK, "submit", [one])
    assert one.name in go(Role.PARK_OFFICER).get("/returns/review/").content.decode()
    with acting(SYSTEM, Doer("test")):
        versions = Record.objects.filter(form="monthly_return", organisation=one.organisation).order_by("version")
        assert [(each.version, each.status) for each in versions] == [(1, "approved"), (2, "accepted")]
