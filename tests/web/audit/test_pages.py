"""The log's pages: found again, in leaves that neither skip nor repeat, taken out as CSV, verified."""

import csv
import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.log import entries, entry

from nanfeng.kinds.role import Role
from nanfeng.web.audit.queries import Which, leaf
from nanfeng.web.audit.services import Doer, Note, looked, note
from nanfeng.web.people.models import Office, User
from nanfeng.web.people.scope import SYSTEM, acting, seeing
from nanfeng.web.people.services import grant


@pytest.fixture
def log(db):
    """Twelve writes by two people, in two organisations."""
    for number in range(12):
        who, organisation = ("li@example.org", "uscc:A") if number % 2 else ("wang@example.org", "uscc:B")
        with acting(SYSTEM, Doer(who, "statistician")):
            note(Note("write", "monthly_return", f"record {number}", organisation, {"output": [None, str(number)]}))


@pytest.fixture
def auditor(log) -> Client:
    user = User.objects.create_user("auditor@example.org")
    grant(user, Office(Role.AUDITOR), "test")
    client = Client()
    client.force_login(user)
    return client


def test_it_is_found_by_who_what_whose_and_when(log, as_system):
    assert len(leaf(Which(who="li@example.org"), None).entries) == 6
    assert len(leaf(Which(organisation="uscc:B", noun="monthly_return"), None).entries) == 6
    day = entries()[-1].entered.date()
    assert leaf(Which(last=day.replace(year=day.year - 1)), None).entries == []


def test_leaves_neither_skip_nor_repeat_while_the_log_grows(log, as_system):
    seen, after = [], None
    while True:
        found = leaf(Which(noun="monthly_return"), after, size=5)
        seen += [entry.position for entry in found.entries]
        note(Note("write", "monthly_return", "meanwhile"))
        after = found.after
        if after is None:
            break
    assert seen == sorted(seen, reverse=True)
    assert len(seen) == len(set(seen)) == 12


def test_the_page_shows_what_was_asked_for_with_a_constant_number_of_queries(auditor):
    auditor.get("/audit/")
    with CaptureQueriesContext(connection) as few:
        page = auditor.get("/audit/?who=li@example.org").content.decode()
    assert "record 11" in page
    assert "record 10" not in page
    with CaptureQueriesContext(connection) as many:
        auditor.get("/audit/")
    assert len(few) == len(many)


def test_actions_and_forms_are_called_in_the_readers_language(auditor):
    chinese = auditor.get("/audit/?who=li@example.org").content.decode()
    english = auditor.get("/audit/?who=li@example.org", headers={"accept-language": "en"}).content.decode()
    assert ("写入" in chinese, "写入" in english) == (True, False)
    assert "— → 11" in english
    assert "record 11" in auditor.get("/audit/?action=写入&noun=monthly_return").content.decode()
    assert "record 11" not in auditor.get("/audit/?action=导出").content.decode()


def test_nonsense_in_the_address_asks_for_nothing(auditor):
    assert auditor.get("/audit/?first=yesterday&after=-1%27").status_code == 200


def test_the_export_stands_in_the_log_and_runs_no_formula(auditor):
    note(Note("write", "monthly_return", "=HYPERLINK(1)", why=" @SUM(A1)"))
    text = b"".join(auditor.get("/audit/log.csv?noun=monthly_return").streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 13
    assert (rows[0]["what"], rows[0]["why"]) == ("'=HYPERLINK(1)", "' @SUM(A1)")
    noted = entry(action="export")
    assert (noted.who, noted.changes) == ("auditor@example.org", {"asked": {"noun": "monthly_return"}})


def test_a_whole_log_is_said_to_be_whole_and_a_touched_one_named(auditor):
    assert "日志完整" in auditor.get("/audit/verify/").content.decode()
    with seeing(SYSTEM), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER stays")
        cursor.execute("UPDATE audit_entry SET why = 'another' WHERE position = 3")
        cursor.execute("ALTER TABLE audit_entry ENABLE TRIGGER stays")
    assert "第3条被改动过" in auditor.get("/audit/verify/").content.decode()


def test_a_look_at_ones_own_organisation_is_not_noted(db):
    with acting(SYSTEM, Doer("li@example.org", "enterprise_clerk", "uscc:A")):
        looked("monthly_return", "1", "uscc:A")
        looked("monthly_return", "2", "uscc:B")
    assert [(each.action, each.what) for each in entries()] == [("look", "2")]


@pytest.mark.parametrize("role", [Role.STATISTICIAN, Role.APPROVER, Role.ENTERPRISE_CLERK])
def test_others_do_not_read_the_log(db, role):
    user = User.objects.create_user("other@example.org")
    grant(user, Office(role), "test")
    client = Client()
    client.force_login(user)
    assert [client.get(page).status_code for page in ("/audit/", "/audit/verify/", "/audit/log.csv")] == [403] * 3
