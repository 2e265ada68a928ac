"""Strange calls, made from the API's own document, as everybody: nothing breaks, and no answer is undocumented."""

import json
from collections import Counter
from itertools import product

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import Failure
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.conftest import PROVE

from nanfeng.kinds.role import Role
from nanfeng.web.api.operations import api

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
CASES = 10 if PROVE else 1
"""Right cases of an operation, and as many wrong ones, each called by every role: 20,000 calls at full length."""
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)


@pytest.fixture(autouse=True)
def one_connection():
    """Keep the test's connection to the database open from call to call, as Django's own test client does."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


def schema():
    document = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"), default=str))
    made = schemathesis.openapi.from_dict(document)
    made.app = get_wsgi_application()
    return made


@pytest.mark.slow
@pytest.mark.prove
def test_no_call_of_any_role_breaks_and_no_answer_is_undocumented(token):
    callers = [{"Authorization": f"Bearer {token(role)}"} for role in Role]
    answered, faults = Counter(), []
    for found, mode in product(schema().get_all_operations(), MODES):
        try:
            _call(found.ok(), mode, callers, answered)
        except Unsatisfiable:  # nothing of it can be sent wrongly
            continue
        except (Failure, BaseExceptionGroup) as fault:
            faults.append(fault)
    assert not faults, "\n\n".join(str(getattr(fault, "exceptions", fault)) for fault in faults)
    assert answered.total() > 130 * CASES * len(Role)
    assert {200, 403, 404, 422} <= set(answered)


def _call(operation, mode, callers, answered) -> None:
    @settings(
        max_examples=CASES,
        deadline=None,
        database=None,
        derandomize=not PROVE,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case) -> None:
        for headers in callers:
            answer = case.call_and_validate(headers=headers, checks=CHECKS)
            answered[answer.status_code] += 1

    ask()
