"""Two writers at once: no limit is overdrawn, no number is given twice or left out, nothing is there twice."""

import threading
from collections.abc import Callable
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from tests.web.programmes.conftest import TRIAL, begun

from nanfeng.cases.attempt import FlowError
from nanfeng.kinds.role import Role
from nanfeng.web.audit.services import Doer
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.programmes import services
from nanfeng.web.programmes.models import Case, Taken

pytestmark = pytest.mark.django_db(transaction=True)


def together(acts: list[Callable[[], object]]) -> tuple[list[object], list[FlowError]]:
    """Everybody acts at the same moment, each in his own thread and connection."""
    gate, won, told = threading.Barrier(len(acts)), [], []

    def run(act: Callable[[], object]) -> None:
        try:
            gate.wait()
            won.append(act())
        except FlowError as error:
            told.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return won, told


def approving(work, number: str) -> Callable[[], Case]:
    return lambda: work.step(Role.APPROVER, number, "approve")


def test_of_fifty_at_once_one_gets_the_last_seat_and_the_others_are_told_which_limit(redefine, work):
    redefine({"total = 20": "total = 1"})
    numbers = [work.begin() for _ in range(50)]
    for number in numbers:
        work.ready(number)
    won, told = together([approving(work, number) for number in numbers])
    assert (len(won), len(told)) == (1, 49)
    assert {issue.code for error in told for issue in error.issues} == {"limit"}
    assert all("'seats'" in error.issue.wrong.en for error in told)
    with acting(SYSTEM, Doer("test")):
        assert Taken.objects.filter(limit="seats").count() == 1
        assert Case.objects.filter(stage="approved").count() == 1


def test_a_budget_is_not_overdrawn_by_two(work):
    numbers = [work.begin(values={"forklifts": 20, "requested": Decimal(3_000_000)}) for _ in range(2)]
    for number in numbers:
        work.ready(number, "160")
    won, told = together([approving(work, number) for number in numbers])
    assert (len(won), len(told)) == (1, 1)
    assert [issue.at for issue in told[0].issues] == ["budget"]


def test_many_who_begin_at_once_get_numbers_without_a_gap(work):
    together([work.begin for _ in range(12)])
    with acting(SYSTEM, Doer("test")):
        serials = sorted(Case.objects.filter(programme=TRIAL).values_list("serial", flat=True))
    assert serials == list(range(1, 13))


def test_what_a_phone_sends_twice_is_one_case(acting_as):
    client = uuid4()

    def send() -> str:
        with acting_as(Role.PARK_OFFICER):
            return services.begin(begun(client=client)).number

    won, _ = together([send for _ in range(8)])
    assert len(set(won)) == 1
    with acting(SYSTEM, Doer("test")):
        assert Case.objects.count() == 1
