"""People who fill in the same return at the same moment: one is first, all others are told, and nothing is lost."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from tests.web.returns.conftest import returns_of
from tests.web.zone import OWN

from nanfeng.kinds.role import Role
from nanfeng.web.audit.services import Doer
from nanfeng.web.people.scope import SYSTEM, Scope, acting
from nanfeng.web.records.models import Record
from nanfeng.web.returns.refusals import StaleError
from nanfeng.web.returns.services import save, token

CLERK = Scope(organisations=(OWN.organisation,), writes=True)


@pytest.mark.django_db(transaction=True)
def test_of_eight_who_save_at_once_one_is_kept_and_the_others_are_told(call):
    (one,) = returns_of([OWN])
    seen = token(one)

    def attempt(number: int) -> bool:
        try:
            with acting(CLERK, Doer(f"clerk{number}@example.org", Role.ENTERPRISE_CLERK.value, OWN.organisation)):
                return save(one, seen, [{"output": str(90_000 + number), "revenue": "95000"}]).kept
        except StaleError:
            return False
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        kept = list(pool.map(attempt, range(8)))
    assert sorted(kept) == [False] * 7 + [True]
    with acting(SYSTEM, Doer("test")):
        (record,) = Record.objects.filter(form="monthly_return")
    assert record.content["output"] == f"{(90_000 + kept.index(True)) * 1000}.00"
