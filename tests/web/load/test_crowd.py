"""Many people who are signed in work at the same time on `nanfeng serve`, and nobody meets an error."""

import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

import pytest
from django.conf import settings
from django.test import Client
from tests.conftest import PROVE
from tests.web import zone
from tests.web.chaos.nursery import surroundings
from tests.web.load.crowd import Visit, Visitor, together
from tests.web.operations.test_serving import free_port
from tests.web.sweep.planted import plant

from nanfeng.kinds.role import Role
from nanfeng.web.audit.services import Doer
from nanfeng.web.look.navigation import menu
from nanfeng.web.people.models import Office, User
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.people.services import grant

PEOPLE, SECONDS = (200, 300) if PROVE else (10, 10)
OFFICES = (Role.PARK_OFFICER, Role.STATISTICIAN, Role.PLANNER, Role.APPROVER, Role.AUDITOR, Role.ADMINISTRATOR)
"""Of two people one is the clerk of an enterprise, the other holds one of these."""
PATIENCE = 600
"""Seconds that the platform has to begin and to end, on a machine that is busy with other tests."""


@pytest.fixture
def visitors(transactional_db: None) -> list[Visitor]:
    """The planted platform with an enterprise for every clerk, and its people, signed in."""
    plant()
    enterprises = [zone.enterprise(1000 + number, zone.NANHAI) for number in range(PEOPLE // 2)]
    zone.settle(enterprises)
    clerks = [Office(Role.ENTERPRISE_CLERK, one.organisation, one.park) for one in enterprises]
    staff = [_office(OFFICES[number % len(OFFICES)]) for number in range(PEOPLE - len(clerks))]
    return [_visitor(f"{office.role}{number}", office) for number, office in enumerate(clerks + staff)]


def _office(role: Role) -> Office:
    return Office(role, park=zone.NANHAI) if role is Role.PARK_OFFICER else Office(role)


def _visitor(name: str, office: Office) -> Visitor:
    with acting(SYSTEM, Doer("test")):
        user = User.objects.create_user(f"{name}@crowd.example")
        grant(user, office, "test")
    browser = Client()
    browser.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    offered = [item.url for section in menu(office.role, signed_in=True) for item in section.items]
    pages = tuple(url for url in offered if not url.startswith("/admin/"))
    return Visitor(name, f"{settings.SESSION_COOKIE_NAME}={browser.session.session_key}", pages)


@pytest.fixture
def address(visitors: list[Visitor], root: Path, tmp_path: Path) -> Iterator[str]:
    """Where the platform is served, with its jobs."""
    port = free_port()
    program = [Path(sys.executable).with_name("nanfeng"), "serve", "--address", f"127.0.0.1:{port}"]
    with (tmp_path / "said").open("w") as said:
        served = subprocess.Popen(program, env=surroundings(root), cwd=root, stdout=said, stderr=said)
    try:
        end = time.monotonic() + PATIENCE
        while not opens(f"http://127.0.0.1:{port}/privacy/"):
            assert served.poll() is None, (tmp_path / "said").read_text("utf-8")
            assert time.monotonic() < end, "nobody answers"
            time.sleep(0.2)
        yield f"127.0.0.1:{port}"
    finally:
        served.terminate()
        served.wait(PATIENCE)


def opens(url: str) -> bool:
    """Whether somebody answers there; nobody does while the platform loads."""
    try:
        with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
            return answer.status == 200
    except OSError:
        return False


@pytest.mark.slow
@pytest.mark.prove
@pytest.mark.xdist_group("serving")
def test_a_crowd_works_without_an_error(address, visitors, tmp_path):
    visits = together(address, visitors, SECONDS)
    failed = [visit for visit in visits if not 200 <= visit.status < 400]
    said = f"{len(visitors)} people, {SECONDS} s: {told(visits)}, {len(failed)} failed"
    print(said)
    assert not failed, (said, failed[:20], (tmp_path / "said").read_text("utf-8")[-5000:])
    assert len(visits) > len(visitors)


def told(visits: list[Visit]) -> str:
    """How many answers, and how long they took."""
    taken = [visit.seconds * 1e3 for visit in visits]
    saved = sum(visit.asked.startswith("POST") for visit in visits)
    times = (
        f"median {median(taken):.0f} ms, 95 % within {quantiles(taken, n=20)[-1]:.0f} ms, slowest {max(taken):.0f} ms"
    )
    return f"{len(visits)} answers, {saved} of them to a return that was saved; {times}"
