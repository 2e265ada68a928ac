"""Two writers at once: no limit is overdrawn, no number is given twice or left out, nothing is there twice."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from uuid import uuid4

import pytest
from tests.web.programmes.conftest import TRIAL, AtOnce, begun

from nanfeng.cases.attempt import FlowError
from nanfeng.kinds.role import Role
from nanfeng.web.audit.services import Doer
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.programmes import services
from nanfeng.web.programmes.models import Case, Taken

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass(frozen=True)
class Outcome:
    """What came of several who acted at once: what was done, and why the others were refused."""

    won: list[object]
    told: list[FlowError]


@pytest.fixture
def together(at_once: AtOnce) -> Callable[[Sequence[Callable[[], object]]], Outcome]:
    """Everybody acts at the same moment, and some may be refused."""

    def run(acts: Sequence[Callable[[], object]]) -> Outcome:
        came = at_once([partial(tried, act) for act in acts])
        told = [one for one in came if isinstance(one, FlowError)]
        return Outcome([one for one in came if not isinstance(one, FlowError)], told)

    return run


def tried(act: Callable[[], object]) -> object:
    try:
        return act()
    except FlowError as error:
        return error


def approving(work, number: str) -> Callable[[], Case]:
    return lambda: work.step(Role.APPROVER, number, "approve")


def test_of_fifty_at_once_one_gets_the_last_seat_and_the_others_are_told_which_limit(redefine, together, work):
    redefine({"total = 20": "total = 1"})
    numbers = [work.begin() for _ in range(50)]
    for number in numbers:
        work.ready(number)
    found = together([approving(work, number) for number in numbers])
    assert (len(found.won), len(found.told)) == (1, 49)
    assert {issue.code for error in found.told for issue in error.issues} == {"limit"}
    assert all("'seats'" in error.issue.wrong.en for error in found.told)
    with acting(SYSTEM, Doer("test")):
        assert Taken.objects.filter(limit="seats").count() == 1
        assert Case.objects.filter(stage="approved").count() == 1


def test_a_budget_is_not_overdrawn_by_two(together, work):
    numbers = [work.begin(values={"forklifts": 20, "requested": Decimal(3_000_000)}) for _ in range(2)]
    for number in numbers:
        work.ready(number, "160")
    found = together([approving(work, number) for number in numbers])
    assert (len(found.won), len(found.told)) == (1, 1)
    assert [issue.at for issue in found.told[0].issues] == ["budget"]


def test_many_who_begin_at_once_get_numbers_without_a_gap(together, work):
    together([work.begin for _ in range(12)])
    with acting(SYSTEM, Doer("test")):
        serials = sorted(Case.objects.filter(programme=TRIAL).values_list("serial", flat=True))
    assert serials == list(range(1, 13))


def test_what_a_phone_sends_twice_is_one_case(together, acting_as):
    client = uuid4()

    def send() -> str:
        with acting_as(Role.PARK_OFFICER):
            return services.begin(begun(client=client)).number

    found = together([send for _ in range(8)])
    assert len(set(found.won)) == 1
    with acting(SYSTEM, Doer("test")):
        assert Case.objects.count() == 1
