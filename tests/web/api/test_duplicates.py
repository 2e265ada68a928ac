"""Duplicates by calls alone: found, looked at, merged as previewed, undone; each decides only on what is his."""

import pytest
from tests.web.api.test_returns import post
from tests.web.organisations.conftest import code, entered, registered
from tests.web.zone import NANHAI, SHUNDE

from nanfeng.kinds.role import Role
from nanfeng.web.audit.services import Doer
from nanfeng.web.organisations import suspecting
from nanfeng.web.people.scope import SYSTEM, acting

SURVIVOR, LOSER = code(1), code(1, "440606")
PAIR = {"loser": LOSER, "survivor": SURVIVOR}
WHY = "同一营业执照"


@pytest.fixture
def twice(db) -> None:
    """One body of Shunde entered twice, and proposed to a person."""
    entered(1, "岭禾陶瓷有限公司", SHUNDE)
    registered(LOSER, "岭禾陶瓷有限公司", SHUNDE)
    with acting(SYSTEM, Doer("test")):
        assert suspecting.search() == 1


def test_a_pair_is_merged_as_previewed_and_parted_again(call, twice):
    caller = call(Role.STATISTICIAN)
    (suspect,) = caller.get("/api/v1/duplicates").json()["items"]
    assert {suspect["one"]["identifier"], suspect["other"]["identifier"]} == {LOSER, SURVIVOR}
    preview = caller.get("/api/v1/merges/preview", PAIR)
    said = preview.json()
    assert (preview.headers["ETag"], len(said["records"]), said["hidden"]) == (f'"{said["digest"]}"', 2, {})
    done = post(caller, "merges", PAIR | {"digest": said["digest"], "why": WHY})
    assert (done.status_code, done.json()["organisation"]) == (201, SURVIVOR)
    assert caller.get("/api/v1/duplicates").json()["items"] == []
    undone = post(caller, f"merges/{done.json()['id']}/undo", {"why": "核对有误"})
    assert undone.json()["undone"]
    assert [one["id"] for one in caller.get("/api/v1/merges").json()["items"]] == [done.json()["id"]]
    assert post(caller, f"merges/{done.json()['id']}/undo", {"why": "x"}).status_code == 409


def test_who_decides_by_an_older_preview_is_told_and_nothing_happens(call, twice):
    caller = call(Role.STATISTICIAN)
    digest = caller.get("/api/v1/merges/preview", PAIR).json()["digest"]
    row = {"organisation": LOSER, "name": "岭禾陶瓷有限公司", "kind": "enterprise", "address": "虚构路2号"}
    assert post(caller, "records/enterprise", {"rows": [row]}).status_code == 200
    assert post(caller, "merges", PAIR | {"digest": digest, "why": WHY}).status_code == 412
    assert caller.get("/api/v1/merges").json()["items"] == []


def test_a_pair_that_is_kept_apart_is_proposed_no_more(call, twice):
    caller = call(Role.STATISTICIAN)
    (suspect,) = caller.get("/api/v1/duplicates").json()["items"]
    assert post(caller, f"duplicates/{suspect['id']}/keep-apart", {"why": "两家公司"}).status_code == 200
    assert post(caller, f"duplicates/{suspect['id']}/keep-apart", {"why": "两家公司"}).status_code == 404
    assert caller.get("/api/v1/duplicates").json()["items"] == []


def test_an_officer_of_another_park_neither_sees_nor_merges_it(call, twice):
    officer = call(Role.PARK_OFFICER)
    assert officer.get("/api/v1/me").json()["parks"] == [NANHAI]
    assert officer.get("/api/v1/duplicates").json()["items"] == []
    assert officer.get("/api/v1/merges/preview", PAIR).status_code == 404
    assert post(officer, "merges", PAIR | {"digest": "", "why": WHY}).status_code == 404
