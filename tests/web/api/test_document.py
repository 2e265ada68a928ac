"""The OpenAPI document is complete and readable, and what it promises holds for every operation in it."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest
from django.test import Client
from ninja import Schema
from tests.web.api.test_sweep import Operation, operations
from tests.web.sweep.addresses import KINDS, in_document
from tests.web.sweep.planted import plant

from nanfeng.kinds.role import Role
from nanfeng.web.api.covering import NOUNS
from nanfeng.web.api.operations import api

EVERYWHERE = {"400", "401", "403", "404", "422", "429", "500", "503"}
WRITES = {"409", "412", "415"}


@cache
def document() -> dict:
    """The document as programs read it."""
    return json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"), default=str))


def described() -> dict[str, tuple[str, dict]]:
    """Every operation of the document with its method, by name."""
    found = (item for path in document()["paths"].values() for item in path.items())
    return {operation["operationId"]: (method, operation) for method, operation in found}


def parameters(operation: dict, place: str) -> dict[str, dict]:
    """The parameters that an operation takes in a place, by name."""
    return {each["name"]: each for each in operation["parameters"] if each["in"] == place}


def shapes(kind: type = Schema) -> Iterator[type]:
    """Every shape of ours."""
    for each in kind.__subclasses__():
        if each.__module__.startswith("nanfeng."):
            yield each
        yield from shapes(each)


def test_no_two_shapes_bear_one_name():
    names = Counter(each.__name__ for each in set(shapes()))
    assert [name for name, count in names.items() if count > 1] == []


def test_every_operation_is_there_and_says_what_it_does_in_both_languages():
    assert described().keys() == {each.name for each in operations()}
    for name, (_, operation) in described().items():
        assert re.fullmatch(r".*[\u4e00-\u9fff].* / .*[A-Za-z].*", operation["summary"]), name
        assert operation["description"].startswith(operation["summary"]), name
        assert set(operation["tags"]) <= {tag["name"] for tag in document()["tags"]} == set(NOUNS), name


def test_every_answer_of_every_operation_is_documented():
    for name, (method, operation) in described().items():
        answers = operation["responses"]
        expected = EVERYWHERE if method == "get" else EVERYWHERE | WRITES
        assert expected <= answers.keys(), name
        assert any(status < "300" for status in answers), name
        refusals = [answer for status, answer in answers.items() if status >= "400"]
        assert all(answer["content"].keys() == {"application/problem+json"} for answer in refusals), name
        assert "Retry-After" in answers["429"]["headers"], name


def test_every_write_takes_an_idempotency_key_and_every_replacement_needs_if_match():
    for name, (method, operation) in described().items():
        headers = parameters(operation, "header")
        assert ("Idempotency-Key" in headers) == (method != "get"), name
        if method == "put":
            assert headers["If-Match"]["required"], name
        if "If-Match" in headers:
            assert method != "get", name
            assert "ETag" in operation["responses"]["200"]["headers"], name


def test_every_list_that_is_paged_gives_the_cursor_of_what_follows():
    paged = {name: one for name, (_, one) in described().items() if "cursor" in parameters(one, "query")}
    assert len(paged) > 15
    for name, operation in paged.items():
        shape = operation["responses"]["200"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
        assert {"items", "next"} <= document()["components"]["schemas"][shape]["properties"].keys(), name


def admitted(operation: Operation) -> Role:
    """Somebody who may call it, and who writes where it does."""
    writers = (role for role in Role if role is not Role.AUDITOR)
    return next(role for role in (*writers, Role.AUDITOR) if operation.rule.admits(role, signed_in=True))


def sent(caller: Client, operation: Operation, query: str = "", **headers: str):
    """The answer to a call without content."""
    address = operation.address + query
    return caller.generic(operation.method, address, "{}", content_type="application/json", headers=headers)


@pytest.fixture
def callers(call) -> dict[Role, Client]:
    """A program for every role, its token covering everything."""
    return {role: call(role) for role in Role}


def test_who_calls_too_often_is_told_by_every_operation(callers, settings):
    settings.API_CALLS_A_MINUTE = {"token": 0, "address": 10**6}
    for operation in operations():
        answer = sent(callers[admitted(operation)], operation)
        assert (answer.status_code, int(answer.headers["Retry-After"]) > 0) == (429, True), operation


def test_no_write_is_done_under_a_key_that_is_none(callers):
    for operation in operations():
        if operation.method != "GET":
            answer = sent(callers[admitted(operation)], operation, **{"Idempotency-Key": "not a key"})
            assert answer.status_code == 422, operation
            assert "Idempotency-Key" in json.loads(answer.content)["detail"], operation


def test_every_list_refuses_a_cursor_that_it_has_not_given_out(callers, zone):
    for operation in operations():
        taken = parameters(described()[operation.name][1], "query")
        if "cursor" not in taken:
            continue
        needed = {"form": "enterprise", "other": "x"} | {"cursor": "made-up"}
        query = "?" + "&".join(f"{name}={value}" for name, value in needed.items() if name in taken)
        answer = sent(callers[admitted(operation)], operation, query)
        assert answer.status_code == (404 if "/x" in operation.address else 422), operation


ANYTHING = {
    "transition": "submit",
    "title": {"zh": "题", "en": "title"},
    "body": {"zh": "文", "en": "text"},
    "embargo": "2026-11-22",
    "version": 0,
    "values": {"application": "new"},
}
"""A content that fits every operation that takes `If-Match`."""


@pytest.mark.slow
def test_who_saw_another_state_is_refused_by_every_operation_that_takes_if_match(callers):
    there = plant()
    minding = [one for one in operations() if "If-Match" in parameters(described()[one.name][1], "header")]
    assert len(minding) > 4
    for operation in minding:
        (kind,) = {KINDS[begin] for begin in KINDS if in_document(begin) in operation.template}
        address = re.sub(r"{\w+}", there.things[kind][0].value, operation.template, count=1)
        caller = callers[admitted(operation)]
        required = parameters(described()[operation.name][1], "header")["If-Match"]["required"]
        wanted = {"": 428, '"another"': 412} if required else {'"another"': 412}
        for seen, status in wanted.items():
            answer = caller.generic(
                operation.method,
                address,
                json.dumps(ANYTHING),
                content_type="application/json",
                headers={"If-Match": seen},
            )
            assert answer.status_code == status, operation
