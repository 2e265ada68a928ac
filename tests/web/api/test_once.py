"""A write that names an idempotency key is done once, however often and however fast it is sent."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from tests.web.zone import NANHAI, enterprise

from nanfeng.kinds.role import Role
from nanfeng.web.api.models import Answer
from nanfeng.web.api.once import KEPT
from nanfeng.web.api.tasks import forget_answers
from nanfeng.web.audit.services import Doer
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.records.models import Record

NEW = enterprise(7, NANHAI).organisation


def filed(caller: Client, name: str = "试一", key: str = "one"):
    row = {"organisation": NEW, "name": name, "kind": "enterprise", "established": "2019-05-06", "address": "虚构路1号"}
    headers = {"Idempotency-Key": key} if key else {}
    return caller.post("/api/v1/records/enterprise", {"rows": [row]}, content_type="application/json", headers=headers)


def test_the_same_again_is_answered_again_and_nothing_is_done(call):
    caller = call(Role.STATISTICIAN)
    first, again = filed(caller), filed(caller)
    assert (first.status_code, first.json()["accepted"]) == (200, 1), first.json()
    assert (again.json(), again.headers["Idempotency-Replayed"]) == (first.json(), "true")
    assert "Idempotency-Replayed" not in first.headers


def test_another_request_under_the_same_key_is_refused(call):
    caller = call(Role.STATISTICIAN)
    filed(caller)
    assert filed(caller, name="试二").status_code == 422
    assert filed(caller, name="试二", key="two").status_code == 200


def test_a_refused_write_leaves_its_key_free(call):
    caller = call(Role.STATISTICIAN)
    assert filed(caller, name="").status_code == 422
    assert filed(caller).status_code == 200


def test_a_key_belongs_to_who_sent_it(call):
    filed(call(Role.STATISTICIAN))
    assert "Idempotency-Replayed" not in filed(call(Role.PARK_OFFICER)).headers


def test_old_answers_are_forgotten(call):
    filed(call(Role.STATISTICIAN))
    with acting(SYSTEM, Doer()):
        Answer.objects.update(made=timezone.now() - KEPT - timedelta(seconds=1))
    forget_answers()
    with acting(SYSTEM, Doer()):
        assert not Answer.objects.exists()


@pytest.mark.parametrize("key", ["", " ", "a b", "x" * 201])
def test_a_key_that_is_none_is_refused(call, key):
    answer = call(Role.STATISTICIAN).post("/api/v1/sendings", headers={"Idempotency-Key": key})
    assert answer.status_code == 422


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_make_one_row(call):
    caller = call(Role.STATISTICIAN)

    def send(_number: int) -> int:
        try:
            client = Client(headers={"Authorization": caller.defaults["HTTP_AUTHORIZATION"]})
            return filed(client).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as threads:
        assert set(threads.map(send, range(20))) == {200}
    with acting(SYSTEM, Doer()):
        assert (Record.objects.count(), Answer.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_what_a_stranger_reports_twice_under_one_key_is_taken_once():
    body = {"kind": "error", "text": "第3行的数字不对"}
    headers = {"Idempotency-Key": "one"}
    first, again = (
        Client().post("/api/v1/error-reports", body, content_type="application/json", headers=headers) for _ in range(2)
    )
    assert first.status_code == 201, first.json()
    assert (again.json(), again.headers["Idempotency-Replayed"]) == (first.json(), "true")
