"""Paging neither loops nor skips, whatever comes and goes meanwhile."""

from itertools import count

import pytest
from django.core import signing
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nanfeng.kinds.role import Role
from nanfeng.web.api.paging import Order, Paging, part, part_of
from nanfeng.web.api.problem import ProblemError
from nanfeng.web.people.models import User

ORDER = Order("people", ("-language", "name", "pk"))
LETTERS = st.sampled_from("ab")
PEOPLE = st.lists(st.tuples(LETTERS, LETTERS), max_size=12)


_COUNTED = count()


def add(people) -> set[int]:
    made = [User(email=f"{next(_COUNTED)}@example.org", language=language, name=name) for language, name in people]
    return {user.pk for user in User.objects.bulk_create(made)}


DURING = st.lists(st.tuples(PEOPLE, st.sets(st.integers(0, 11), max_size=4)), max_size=4)
"""What happens between pages: who comes, and the places of who goes."""


def go_away(there: list[int], places: set[int]) -> set[int]:
    """Delete those who were there at these places, and tell who they were."""
    gone = {there[place] for place in places if place < len(there)}
    User.objects.filter(pk__in=gone).delete()
    return gone


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(before=PEOPLE, during=DURING, limit=st.integers(1, 5))
def test_who_was_there_all_the_time_comes_exactly_once(db, before, during, limit):
    User.objects.all().delete()
    there, gone, seen, cursor = sorted(add(before)), set(), [], ""
    meanwhile = iter(during)
    while cursor is not None:
        found = part(User.objects.all(), ORDER, Paging(cursor=cursor, limit=limit))
        seen += [user.pk for user in found.rows]
        cursor = found.next
        come, places = next(meanwhile, ([], set()))
        add(come)
        gone |= go_away(there, places)
    assert len(seen) == len(set(seen))
    assert set(there) - gone <= set(seen)


NUMBERS = st.sets(st.integers(0, 30), max_size=15)


@given(stay=NUMBERS, others=st.lists(NUMBERS, min_size=1, max_size=6), limit=st.integers(1, 5))
def test_so_it_is_in_a_list_that_is_computed_anew_for_every_page(stay, others, limit):
    seen, cursor, turn = [], "", 0
    while cursor is not None:
        rows = stay | others[turn % len(others)]
        found = part_of(rows, "numbers", lambda one: (one / 7, str(one)), Paging(cursor=cursor, limit=limit))
        seen, cursor, turn = seen + found.rows, found.next, turn + 1
    assert len(seen) == len(set(seen))
    assert stay <= set(seen)


@pytest.mark.parametrize(
    "cursor",
    ["x", signing.dumps(["a"], salt="api people"), signing.dumps(["a", "b", 1], salt="api others")],
    ids=["no cursor", "too short", "of another list"],
)
def test_a_cursor_of_another_list_is_refused(db, cursor):
    with pytest.raises(ProblemError):
        part(User.objects.all(), ORDER, Paging(cursor=cursor, limit=1))


def test_a_list_is_walked_by_its_cursors(call, zone):
    caller, seen, cursor = call(Role.AUDITOR), [], ""
    while cursor is not None:
        page = caller.get("/api/v1/records", {"form": "enterprise", "limit": 4, "cursor": cursor}).json()
        seen += [item["organisation"] for item in page["items"]]
        cursor = page["next"]
    assert sorted(seen) == sorted(one.organisation for one in zone)
