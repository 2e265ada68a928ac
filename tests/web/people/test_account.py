"""One's own account: name, language, giving up a post, and everything that is held about oneself."""

import io
import json
import subprocess
import sys
from zipfile import ZipFile

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.log import entries, entry
from tests.web.people.cast import CLERK, ENTERPRISE, PASSWORD

from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text
from nanfeng.web.people.models import Post, User
from nanfeng.web.people.services.accounts import create_administrator
from nanfeng.web.people.services.writing import write_to


def test_name_and_language_are_changed_and_noted(person, sign_in):
    person("li@example.org", CLERK)
    sign_in("li@example.org").post("/people/account/", {"name": "李明", "language": "en"})
    assert (User.objects.get().name, User.objects.get().language) == ("李明", "en")
    assert entry(action="change", noun="account").changes["name"] == ["", "李明"]


def test_the_language_that_somebody_switches_to_is_that_of_his_mails(person, sign_in):
    person("li@example.org")
    sign_in("li@example.org").post("/i18n/setlang/", {"language": "en", "next": "/"})
    assert User.objects.get().language == "en"
    write_to("Li@example.org", Text("题目", "a subject"), Text("正文", "a body"))
    write_to("nobody@example.org", Text("题目", "a subject"), Text("正文", "a body"))
    assert [(sent.subject, sent.body) for sent in mail.outbox] == [
        ("a subject", "a body"),
        ("题目 · a subject", "正文\na body"),
    ]


def test_everything_held_about_oneself_is_there_and_no_secret(person, sign_in):
    person("li@example.org", CLERK)
    client = sign_in("li@example.org")
    pdf = b"%PDF-1.7\n%%EOF"
    said = {"organisation": "91440604MA51ABCD1X", "name": "另一家", "park": "park_chancheng", "industry": "C3011"}
    document = SimpleUploadedFile("x.pdf", pdf)
    client.post("/people/claims/new/", {**said, "established": "2020-01-01", "document": document})
    file = b"".join(client.get("/people/account/mine/").streaming_content)
    archive = ZipFile(io.BytesIO(file))
    held = {name: archive.read(name) for name in archive.namelist()}
    assert json.loads(held["account.json"])[0]["email"] == "li@example.org"
    assert json.loads(held["posts.json"])[0]["organisation"] == ENTERPRISE
    assert json.loads(held["claims.json"])[0]["name"] == "另一家"
    assert pdf in held.values()
    assert "sign in" in {entry["action"] for entry in json.loads(held["log.json"])}
    assert User.objects.get().password.encode() not in b"".join(held.values())
    assert entries(action="export", noun="account", who="li@example.org")


def test_a_post_that_was_given_up_is_over_but_stays_on_the_record(person, sign_in):
    user = person("li@example.org", CLERK)
    sign_in("li@example.org").post(f"/people/posts/{Post.objects.get().pk}/resign/")
    assert Post.objects.get(user=user).until is not None
    assert sign_in("li@example.org").get("/people/account/").context["post"] is None


def test_an_installation_gets_its_first_administrator(db, sign_in):
    create_administrator("chen@example.org", PASSWORD)
    assert sign_in("chen@example.org").get("/people/account/").context["role"] is Role.ADMINISTRATOR
    with pytest.raises(ValueError, match="has an account"):
        create_administrator("CHEN@example.org", PASSWORD)
    with pytest.raises(ValidationError):
        create_administrator("wu@example.org", "short")


def test_v3_3_1_under_https_cookies_carry_the_host_prefix_and_are_secure(tmp_path, root):
    """ASVS 5 V3.3.1 (Secure), V3.3.3 (__Host-), V3.4.1 (HSTS for a year, subdomains too)."""
    script = (
        "from nanfeng.web import settings as s; print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, "
        "s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS, s.SECURE_HSTS_INCLUDE_SUBDOMAINS, "
        "s.SECOND_FACTOR_FOR_STAFF)"
    )
    environment = {"NANFENG_HOME": str(tmp_path), "NANFENG_PACK": str(root / "packs" / "foshan")}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["__Host-session", "__Host-csrf", "True", "True", "31536000", "True", "True"]
