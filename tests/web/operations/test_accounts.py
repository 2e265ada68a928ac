"""Accounts and the log from the command line, as on the day of an installation and on a bad day."""

import json
import re

import psycopg
import pytest

from nanfeng.web.postgres import ensure, superuser_url

ADMIN, OFFICER = "admin@example.org", "officer@example.org"


@pytest.mark.slow
@pytest.mark.xdist_group("accounts")
def test_from_the_first_administrator_to_the_end_of_an_account(place, nanfeng):
    home = place / "accounts"
    ensure(home, durable=False)
    assert nanfeng(home, "migrate").returncode == 0

    weak = nanfeng(home, "user", "create-administrator", ADMIN, NANFENG_PASSWORD="short")
    assert weak.returncode == 1
    assert "too short" in weak.stderr
    done = nanfeng(home, "user", "create-administrator", ADMIN, NANFENG_PASSWORD="a-long-enough-phrase")
    assert done.returncode == 0, done.stderr
    twice = nanfeng(home, "user", "create-administrator", ADMIN, NANFENG_PASSWORD="a-long-enough-phrase")
    assert "has an account already" in twice.stderr

    address = "https://n.example.org"
    invited = nanfeng(home, "user", "invite", OFFICER, "auditor", "--by", ADMIN, NANFENG_ADDRESS=address)
    assert re.search(r"^https://n\.example\.org/\S+/\S{40,}/$", invited.stdout, re.MULTILINE)
    refused = nanfeng(home, "user", "invite", OFFICER, "auditor", "--by", OFFICER)
    assert (refused.returncode, "no account" in refused.stderr) == (1, True)

    assert nanfeng(home, "user", "reset-second-factor", ADMIN, "--why", "lost").returncode == 0
    assert nanfeng(home, "user", "end", ADMIN, "--why", "left").returncode == 0
    listed = json.loads(nanfeng(home, "user", "list", "--json").stdout)
    assert [(account["email"], account["closed"], account["offices"]) for account in listed] == [(ADMIN, True, [])]

    the_log_tells_and_can_be_checked(home, nanfeng)


def the_log_tells_and_can_be_checked(home, nanfeng) -> None:
    head = json.loads(nanfeng(home, "audit", "head", "--json").stdout)
    assert head["position"] >= 5
    kept = home.parent / "heads.txt"
    kept.write_text(f"2026-11-22T00:05:00+08:00 {head['position']} {head['digest']}\n", "ascii")
    whole = nanfeng(home, "audit", "verify", "--heads", kept)
    assert (whole.returncode, "the log is whole" in whole.stdout) == (0, True), whole.stderr

    with psycopg.connect(superuser_url(home), dbname="nanfeng", autocommit=True) as connection:
        connection.execute("ALTER TABLE audit_entry DISABLE TRIGGER stays")
        connection.execute("UPDATE audit_entry SET why = 'nothing' WHERE position = 2")
    edited = nanfeng(home, "audit", "verify", "--json")
    assert edited.returncode == 1
    assert [wrong["en"] for wrong in json.loads(edited.stdout)] == ["entry 2 was changed"]
    kept.write_text("nonsense\n", "ascii")
    assert "is no head" in nanfeng(home, "audit", "verify", "--heads", kept).stderr
