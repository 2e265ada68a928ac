"""The first page: the desk of each role, and what the public finds."""

import pytest
from django.test import Client

from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text
from nanfeng.web.look import chart_script, desk
from nanfeng.web.look.desk import Card, Urgency


def test_the_desk_shows_what_presses_first_and_leaves_out_what_is_done(signed_in, monkeypatch):
    cards = [
        Card(Text("待办甲", "calm"), 3, "/a/"),
        Card(Text("待办乙", "late"), 1, "/b/", Urgency.LATE, Text("已逾期", "late")),
        Card(Text("待办丙", "none"), 0, "/c/"),
    ]
    monkeypatch.setattr(desk, "offered", lambda *_: (lambda _request: cards,))
    page = signed_in("statistician").get("/").content.decode()
    assert page.index("待办乙") < page.index("待办甲")
    assert "待办丙" not in page


def test_the_public_has_no_desk(db):
    page = Client().get("/").content.decode()
    assert "工作台" not in page
    assert "佛山国家高新技术产业开发区" in page


def test_the_demonstration_says_that_it_is_one(db):
    assert "合成演示数据" in Client().get("/").content.decode()


def test_the_first_page_asks_little_of_the_database(signed_in, django_assert_max_num_queries):
    client = signed_in("auditor")
    client.get("/")
    with django_assert_max_num_queries(18):
        client.get("/")


def test_the_script_of_charts_may_be_kept_for_ever_and_an_old_one_is_gone(db):
    answer = Client().get(f"/look/charts-{chart_script.DIGEST}.js", HTTP_ACCEPT_ENCODING="gzip")
    assert "immutable" in answer["Cache-Control"]
    assert answer["Content-Encoding"] == "gzip"
    assert Client().get("/look/charts-0123456789abcdef.js").status_code == 404


@pytest.mark.parametrize("role", list(Role))
def test_components_are_for_the_administrator(signed_in, role):
    expected = 200 if role is Role.ADMINISTRATOR else 403
    assert signed_in(role.value).get("/look/").status_code == expected
