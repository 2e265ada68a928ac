"""Programs that change the same thing at the same moment: one is first, the others are told, and nothing is lost."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client
from tests.web.api.test_newsroom import ROOM, put, wish
from tests.web.api.test_once import NEW
from tests.web.api.test_returns import post

from nanfeng.kinds.role import Role
from nanfeng.web.audit.services import Doer
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.records.models import Record

AT_ONCE = 8

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def at_once(caller: Client, act) -> list[int]:
    """The answers to the same act of several, each over a connection of its own."""

    def go(number: int) -> int:
        try:
            own = Client(headers={"Authorization": caller.defaults["HTTP_AUTHORIZATION"]})
            return act(own, number).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return sorted(threads.map(go, range(AT_ONCE)))


def filed(caller: Client, name: str, version: int):
    row = {"organisation": NEW, "name": name, "kind": "enterprise", "established": "2019-05-06", "_version": version}
    return post(caller, "records/enterprise", {"rows": [row | {"address": "虚构路1号"}]})


def test_of_many_who_correct_one_record_one_is_kept_and_the_others_are_told(call):
    caller = call(Role.STATISTICIAN)
    assert filed(caller, "试岭制造有限公司", 0).status_code == 200
    answers = at_once(caller, lambda own, number: filed(own, f"试岭第{number}制造有限公司", 1))
    assert answers == [200] + [412] * (AT_ONCE - 1)
    with acting(SYSTEM, Doer("test")):
        assert sorted(Record.objects.values_list("version", "current")) == [(1, False), (2, True)]
    told = filed(caller, "试岭乙制造有限公司", 1).json()["errors"][0]
    assert "第2版" in told["wrong"]["zh"]


def test_of_many_who_change_one_article_one_is_kept_and_the_others_are_told(call):
    caller = call(Role.PLANNER)
    made = post(caller, ROOM, wish())
    number, seen = made.json()["id"], {"If-Match": made.headers["ETag"]}
    answers = at_once(caller, lambda own, each: put(own, number, wish(f"第{each}稿"), **seen))
    assert answers[0] == 200
    assert set(answers[1:]) <= {409, 412}
    assert caller.get(f"/api/v1/{ROOM}/{number}").json()["version"] == 2
