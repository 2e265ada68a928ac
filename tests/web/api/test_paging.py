"""Paging neither loops nor skips, whatever is added meanwhile."""

from itertools import count

import pytest
from django.core import signing
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nanfeng.kinds.role import Role
from nanfeng.web.api.paging import Order, Paging, part
from nanfeng.web.api.problem import ProblemError
from nanfeng.web.people.models import User

ORDER = Order("people", ("-language", "name", "pk"))
LETTERS = st.sampled_from("ab")
PEOPLE = st.lists(st.tuples(LETTERS, LETTERS), max_size=12)


_COUNTED = count()


def add(people) -> set[int]:
    made = [User(email=f"{next(_COUNTED)}@example.org", language=language, name=name) for language, name in people]
    return {user.pk for user in User.objects.bulk_create(made)}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(before=PEOPLE, during=st.lists(PEOPLE, max_size=4), limit=st.integers(1, 5))
def test_who_was_there_all_the_time_comes_exactly_once(db, before, during, limit):
    User.objects.all().delete()
    there, seen, cursor = add(before), [], ""
    meanwhile = iter(during)
    while cursor is not None:
        found = part(User.objects.all(), ORDER, Paging(cursor=cursor, limit=limit))
        seen += [user.pk for user in found.rows]
        cursor = found.next
        add(next(meanwhile, []))
    assert len(seen) == len(set(seen))
    assert there <= set(seen)


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
