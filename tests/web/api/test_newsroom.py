"""Articles by calls alone: written, changed by who saw the last state, published by another, withdrawn."""

import pytest
from django.test import Client
from tests.web.api.test_returns import post

from nanfeng.kinds.role import Role
from nanfeng.web import clock

ROOM = "newsroom/articles"


def wish(body: str = "无数字。", **said: str) -> dict:
    embargo = clock.today().isoformat()
    return {"title": {"zh": "消息", "en": "News"}, "body": {"zh": body, "en": body}, "embargo": embargo} | said


def put(caller: Client, number: int, body: dict, **headers: str):
    return caller.put(f"/api/v1/{ROOM}/{number}", body, content_type="application/json", headers=headers)


@pytest.fixture
def planner(call) -> Client:
    return call(Role.PLANNER)


def test_an_article_is_written_changed_published_by_another_and_withdrawn(planner, call):
    approver = call(Role.APPROVER)
    made = post(planner, ROOM, wish())
    number, first = made.json()["id"], made.headers["ETag"]
    assert made.status_code == 201
    changed = put(planner, number, wish("改过。"), **{"If-Match": first})
    assert (changed.status_code, changed.json()["version"]) == (200, 2)
    assert Client().get("/api/v1/articles").json()["items"] == []
    assert post(planner, f"{ROOM}/{number}/publish", {}).status_code == 403
    published = post(approver, f"{ROOM}/{number}/publish", {}, **{"If-Match": changed.headers["ETag"]})
    assert published.json()["published_by"] == "approver@example.org"
    assert [one["body"]["zh"] for one in Client().get("/api/v1/articles").json()["items"]] == ["改过。"]
    assert put(planner, number, wish(), **{"If-Match": published.headers["ETag"]}).status_code == 409
    post(approver, f"{ROOM}/{number}/withdraw", {})
    assert Client().get("/api/v1/articles").json()["items"] == []


def test_who_did_not_see_the_last_state_is_told_and_nothing_is_lost(planner):
    made = post(planner, ROOM, wish())
    number, first = made.json()["id"], made.headers["ETag"]
    assert put(planner, number, wish("甲")).status_code == 428
    assert put(planner, number, wish("甲"), **{"If-Match": first}).status_code == 200
    late = put(planner, number, wish("乙"), **{"If-Match": first})
    assert (late.status_code, late.json()["status"]) == (412, 412)
    assert planner.get(f"/api/v1/{ROOM}/{number}").json()["body"]["zh"] == "甲"


def test_an_article_that_cites_what_is_not_out_says_so_and_is_not_published(planner, call):
    made = post(planner, ROOM, wish("[[industrial_output/1999/zone]]")).json()
    assert "尚未公布" in made["faults"][0]["zh"]
    refused = post(call(Role.APPROVER), f"{ROOM}/{made['id']}/publish", {})
    assert (refused.status_code, "尚未公布" in refused.json()["errors"][0]["wrong"]["zh"]) == (409, True)


@pytest.mark.parametrize("said", [{"body": {"zh": " ", "en": "x"}}, {"release": "none"}, {"kind": "advertisement"}])
def test_what_is_no_article_is_refused(planner, said):
    assert post(planner, ROOM, wish() | said).status_code == 422
