"""Every operation says who may call it, and whoever may not is refused: every operation by every role and by nobody."""

import re
from dataclasses import dataclass

import pytest
from django.test import Client

from nanfeng.kinds.role import Role
from nanfeng.web.api.covering import ALL, NOUNS, deed_of
from nanfeng.web.api.operations import api
from nanfeng.web.doors import Allowed

STAND_INS = {"int": "9", "path": "x/2023/zone"}


@dataclass(frozen=True)
class Operation:
    """An operation with its door."""

    name: str
    noun: str
    method: str
    template: str
    address: str
    rule: Allowed


def operations() -> list[Operation]:
    """Every operation of the API."""
    return [
        Operation(each.operation_id, each.view_func.noun, method, template(path), address(path), each.view_func.allowed)
        for bound in api._get_bound_routers()
        for path, found in bound.path_operations.items()
        for each in found.operations
        for method in each.methods
    ]


def template(path: str) -> str:
    """The address as the document has it."""
    return "/api/v1" + re.sub(r"{\w+:", "{", path)


def address(path: str) -> str:
    """The address with something in place of its parameters."""
    return "/api/v1" + re.sub(r"{(?:(\w+):)?\w+}", lambda part: STAND_INS.get(part[1] or "", "x"), path)


def called(client: Client, operation: Operation) -> int:
    return client.generic(operation.method, operation.address, "{}", content_type="application/json").status_code


def test_there_are_operations_on_every_noun_and_each_has_its_own_name():
    found = operations()
    assert len(found) > 50
    assert len({each.name for each in found}) == len(found)
    assert {each.noun for each in found} <= set(NOUNS)


def test_nobody_calls_only_what_is_public(db):
    for operation in operations():
        assert (called(Client(), operation) == 401) != operation.rule.public, operation


AT_ONCE = (Role.ENTERPRISE_CLERK, Role.AUDITOR)
OTHERS = [pytest.param(role, marks=pytest.mark.slow) for role in Role if role not in AT_ONCE]


@pytest.mark.parametrize("role", [*AT_ONCE, *OTHERS])
def test_each_role_calls_what_is_open_to_it_and_nothing_else(call, role):
    caller = call(role)
    for operation in operations():
        status = called(caller, operation)
        reads_only = role is Role.AUDITOR and operation.method != "GET"
        if not operation.rule.admits(role, signed_in=True) or reads_only:
            assert status == 403, operation
        assert status < 500, operation


def test_a_token_that_covers_nothing_of_a_noun_calls_none_of_it(call):
    for noun in NOUNS:
        caller = call(Role.STATISTICIAN, covers=[each for each in ALL if not each.startswith(f"{noun}:")])
        mine = [
            each for each in operations() if each.noun == noun and each.rule.admits(Role.STATISTICIAN, signed_in=True)
        ]
        assert all(called(caller, each) == 403 for each in mine), noun


def test_a_token_that_only_reads_writes_nothing(call):
    caller = call(Role.STATISTICIAN, covers=[f"{noun}:read" for noun in NOUNS])
    assert all(called(caller, each) == 403 for each in operations() if deed_of(each.method) == "write")
