"""Strange calls, made from the API's own document, as everybody: nothing breaks, and no answer is undocumented.

Half of the calls about something name a thing that is there, so that more than the search for it is tried.
"""

import json
import logging
from collections import Counter
from itertools import count, product

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
from tests.web.published import file_returns, publish
from tests.web.sweep.addresses import ANYBODY, KINDS, in_document
from tests.web.sweep.planted import Planted, plant

from nanfeng.kinds.role import Role
from nanfeng.web.api.operations import api

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
CASES = 6 if PROVE else 1
"""Right cases of an operation, and as many wrong ones."""
CALLERS = len(Role) + 1 if PROVE else 2
"""How many, of all roles and nobody, in turn, send each case: at full length all of them, more than 20,000 calls."""


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


@pytest.mark.slow
@pytest.mark.prove
def test_no_call_of_any_role_breaks_and_no_answer_is_undocumented(token, there, capsys):
    callers = {str(role): {"Authorization": f"Bearer {token(role)}"} for role in Role} | {"nobody": {}}
    asking = Asking(there, callers)
    faults = []
    for found, mode in product(schema().get_all_operations(), MODES):
        try:
            asking.ask(found.ok(), mode)
        except Unsatisfiable:  # nothing of it can be sent wrongly
            continue
        except (Failure, BaseExceptionGroup) as fault:
            faults.append(fault)
    with capsys.disabled():
        print(asking.told() if PROVE else "", end="")
    assert not faults, "\n\n".join(str(getattr(fault, "exceptions", fault)) for fault in faults)
    assert asking.answered.total() >= (20_000 if PROVE else 400)
    assert {200, 403, 404, 422} <= {status for _, status in asking.answered}


class Asking:
    """Calls as everybody in turn, about things that are there and others, counted by caller and answer."""

    def __init__(self, planted: Planted, callers: dict[str, dict[str, str]]) -> None:
        self.planted, self.callers = planted, callers
        self.answered: Counter[tuple[str, int]] = Counter()
        self._turn = count()

    def ask(self, operation, mode: GenerationMode) -> None:
        """Call an operation with some cases; raise what is wrong with an answer."""
        names = list(self.callers)

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
            for _ in range(CALLERS):
                turn = next(self._turn)
                name = names[turn % len(names)]
                if turn % 2:
                    self._fill(case, turn)
                answer = case.call_and_validate(headers=self.callers[name], checks=CHECKS)
                self.answered[name, answer.status_code] += 1

        ask()

    def _fill(self, case, turn: int) -> None:
        """Let the case be about one of the things that are planted."""
        kind = kind_of(case.path)
        if kind in self.planted.things and case.path_parameters:
            things = self.planted.things[kind]
            case.path_parameters[next(iter(case.path_parameters))] = things[turn // 2 % len(things)].value

    def told(self) -> str:
        """How many calls there were, by caller and by answer."""
        lines = [f"\n{self.answered.total()} calls"]
        for name in self.callers:
            mine = {status: times for (who, status), times in sorted(self.answered.items()) if who == name}
            by_status = ", ".join(f"{status}: {times}" for status, times in mine.items())
            lines.append(f"{name}: {sum(mine.values())} ({by_status})")
        return "\n".join([*lines, ""])


def kind_of(path: str) -> str:
    """The kind of planted thing that an address of the document is about, by its beginning."""
    known = {in_document(begin): kind for begin, kind in KINDS.items()}
    begin = max((each for each in known if path.startswith(each)), key=len, default="")
    return known.get(begin, ANYBODY)
