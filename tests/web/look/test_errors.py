"""Pages for when something goes wrong: what it was, and how to go on."""

import resource

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import Http404
from django.test import Client, RequestFactory

from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text
from nanfeng.web import city
from nanfeng.web.look import errors
from nanfeng.web.records.models import Sending

FRESH = {"HTTP_ACCEPT_LANGUAGE": "en"}


@pytest.fixture
def reader() -> Client:
    return Client(raise_request_exception=False, **FRESH)


def test_a_page_that_is_not_there_is_said_in_the_readers_language(db, reader):
    answer = reader.get("/nowhere/")
    assert answer.status_code == 404
    assert "Page not found" in answer.content.decode()
    assert "没有找到这个页面" in reader.get("/nowhere/", HTTP_ACCEPT_LANGUAGE="zh").content.decode()


def test_a_page_closed_to_a_role_says_in_which_one_acts(signed_in, db):
    client = signed_in("park_officer", park="park_nanhai")
    answer = client.get("/look/", **FRESH)
    assert answer.status_code == 403
    assert "park officer · Nanhai Park" in answer.content.decode()


def test_words_that_a_view_gives_are_shown(db):
    request = RequestFactory().get("/")
    words = Text("园区已撤并", "the park was merged away")
    assert words.zh in errors.not_found(request, Http404(words)).content.decode()
    assert words.zh in errors.forbidden(request, PermissionDenied(words)).content.decode()


def test_what_programmers_say_is_not_shown(db):
    request = RequestFactory().get("/")
    assert "scope.condition" not in errors.not_found(request, Http404("scope.condition")).content.decode()


def test_too_much_at_once_is_said_as_such(db):
    answer = errors.bad_request(RequestFactory().get("/"), RequestDataTooBig("body exceeded"))
    assert answer.status_code == 413
    assert "没有保存" in answer.content.decode()


def test_a_form_without_its_token_is_told_to_reload(db):
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/i18n/setlang/", {"language": "en"})
    assert answer.status_code == 403
    assert "表单已经失效" in answer.content.decode()


@pytest.fixture
def database_away():
    """Send the next connections to a port where nobody listens; afterwards the database is back."""
    kept = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict |= {"HOST": "127.0.0.1", "PORT": "9"}
    yield lambda: connection.settings_dict.update(kept)
    connection.close()
    connection.settings_dict.update(kept)


def test_while_the_database_is_away_a_page_says_so_and_recovery_needs_no_help(transactional_db, reader, database_away):
    for path in ["/", "/nowhere/", "/accounts/login/"]:
        answer = reader.get(path)
        assert answer.status_code == 503
        assert answer["Retry-After"] == "10"
        assert "Out of service for a moment" in answer.content.decode()
    database_away()
    assert reader.get("/").status_code == 200


def test_a_fault_of_ours_is_500_and_asks_the_database_for_nothing(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        answer = errors.server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "系统出错了" in answer.content.decode()


def test_a_disk_that_takes_no_more_is_said_and_nothing_of_a_file_is_kept(db, sign_in):
    client = sign_in(Client(raise_request_exception=False), Role.STATION_STAFF)
    sheet = SimpleUploadedFile("v.csv", bytes(100_000))
    before = set((city.home() / "sent").glob("*"))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, hard))
    try:
        answer = client.post("/records/", {"form": "tutoring_visit", "file": sheet}, **FRESH)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (answer.status_code, "The disk is full" in answer.content.decode()) == (503, True)
    assert set((city.home() / "sent").glob("*")) == before
    assert not Sending.objects.exists()
