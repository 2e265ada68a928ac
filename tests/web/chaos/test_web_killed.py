"""A web server killed at any moment of an upload or a close: all that was asked for is there, or nothing of it."""

import os
import random
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from http.client import HTTPException
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from tests.conftest import PROVE
from tests.web.chaos.nursery import PATIENCE, surroundings, until_alone
from tests.web.chaos.test_import_killed import visits
from tests.web.closing import made
from tests.web.conftest import session_cookie
from tests.web.operations.test_serving import NoRedirect, free_port

from nanfeng.kinds.role import Role
from nanfeng.ledger.storage import sha256_of
from nanfeng.web.audit.models import Entry
from nanfeng.web.audit.services import Doer
from nanfeng.web.audit.verify import faults
from nanfeng.web.jobs.models import Job
from nanfeng.web.jobs.runner import run
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.records.models import Record, Sending
from nanfeng.web.records.sendings import stored
from nanfeng.web.returns.models import Call, Return
from nanfeng.web.returns.services import reopen

KILLS = 100 if PROVE else 3
TOKEN = "t" * 32
"""Both the cookie and the header that answer for each other against forged requests."""
SERVER = "python:nanfeng.web.operations.gunicorn_settings"

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("chaos")]


class Web:
    """A web server as `nanfeng serve` runs it, whose one worker is forked with everything loaded."""

    def __init__(self, root: Path) -> None:
        self._headers: dict[str, str] = {}
        self.url = f"http://127.0.0.1:{free_port()}"
        gunicorn = [sys.executable, "-m", "gunicorn", "-c", SERVER, "--preload", "--workers", "1"]
        self.master = subprocess.Popen(
            [*gunicorn, "--bind", self.url.removeprefix("http://"), "--log-level", "critical"],
            env=surroundings(root),
            cwd=root,
            stdout=subprocess.DEVNULL,
        )

    def sign_in(self, role: Role) -> None:
        """Let what is posted from now on come from somebody in a role."""
        session = session_cookie(role, self.url, {})
        cookies = f"{session['name']}={session['value']}; {settings.CSRF_COOKIE_NAME}={TOKEN}"
        self._headers = {"Cookie": cookies, "X-CSRFToken": TOKEN, "Content-Type": MULTIPART_CONTENT}

    def post(self, path: str, fields: Mapping[str, object]) -> int:
        """The status of the answer; 0 where the connection broke off."""
        asked = urllib.request.Request(f"{self.url}{path}", encode_multipart(BOUNDARY, dict(fields)), self._headers)
        try:
            with urllib.request.build_opener(NoRedirect).open(asked, timeout=PATIENCE) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code
        except (OSError, HTTPException):
            return 0

    def kill_worker(self) -> None:
        """Kill the worker as `kill -9` does; the server starts another one at once."""
        children = Path(f"/proc/{self.master.pid}/task/{self.master.pid}/children")
        end = time.monotonic() + PATIENCE
        while not (worker := children.read_text("ascii").split()):
            assert time.monotonic() < end, "the server starts no worker"
            time.sleep(0.01)
        os.kill(int(worker[0]), signal.SIGKILL)


@pytest.fixture
def web(transactional_db: None, root: Path) -> Iterator[Web]:
    server = Web(root)
    yield server
    server.master.terminate()
    server.master.wait(PATIENCE)


def killed_at_random(web: Web, ask: Callable[[int], int], check: Callable[[bool], object]) -> None:
    """Kill the worker at random moments of what is asked of it; hold the state, and what was answered, against `check`.

    The time that it is given follows how fast this machine is just now.
    """
    chance, hits, asked, longest = random.Random(), 0, 0, 1.0
    with ThreadPoolExecutor(1) as pool:
        while hits < KILLS:
            status = pool.submit(ask, asked)
            wait([status], chance.uniform(0, longest))
            web.kill_worker()
            assert status.result() in (0, 302), status.result()
            answered = status.result() != 0
            if answered:
                web.kill_worker()  # what waited at the door was answered by the next one, who lives and is connected
            until_alone()
            check(answered)
            asked, hits, longest = asked + 1, hits + (not answered), longest * (0.7 if answered else 1.1)
    print(f"{hits} of {asked} requests killed, the last within {longest:.1f} s")
    assert ask(asked) == 302


def test_an_upload_is_kept_with_its_job_or_not_at_all(web):
    web.sign_in(Role.STATION_STAFF)
    kept = []

    def upload(number: int) -> int:
        sheet = SimpleUploadedFile("走访.csv", visits(number, 1_000))
        return web.post("/records/", {"form": "tutoring_visit", "file": sheet})

    def check(answered: bool) -> None:
        with acting(SYSTEM, Doer("test")):
            sendings = list(Sending.objects.all())
            jobs = Job.objects.filter(kind="intake", state="waiting").values_list("key", flat=True)
            assert sorted(jobs) == sorted(str(sending.pk) for sending in sendings)
            assert Entry.objects.filter(action="send").count() == len(sendings)
        assert all(sha256_of(stored(sending)) == sending.sha256 for sending in sendings[len(kept) :])
        assert len(sendings) - len(kept) in ([1] if answered else [0, 1])
        kept[:] = sendings

    killed_at_random(web, upload, check)
    with acting(SYSTEM, Doer("test")):
        assert list(faults()) == []
        last = Job.objects.latest("pk")
    run(last.pk)
    with acting(SYSTEM, Doer("test")):
        assert Job.objects.get(pk=last.pk).state == "done"


def test_a_close_closes_all_returns_and_starts_its_job_or_does_nothing(web, zone):
    web.sign_in(Role.APPROVER)
    call, closes = made.checked(), []

    def close(number: int) -> int:
        reason = {"reason": "unit_slip"} if closes else {}
        return web.post(f"/closing/{call.pk}/close/", {"remark": str(number), **reason})

    def check(answered: bool) -> None:
        with acting(SYSTEM, Doer("test")):
            stages = set(Return.objects.values_list("course__stage", flat=True))
            approved = set(Record.objects.filter(form="monthly_return", current=True).values_list("status", flat=True))
            jobs = Job.objects.filter(kind="close").count()
            ever_closed = Call.objects.get(pk=call.pk).closed_at is not None
        closed = stages == {"closed"}
        assert closed or stages == {"checked"}
        assert jobs - len(closes) == closed
        assert ever_closed == (jobs > 0)
        assert approved == ({"approved"} if closed else {"accepted"})
        assert closed or not answered
        if closed:
            closes.append(number := len(closes))
            checked_again(call, number)

    killed_at_random(web, close, check)
    with acting(SYSTEM, Doer("test")):
        assert list(faults()) == []
        last = Job.objects.latest("pk")
    run(last.pk)
    with acting(SYSTEM, Doer("test")):
        assert Job.objects.get(pk=last.pk).result["vintage"]


def checked_again(call: Call, number: int) -> None:
    """Reopen all returns, report other amounts, and take them to the statistician's check again."""
    with made.doing(Role.STATISTICIAN):
        for one in Return.objects.filter(call=call).select_related("course", "call"):
            reopen(one, "unit_slip", "again")
    made.report(110_000 + number, approved=False)
    made.review(call)
