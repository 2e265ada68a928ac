"""A city that runs the hydrogen forklift trial, and people who work on its cases."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from django.db import connection
from tests.web.zone import OWN, Enterprise

from nanfeng.kinds.role import Role
from nanfeng.pack import files
from nanfeng.pack.load import load
from nanfeng.pack.pack import Pack
from nanfeng.web import city
from nanfeng.web.audit.services import Doer
from nanfeng.web.flows.services import Asked
from nanfeng.web.people.models import Post
from nanfeng.web.people.queries import standing_posts
from nanfeng.web.people.scope import acting, scope_of
from nanfeng.web.programmes import services
from nanfeng.web.programmes.models import Case
from nanfeng.web.programmes.queries.one import case
from nanfeng.web.programmes.services import Attached, Begun, token
from nanfeng.web.programmes.whole import whole

PDF = b"%PDF-1.4\n%%EOF"
ROOT = Path(__file__).parents[3]
TRIAL = "hydrogen_forklifts"
_HERE = {'owner = "zone_office"': 'owner = "zone_committee"', 'source = "plan"': 'source = "s0"'}
AS_DEFINED = (ROOT / "tests" / "pack" / "programmes" / f"{TRIAL}.toml").read_text()


@cache
def pack_with(programme: str) -> Pack:
    """The city with this text as its one programme."""
    folder = Path(mkdtemp()) / "pack"
    files.copy(ROOT / "packs" / "foshan", folder)
    for old, new in _HERE.items():
        programme = programme.replace(old, new)
    for path in (folder / "programmes").glob("*.toml"):
        path.unlink()
    (folder / "programmes").mkdir(exist_ok=True)
    (folder / "programmes" / f"{TRIAL}.toml").write_text(programme)
    return load(folder)


@pytest.fixture
def redefine(monkeypatch: pytest.MonkeyPatch) -> Callable[[Mapping[str, str]], None]:
    """Change words of the programme's file: the city goes by that from now on."""

    def change(words: Mapping[str, str]) -> None:
        text = AS_DEFINED
        for old, new in words.items():
            assert old in text, old
            text = text.replace(old, new)
        pack = pack_with(text)
        monkeypatch.setattr(city, "pack", lambda: pack)

    return change


@pytest.fixture(autouse=True)
def city_with_trial(redefine: Callable[[Mapping[str, str]], None]) -> None:
    """The city runs the trial as its file defines it."""
    redefine({})


ActingAs = Callable[..., AbstractContextManager[Post]]


@pytest.fixture
def acting_as(zone: tuple[Enterprise, ...], people: dict[Role, object]) -> ActingAs:
    """Act in a role: `acting_as(Role.PARK_OFFICER)`; `who` tells people of one role apart."""
    posts = {role: standing_posts(user).select_related("user").get() for role, user in people.items()}

    @contextmanager
    def act(role: Role, who: str = "") -> Iterator[Post]:
        post = posts[role]
        for_whom = post.organisation or post.department or post.park
        with acting(scope_of(post), Doer(f"{who or role}@example.org", role.value, for_whom)):
            yield post

    return act


def begun(enterprise: Enterprise = OWN, **more: object) -> Begun:
    """An application for two forklifts and 300,000 yuan."""
    said = {
        "organisation": enterprise.organisation,
        "name": enterprise.name,
        "park": enterprise.park,
        "values": {"forklifts": 2, "requested": Decimal(300_000)},
    }
    return Begun(**({"programme": TRIAL} | said | more))


@dataclass(frozen=True)
class Work:
    """People who work on cases, each step as the case is then."""

    act: ActingAs

    def begin(self, enterprise: Enterprise = OWN, role: Role = Role.PARK_OFFICER, **more: object) -> str:
        """An application; its number."""
        with self.act(role):
            return services.begin(begun(enterprise, **more)).number

    def save(self, role: Role, number: str, **typed: str) -> Case:
        """Fill in fields."""
        with self.act(role):
            return services.save(number, token(whole(seen(number))), typed)

    def step(self, role: Role, number: str, transition: str, **more: object) -> Case:
        """Take a step."""
        with self.act(role):
            return services.move(number, seen(number).course.version, Asked(transition, **more))

    def ready(self, number: str, granted: str = "30") -> None:
        """Bring a new application to where it can be approved, with so many 10,000 yuan."""
        with self.act(Role.ENTERPRISE_CLERK):
            services.attach(number, Attached("safety_plan", "方案.pdf", PDF))
        self.save(Role.PARK_OFFICER, number, granted=granted)
        self.step(Role.PARK_OFFICER, number, "endorse")

    def approve(self, number: str) -> Case:
        """Bring a new application to its approval."""
        self.ready(number)
        return self.step(Role.APPROVER, number, "approve")

    def complete(self, number: str) -> Case:
        """Bring an approved one to its end, its result confirmed."""
        self.step(Role.PARK_OFFICER, number, "begin_trial")
        self.save(Role.PARK_OFFICER, number, hours_run="1200")
        with self.act(Role.ENTERPRISE_CLERK):
            services.confirm(number, "trial_done")
        return self.step(Role.PARK_OFFICER, number, "complete")


def seen(number: str) -> Case:
    """The case as who acts sees it."""
    found = case(number)
    assert found is not None
    return found


@pytest.fixture
def work(acting_as: ActingAs) -> Work:
    """The zone's people at work."""
    return Work(acting_as)


AtOnce = Callable[[Sequence[Callable[[], object]]], list[object]]

PATIENCE = 120
"""Seconds after which somebody who still waits is taken to wait for ever."""


@pytest.fixture
def at_once() -> AtOnce:
    """Let everybody act at the same moment, each in his own thread and connection; give what came of each. Whatever
    one raises is raised here, once all are done.
    """

    def run(acts: Sequence[Callable[[], object]]) -> list[object]:
        gate, came, raised = threading.Barrier(len(acts)), [], []

        def one(act: Callable[[], object]) -> None:
            try:
                gate.wait()
                came.append(act())
            except Exception as error:
                raised.append(error)
            finally:
                connection.close()

        threads = [threading.Thread(target=one, args=[act], daemon=True) for act in acts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(PATIENCE)
        assert not [thread for thread in threads if thread.is_alive()], "somebody waits for ever"
        for error in raised:
            raise error
        return came

    return run
