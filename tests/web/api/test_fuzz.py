"""Strange calls, made from the API's own document, as everybody: nothing breaks, and no answer is undocumented.

Half of the calls about something name a thing that is there, so that more than the search for it is tried.
"""

import json
import logging
import re
from collections import Counter
from collections.abc import Iterator
from itertools import count, product
from typing import Any

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
from tests.web.api.test_sweep import operations
from tests.web.published import file_returns, publish
from tests.web.sweep.addresses import ANYBODY, KINDS, in_document
from tests.web.sweep.markers import Planted
from tests.web.sweep.planted import plant

from nanfeng.kinds.role import Role
from nanfeng.web.api.operations import api
from nanfeng.web.doors import Allowed

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
CASES = 6 if PROVE else 1
"""Right cases of an operation, and as many wrong ones. At full length each is sent as every role and as nobody, which
makes more than 20,000 calls; in a sample every operation is called once, as one of those who are let in.
"""


@pytest.fixture(autouse=True)
def one_connection():
    """Keep the test's connection to the database open from call to call, as Django's own test client does."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture(autouse=True)
def counted_in_memory(settings, caplog):
    """Count calls in memory: thousands of them in one transaction would slow the database's counters down. Say nothing
    of what is refused.
    """
    caplog.set_level(logging.ERROR, "django.request")
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}


@pytest.fixture
def there(db) -> Planted:
    """Returns, records, jobs, pairs, articles and releases of several enterprises."""
    planted = plant()
    file_returns()
    publish()
    return planted


def schema():
    document = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"), default=str))
    made = schemathesis.openapi.from_dict(document)
    made.app = get_wsgi_application()
    return made


def wanted() -> Iterator[tuple[Any, GenerationMode]]:
    """Every operation with right and wrong calls; in a sample with these and those in turn."""
    for number, found in enumerate(schema().get_all_operations()):
        yield from product([found], MODES if PROVE else [MODES[number % 2]])


@pytest.mark.slow
@pytest.mark.prove
def test_no_call_of_any_role_breaks_and_no_answer_is_undocumented(token, there, capsys):
    callers = {str(role): {"Authorization": f"Bearer {token(role)}"} for role in Role} | {"nobody": {}}
    asking = Asking(there, callers)
    faults = []
    for found, mode in wanted():
        try:
            asking.ask(found.ok(), mode)
        except Unsatisfiable:  # nothing of it can be sent wrongly
            continue
        except (Failure, BaseExceptionGroup) as fault:
            faults.append(fault)
    with capsys.disabled():
        print(asking.told() if PROVE else "", end="")
    assert not faults, "\n\n".join(str(getattr(fault, "exceptions", fault)) for fault in faults)
    assert asking.answered.total() >= (20_000 if PROVE else 100)
    assert {200, 404, 422} <= {status for _, status in asking.answered}


class Asking:
    """Calls as everybody in turn, about things that are there and others, counted by caller and answer."""

    def __init__(self, planted: Planted, callers: dict[str, dict[str, str]]) -> None:
        self.planted, self.callers = planted, callers
        self.rules = {each.name: each.rule for each in operations()}
        self.answered: Counter[tuple[str, int]] = Counter()
        self._turn = count()

    def ask(self, operation, mode: GenerationMode) -> None:
        """Call an operation with some cases; raise what is wrong with an answer."""
        rule = self.rules[operation.definition.raw["operationId"]]

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
            turn, made_up = next(self._turn), case.path_parameters
            for place, name in enumerate(self._callers(rule, turn)):
                case.path_parameters = made_up | (self._thing(case.path, turn) if (turn // 2 + place) % 2 else {})
                answer = case.call_and_validate(headers=self.callers[name], checks=CHECKS)
                self.answered[name, answer.status_code] += 1

        ask()

    def _callers(self, rule: Allowed, turn: int) -> list[str]:
        if PROVE:
            return list(self.callers)
        let_in = [role.value for role in Role if rule.admits(role, signed_in=True)]
        return [let_in[turn % len(let_in)]]

    def _thing(self, path: str, turn: int) -> dict[str, str]:
        """One of the things that are planted, for the first parameters of an address that is about such."""
        begin, kind = about(path)
        things = self.planted.things.get(kind, [])
        return filled_in(begin, things[turn % len(things)].value) if things else {}

    def told(self) -> str:
        """How many calls there were, by caller and by answer."""
        lines = [f"\n{self.answered.total()} calls"]
        for name in self.callers:
            mine = {status: times for (who, status), times in sorted(self.answered.items()) if who == name}
            by_status = ", ".join(f"{status}: {times}" for status, times in mine.items())
            lines.append(f"{name}: {sum(mine.values())} ({by_status})")
        return "\n".join([*lines, ""])


def about(path: str) -> tuple[str, str]:
    """The beginning of an address of the document that says what it is about, and the kind of planted thing."""
    known = {in_document(begin): kind for begin, kind in KINDS.items()}
    begin = max((each for each in known if path.startswith(each)), key=len, default="")
    return begin, known.get(begin, ANYBODY)


def filled_in(begin: str, value: str) -> dict[str, str]:
    """The parameters of an address, as the value of a planted thing fills its beginning in."""
    written = re.escape(begin[begin.index("{") :])
    found = re.fullmatch(re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+?)", written), value)
    return found.groupdict() if found else {}
