"""Lists, the board and the programme's page ask no more where there is more."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.programmes.conftest import TRIAL, seen
from tests.web.zone import ENTERPRISES, OWN

from nanfeng.kinds.role import Role
from nanfeng.web import city, clock
from nanfeng.web.programmes import services
from nanfeng.web.programmes.models import Case
from nanfeng.web.programmes.queries import lists, one, programme
from nanfeng.web.programmes.queries.lists import Which


def trial():
    return city.pack().programmes[TRIAL]


def test_the_board_shows_the_most_pressing_of_each_stage(work, acting_as):
    numbers = [work.begin(enterprise) for enterprise in ENTERPRISES[:3]]
    work.approve(numbers[0])
    with acting_as(Role.PARK_OFFICER):
        applied, approved, *_ = lists.board(trial(), Which(), size=1)
    assert (applied.count, [case.number for case in applied.cases]) == (2, [numbers[1]])
    assert [case.number for case in approved.cases] == [numbers[0]]


def test_what_is_due_and_late_and_ones_own(work, acting_as):
    number, other = work.begin(), work.begin(ENTERPRISES[1])
    with acting_as(Role.PARK_OFFICER) as post:
        Case.objects.filter(number=other).update(due=clock.now() - timedelta(hours=1))
        services.hand_over(number, post.user.email)
        services.hand_over(other, "")
        assert [case.number for case in lists.mine()] == [number]
        assert [case.number for case in lists.late()] == [other]
        assert [case.number for case in lists.due(timedelta(days=40))] == [number]
    with acting_as(Role.ENTERPRISE_CLERK):
        assert [case.number for case in lists.mine()] == [number]


@pytest.mark.parametrize("text", [OWN.name[2:5], OWN.organisation[-6:], f"{TRIAL}-"])
def test_cases_are_found_by_what_people_write(work, acting_as, text):
    number = work.begin()
    with acting_as(Role.PARK_OFFICER):
        assert [case.number for case in lists.matching(Which(text=text))] == [number]
        assert not lists.matching(Which(text="没有这家")).exists()


def test_planners_see_how_far_cases_come_and_what_is_taken(work, acting_as):
    first, second = work.begin(), work.begin(ENTERPRISES[1])
    work.approve(first)
    with acting_as(Role.PLANNER):
        applied, approved, *_ = programme.funnel(trial())
        assert (applied.came, applied.now, applied.days) == (2, 1, 0.0)
        assert (approved.came, approved.now, approved.days) == (1, 1, None)
        seats, budget = programme.limits(trial())
        assert (seats.taken, seats.free) == (Decimal(1), Decimal(19))
        assert budget.free == Decimal(2_700_000)
        assert programme.standing() == {TRIAL: {"active": 2}}
    assert second


@pytest.mark.parametrize(("days", "median"), [([10, 20], 15), ([10, 20, 40], 20)])
def test_how_long_cases_stand_in_a_stage_is_the_median(work, acting_as, days, median):
    begun_at = clock.now() - timedelta(days=100)
    for stood in days:
        number = work.begin(happened=begun_at)
        work.step(Role.PARK_OFFICER, number, "withdraw", reason="搬迁", happened=begun_at + timedelta(days=stood))
    with acting_as(Role.PLANNER):
        applied, *_ = programme.funnel(trial())
    assert (applied.came, applied.now, applied.days) == (len(days), 0, median)


ASKED: dict[str, Callable[[], object]] = {
    "board": lambda: lists.board(trial(), Which()),
    "mine": lambda: list(lists.mine()),
    "late": lambda: list(lists.late()),
    "table": lambda: list(lists.matching(Which(text="试岭"))[:50]),
    "funnel": lambda: programme.funnel(trial()),
    "limits": lambda: programme.limits(trial()),
    "rounds": lambda: programme.rounds(trial()),
    "case": lambda: one.shown(seen(f"{TRIAL}-{clock.today().year}-0001")),
}


def test_nothing_asks_more_where_there_is_more(work, acting_as):
    number = work.begin()
    few = counted(acting_as)
    for enterprise in ENTERPRISES[:3] * 2:
        work.begin(enterprise)
    with acting_as(Role.PARK_OFFICER):
        services.say(number, "请补充材料")
        services.say(number, "收到后告知")
        services.add_task(number, "回访", clock.today())
    work.approve(number)
    assert counted(acting_as) == few


ONE_PROGRAMME = f"/cases/programmes/{TRIAL}/"
PAGES = (
    *("/cases/", "/cases/?text=试岭", f"/cases/?text={TRIAL}", "/cases/calendar/", "/cases/programmes/"),
    *(ONE_PROGRAMME, f"{ONE_PROGRAMME}?text=试岭"),
    *(f"{ONE_PROGRAMME}?view={view}" for view in ("table", "table&stage=applied", "table&text=试岭", "figures")),
)


def test_pages_send_no_more_queries_where_there_are_more_cases(work, acting_as, sign_in):
    officer = sign_in(Client(), Role.PARK_OFFICER)
    for enterprise in ENTERPRISES[:2]:
        work.begin(enterprise)
    few = sent(officer)
    for enterprise in ENTERPRISES[:3] * 3:
        number = work.begin(enterprise)
        with acting_as(Role.PARK_OFFICER):
            services.say(number, "请补充材料")
            services.add_task(number, "回访", clock.today())
    work.approve(work.begin())
    assert sent(officer) == few


def sent(client: Client) -> dict[str, int]:
    found = {}
    for page in PAGES:
        client.get(page)  # what is kept in memory is read
        with CaptureQueriesContext(connection) as captured:
            assert client.get(page).status_code == 200
        found[page] = len(captured)
    return found


def counted(acting_as) -> dict[str, int]:
    found = {}
    with acting_as(Role.PARK_OFFICER):
        ASKED["case"]()  # what is kept in memory is read
        for name, ask in ASKED.items():
            with CaptureQueriesContext(connection) as captured:
                ask()
            found[name] = len(captured)
    return found
