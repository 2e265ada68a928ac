"""`nanfeng check` finds what is wrong, says how to mend it, and changes nothing."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.db import connection
from tests.web.log import entries

from nanfeng.cli.settings import Settings
from nanfeng.ledger.receipt import Closing
from nanfeng.ledger.vintage import freeze
from nanfeng.web.audit.models import Head
from nanfeng.web.audit.services import Note, note
from nanfeng.web.operations.check_database import database_issues
from nanfeng.web.operations.check_machine import machine_issues
from nanfeng.web.operations.check_platform import platform_issues
from nanfeng.web.people.scope import SYSTEM, seeing


def codes(issues) -> set[str]:
    assert all(issue.wrong.zh and issue.wrong.en and issue.mend.zh and issue.mend.en for issue in issues)
    return {issue.code for issue in issues}


@pytest.fixture
def town(root, tmp_path) -> Settings:
    return Settings(tmp_path / "home", root / "packs" / "example")


def execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_new_home_is_in_order(town):
    assert machine_issues(town) == []
    assert list(town.home.iterdir()) == []


def test_a_pack_with_mistakes_and_a_missing_one(town, tmp_path):
    assert codes(machine_issues(Settings(town.home, tmp_path))) == {"pack.missing"}
    (tmp_path / "pack.toml").write_text("id = 7", "utf-8")
    assert "pack.missing" not in codes(machine_issues(Settings(town.home, tmp_path))) != set()


def test_a_home_that_cannot_be_written(town, tmp_path):
    (tmp_path / "file").touch()
    assert codes(machine_issues(Settings(tmp_path / "file" / "home", town.chosen))) == {"home.writable"}


def test_a_disk_that_fills(town, monkeypatch):
    monkeypatch.setattr("nanfeng.web.operations.check_machine._FEW", 2**81)
    assert [i.severity for i in machine_issues(town)] == ["warning"]
    monkeypatch.setattr("nanfeng.web.operations.check_machine._LEAST", 2**80)
    assert [i.severity for i in machine_issues(town)] == ["error"]


def test_a_key_that_others_can_read(town):
    town.home.mkdir()
    (town.home / "secret-key").touch(0o644)
    (town.home / "secret-key").chmod(0o644)
    assert codes(machine_issues(town)) == {"home.key"}


def test_a_home_in_which_nothing_was_ever_run_stays_empty(tmp_path, nanfeng):
    told = nanfeng(tmp_path / "home", "check", "--json")
    assert told.returncode == 1
    assert [issue["code"] for issue in json.loads(told.stdout)] == ["home.empty"]
    assert list((tmp_path / "home").iterdir()) == []


@pytest.mark.django_db
def test_the_tables_of_this_version_with_all_walls():
    assert database_issues() == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "lifted",
    [
        "ALTER TABLE records_record NO FORCE ROW LEVEL SECURITY",
        "ALTER TABLE records_record DISABLE ROW LEVEL SECURITY",
        "CREATE TABLE forgotten (organisation text)",
        "CREATE TABLE forgotten (record bigint REFERENCES records_record)",
        "ALTER TABLE audit_entry NO FORCE ROW LEVEL SECURITY",
    ],
)
def test_a_wall_that_does_not_stand(lifted):
    execute(lifted)
    assert codes(database_issues()) == {"database.wall"}


@pytest.mark.django_db
def test_tables_of_an_earlier_version():
    execute("DELETE FROM django_migrations WHERE app = 'records'")
    assert codes(database_issues()) == {"database.migrations"}
    assert codes(platform_issues()) == {"database.migrations"}


@pytest.mark.django_db
def test_an_entry_of_the_log_from_the_future():
    note(Note("test", "nothing"))
    execute("ALTER TABLE audit_entry DISABLE TRIGGER stays")
    with seeing(SYSTEM):
        execute("UPDATE audit_entry SET entered = entered + interval '1 hour'")
        assert codes(database_issues()) == {"clock"}


@pytest.mark.django_db
def test_a_log_that_was_cut_off():
    note(Note("test", "nothing"))
    assert "audit.head" not in codes(platform_issues())
    Head.objects.filter(pk=1).update(position=len(entries()) + 1)
    assert "audit.head" in codes(platform_issues())


@pytest.mark.django_db
def test_whether_a_worker_lives():
    assert "worker" in codes(platform_issues())
    execute("INSERT INTO procrastinate_workers DEFAULT VALUES")
    assert "worker" not in codes(platform_issues())
    execute("INSERT INTO procrastinate_jobs (task_name, queue_name, args) VALUES ('x', 'default', '{}')")
    assert "worker" not in codes(platform_issues())
    execute("UPDATE procrastinate_events SET at = now() - interval '1 hour'")
    assert [i.severity for i in platform_issues() if i.code == "worker"] == ["error"]


@pytest.mark.django_db
def test_a_mail_server_that_does_not_answer(settings):
    assert "mail" not in codes(platform_issues())
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, demo=False)
    assert [i.severity for i in platform_issues() if i.code == "mail"] == ["warning"]
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, email_url="smtp://127.0.0.1:9")
    settings.MAIL_DELIVERY = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert [i.severity for i in platform_issues() if i.code == "mail"] == ["error"]


@pytest.mark.django_db
def test_a_platform_for_others_without_https(settings):
    settings.ALLOWED_HOSTS = ["localhost"]
    assert "https" not in codes(platform_issues())
    settings.ALLOWED_HOSTS = ["nanfeng.example.org"]
    assert "https" in codes(platform_issues())


@pytest.mark.django_db
def test_a_vintage_whose_receipt_was_edited(settings, tmp_path):
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, home=tmp_path)
    now = datetime.now(UTC)
    vintage = freeze(tmp_path, {}, {}, Closing(now, "me", now, "1"))
    receipt = tmp_path / "vintages" / vintage.id / "receipt.json"
    assert "vintage" not in codes(platform_issues())
    receipt.write_text(receipt.read_text("utf-8").replace('"me"', '"you"'), "utf-8")
    assert "vintage" in codes(platform_issues())
