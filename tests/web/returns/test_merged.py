"""A merged organisation owes each return once: the survivor's; an undo brings the others back."""

import pytest
from tests.web import zone as made_up
from tests.web.closing import made
from tests.web.returns.conftest import filing, returns_of
from tests.web.zone import ENTERPRISES

from nanfeng.kinds.role import Role
from nanfeng.web.audit.services import Doer
from nanfeng.web.flows.models import Course
from nanfeng.web.organisations import merging
from nanfeng.web.organisations.models import Merge, Organisation
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.returns.models import Return
from nanfeng.web.returns.queries import missing, returns

pytestmark = pytest.mark.django_db

SURVIVOR, LOSER, THIRD = ENTERPRISES[:3]


def merged(loser: str, survivor: str) -> Merge:
    with made.doing(Role.STATISTICIAN):
        agreed = merging.plan(Organisation.objects.get(pk=loser), Organisation.objects.get(pk=survivor))
        return merging.merge(agreed, agreed.digest, "同一营业执照")


def undone(merge: Merge) -> None:
    with made.doing(Role.STATISTICIAN):
        merging.undo(merge, "误并")


def owing() -> list[str]:
    with acting(SYSTEM, Doer("test")):
        return sorted(returns().values_list("organisation", flat=True))


def test_where_both_owe_it_the_survivors_stands_and_an_undo_brings_the_other_back(call):
    before = owing()
    merge = merged(LOSER.organisation, SURVIVOR.organisation)
    assert owing() == [one for one in before if one != LOSER.organisation]
    with acting(SYSTEM, Doer("test")):
        assert LOSER.name not in missing(call).values_list("name", flat=True)
    undone(merge)
    assert owing() == before


def test_a_return_that_the_survivor_does_not_owe_goes_over_with_its_course_as_it_stands(call, office):
    made_up.file("monthly_return", [filing(LOSER, 90_000)])
    office.step(Role.ENTERPRISE_CLERK, "submit", returns_of([LOSER]))
    with acting(SYSTEM, Doer("test")):
        own = Return.objects.select_related("course").get(organisation=SURVIVOR.organisation)
        own.delete()
        own.course.delete()
        (before,) = Return.objects.select_related("course").filter(organisation=LOSER.organisation)
    merge = merged(LOSER.organisation, SURVIVOR.organisation)
    with acting(SYSTEM, Doer("test")):
        after = Return.objects.select_related("course").get(pk=before.pk)
    assert (after.organisation, after.name) == (SURVIVOR.organisation, SURVIVOR.name)
    assert (after.course.organisation, after.course.stage) == (SURVIVOR.organisation, "submitted")
    assert after.course.digest == before.course.digest
    undone(merge)
    with acting(SYSTEM, Doer("test")):
        back = Course.objects.get(pk=before.course.pk)
    assert (back.organisation, back.subject) == (LOSER.organisation, before.course.subject)


def test_a_closed_return_does_not_stand_in_the_way(call, office):
    made_up.file("monthly_return", [filing(LOSER, 90_000)])
    for role, step in (
        (Role.ENTERPRISE_CLERK, "submit"),
        (Role.PARK_OFFICER, "pass"),
        (Role.STATISTICIAN, "check"),
        (Role.APPROVER, "close"),
    ):
        office.step(role, step, returns_of([LOSER]))
    merge = merged(LOSER.organisation, THIRD.organisation)
    assert merge.pk
