"""Strange calls, made from the API's own document, as everybody: nothing breaks, and no answer is undocumented."""

import json

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.conftest import PROVE

from nanfeng.kinds.role import Role
from nanfeng.web.api.operations import api

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
CASES = 10 if PROVE else 2
"""Cases of an operation for a role, right ones and as many wrong ones: 20,000 in all at full length."""


def schema():
    document = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"), default=str))
    made = schemathesis.openapi.from_dict(document)
    made.app = get_wsgi_application()
    return made


@pytest.mark.slow
@pytest.mark.prove
@pytest.mark.parametrize("role", list(Role))
def test_no_call_breaks_and_no_answer_is_undocumented(token, role):
    headers = {"Authorization": f"Bearer {token(role)}"}
    called = []
    for found in schema().get_all_operations():
        operation = found.ok()
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            _call(operation, mode, headers, called)
    assert len(called) > 200


def _call(operation, mode, headers, called) -> None:
    @settings(
        max_examples=CASES,
        deadline=None,
        database=None,
        derandomize=not PROVE,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(data=st.data())
    def ask(data) -> None:
        case = data.draw(operation.as_strategy(generation_mode=mode))
        called.append(case)
        case.call_and_validate(headers=headers, checks=CHECKS)

    ask()
