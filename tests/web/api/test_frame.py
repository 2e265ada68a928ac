"""Calls come by token or session; every refusal is a problem in both languages."""

import json

import pytest
from django.test import Client

from nanfeng.kinds.role import Role
from nanfeng.web.api.models import Token
from nanfeng.web.api.problem import MEDIA_TYPE
from nanfeng.web.people.services import end

ME = "/api/v1/me"


def problem_of(answer) -> dict:
    assert answer.headers["Content-Type"] == MEDIA_TYPE, answer.content
    return json.loads(answer.content)


def test_a_token_acts_in_its_post(call):
    said = call(Role.PARK_OFFICER).get(ME).json()
    assert (said["post"]["role"], said["parks"]) == ("park_officer", ["park_nanhai"])


def test_a_session_calls_too(client, sign_in):
    assert sign_in(client, Role.PLANNER).get(ME).json()["post"]["role"] == "planner"


def test_nobody_is_told_in_both_languages_to_sign_in(db):
    answer = Client().get(ME)
    said = problem_of(answer)
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert said["words"]["title"] == {"zh": "需要登录或令牌", "en": "A session or a token is needed"}
    assert (said["status"], said["instance"]) == (401, ME)
    assert problem_of(Client().get(ME, headers={"Accept-Language": "en"}))["title"] == said["words"]["title"]["en"]


def test_a_token_opens_no_page(call):
    assert call(Role.STATISTICIAN).get("/records/").status_code == 302


@pytest.mark.parametrize("how", ["revoked", "expired", "post ended", "made up"])
def test_a_token_that_does_not_serve_is_nobody_even_with_a_session(call, client, sign_in, how):
    caller = call(Role.STATISTICIAN)
    token = Token.objects.get()
    if how == "revoked":
        Token.objects.update(revoked=token.made)
    if how == "expired":
        Token.objects.update(expires=token.made)
    if how == "post ended":
        end(token.post, "left")
    if how == "made up":
        caller = sign_in(client, Role.STATISTICIAN)
        caller.defaults["HTTP_AUTHORIZATION"] = "Bearer nf_made-up"
    assert caller.get(ME).status_code == 401


def test_a_token_does_only_what_it_covers(call):
    caller = call(Role.STATISTICIAN, covers=("account:read",), purposes=())
    assert caller.get(ME).json()["purposes"] == ["public"]
    assert caller.get("/api/v1/records?form=monthly_return").status_code == 403
    assert caller.get(ME).json()["writes"] is False


def test_a_session_writes_only_with_its_csrf_token(people):
    client = Client(enforce_csrf_checks=True)
    client.force_login(people[Role.STATISTICIAN], backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.post("/api/v1/records/enterprise", "{}", content_type="application/json")
    assert (answer.status_code, "X-CSRFToken" in problem_of(answer)["detail"]) == (403, True)


@pytest.mark.parametrize(
    ("path", "status"),
    [("/api/v1/nothing", 404), ("/api/v1/", 404), ("/api/v1/forms/%00", 400), ("/api/v1/jobs/9" + "9" * 40, 422)],
)
def test_strange_addresses_are_problems(call, path, status):
    answer = call(Role.AUDITOR).get(path)
    assert (answer.status_code, problem_of(answer)["status"]) == (status, status)


@pytest.mark.parametrize(
    "body", ["{", "[" * 10**5, '{"rows": NaN}', '{"a":1,"a":2}', '"\\ud800"', '"\\u0000"', "9" * 9999]
)
def test_a_body_that_is_no_json_is_refused(call, body):
    answer = call(Role.STATISTICIAN).post("/api/v1/records/enterprise", body, content_type="application/json")
    assert (answer.status_code, problem_of(answer)["status"]) == (400, 400)


def test_another_method_is_a_problem_that_says_which_are_there(call):
    answer = call(Role.STATISTICIAN).put(ME)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET")
    problem_of(answer)


def test_who_calls_too_often_is_told_how_long_to_wait(settings, call):
    settings.API_CALLS_A_MINUTE = {"token": 3, "address": 1000}
    caller = call(Role.AUDITOR)
    answers = [caller.get(ME) for _ in range(8)]
    refused = [answer for answer in answers if answer.status_code == 429]
    assert refused
    assert 1 <= int(refused[0].headers["Retry-After"]) <= 60
    problem_of(refused[0])
    assert call(Role.PLANNER).get(ME).status_code == 200
