"""Applying: everything known is there already, what is missing is said by section, and the list says who is next."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from tests.web.programmes.conftest import TRIAL
from tests.web.zone import OWN

from nanfeng.kinds.role import Role
from nanfeng.web import clock
from nanfeng.web.audit.services import NOBODY, Doer
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.programmes import services
from nanfeng.web.programmes.models import Case
from nanfeng.web.programmes.queries import own

BEGIN = f"/cases/programmes/{TRIAL}/begin/"
PREFILL = """
[[prefills]]
field = "note"
origin = "register"
at = "name"

[[papers]]"""
FIELD = '[[sections.fields]]\nname = "forklifts"'
NOTE = f"""[[sections.fields]]
name = "note"
label = {{ zh = "备注", en = "Note" }}
type = "text"

{FIELD}"""
STEP = 'roles = ["park_officer"]\napproval = true'
WAITS = {STEP: STEP.replace("]", ', "enterprise_clerk"]')}
NOTED = {FIELD: NOTE, "\n[[papers]]": PREFILL}


@pytest.fixture
def clerk(sign_in) -> Client:
    return sign_in(Client(), Role.ENTERPRISE_CLERK)


def tell() -> int:
    with acting(SYSTEM, NOBODY):
        return services.tell(clock.today())


def test_what_is_known_elsewhere_and_what_the_last_case_said_is_filled_in(redefine, work, clerk):
    redefine(NOTED)
    first = clerk.get(BEGIN).content.decode()
    assert f'value="{OWN.name}"' in first
    assert "必填项还有" in first
    number = work.begin()
    again = clerk.get(BEGIN).content.decode()
    assert 'value="2"' in again
    assert number in again


def test_what_is_read_of_the_applicant_is_shown_and_not_asked(zone, clerk):
    assert "已经知道的" in clerk.get(BEGIN).content.decode()


def test_the_list_says_who_is_next_and_what_was_not_read(work, acting_as, clerk):
    number = work.begin()
    with acting_as(Role.PARK_OFFICER):
        services.say(number, "请补方案")
    shown = clerk.get("/cases/").content.decode()
    assert "园区专员" in shown
    assert "新消息</a>" not in shown
    assert "新消息 1" in shown
    with acting_as(Role.ENTERPRISE_CLERK):
        assert (own.unread(), own.waiting()) == (1, 0)
    assert "办件新消息" in clerk.get("/").content.decode()
    clerk.get(f"/cases/case/{number}/")
    assert "新消息 1" not in clerk.get("/cases/").content.decode()


def test_a_message_is_mailed_once_and_only_while_it_was_not_read(work, acting_as, clerk):
    number, other = work.begin(), work.begin()
    for each in (number, other):
        with acting_as(Role.PARK_OFFICER):
            services.say(each, "请补方案")
    clerk.get(f"/cases/case/{other}/")
    assert (tell(), tell()) == (1, 0)
    (sent,) = [one for one in mail.outbox if one.to == ["enterprise_clerk@example.org"]]
    assert number in sent.body
    assert other not in sent.body


def test_a_clerks_message_is_mailed_to_who_sees_to_the_case(work, acting_as):
    number = work.begin()
    with acting_as(Role.ENTERPRISE_CLERK):
        services.say(number, "何时批复")
    tell()
    assert [one.to for one in mail.outbox] == [["park_officer@example.org"]]


def test_a_deadline_is_mailed_to_whom_the_case_waits_for(redefine, work):
    redefine(WAITS)
    number = work.begin()
    with acting(SYSTEM, Doer("test")):
        Case.objects.filter(number=number).update(due=clock.now() + timedelta(days=3))
    assert tell() == 1
    (sent,) = mail.outbox
    assert (sent.to, number in sent.body) == (["enterprise_clerk@example.org"], True)


def test_who_has_an_open_draft_is_mailed_before_the_call_closes(redefine, work):
    opens, closes = clock.today() - timedelta(days=9), clock.today() + timedelta(days=3)
    call = f'[[cohorts]]\nid = "spring"\nlabel = {{ zh = "春", en = "spring" }}\nopens = {opens}\ncloses = {closes}'
    redefine({"\n[[papers]]": f"\n{call}\n\n[[papers]]"} | WAITS)
    number = work.begin(cohort="spring")
    assert (tell(), tell()) == (1, 0)
    assert number in mail.outbox[0].body
    assert str(closes) in mail.outbox[0].body
