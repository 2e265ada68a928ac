"""The commands of the how-to, word for word, against a running platform; and the pages on which tokens are made."""

import re
import shutil
import subprocess

import pytest

from nanfeng.kinds.role import Role
from nanfeng.web.api.covering import ALL
from nanfeng.web.api.models import Token


def blocks(root) -> list[str]:
    """The commands of the how-to."""
    return re.findall(r"```sh\n(.*?)```", (root / "docs" / "how-to-use-the-api.md").read_text("utf-8"), re.S)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_every_command_of_the_how_to_works(root, live_server, transactional_db, token, tmp_path):
    said = {"NANFENG": live_server.url, "TOKEN": token(Role.STATISTICIAN), "PATH": "/usr/bin:/bin"}
    answers = [
        subprocess.run(["sh", "-e", "-c", block], check=False, env=said, cwd=tmp_path, capture_output=True, text=True)
        for block in blocks(root)
    ]
    assert [answer.stderr for answer in answers if answer.returncode] == []
    assert '"statistician"' in answers[0].stdout
    assert '"mend"' in answers[2].stdout
    assert '"intake"' in answers[3].stdout
    assert '"x-label"' in answers[6].stdout
    assert '"status": 403' in answers[7].stdout
    assert '"programmes"' in answers[8].stdout


def test_a_token_is_made_on_the_page_shown_once_and_revoked(client, sign_in):
    clerk = sign_in(client, Role.ENTERPRISE_CLERK)
    assert clerk.get("/tokens/").status_code == 200
    page = clerk.post("/tokens/", {"name": "ERP", "covers": ["account:read"], "days": 30}).content.decode()
    secret = re.search(r"nf_[\w-]{40,}", page)[0]
    assert secret not in clerk.get("/tokens/").content.decode()
    token = Token.objects.get()
    assert secret not in (token.digest, token.prefix)
    headers = {"Authorization": f"Bearer {secret}"}
    assert client.get("/api/v1/me", headers=headers).json()["token"] == token.prefix
    clerk.post(f"/tokens/{token.pk}/revoke/")
    assert client.get("/api/v1/me", headers=headers).status_code == 401


def test_nobody_revokes_a_token_of_others_or_makes_one_that_covers_what_is_not(client, sign_in, token):
    token(Role.STATISTICIAN)
    clerk = sign_in(client, Role.ENTERPRISE_CLERK)
    assert clerk.post(f"/tokens/{Token.objects.get().pk}/revoke/").status_code == 404
    clerk.post("/tokens/", {"name": "x", "covers": ["everything:write"], "days": 30})
    clerk.post("/tokens/", {"name": "x", "covers": [ALL[0]], "days": 9999})
    assert Token.objects.count() == 1


def test_an_auditor_makes_tokens_that_only_read(client, sign_in):
    auditor = sign_in(client, Role.AUDITOR)
    auditor.post("/tokens/", {"name": "x", "covers": ["records:write"], "days": 30})
    assert not Token.objects.exists()
    auditor.post("/tokens/", {"name": "x", "covers": ["records:read"], "days": 30})
    assert Token.objects.exists()


def test_the_document_is_read_in_a_browser_without_the_internet(page_as):
    page = page_as(None)
    page.goto("/api/v1/docs")
    page.locator("#operations-tag-returns").wait_for(timeout=60_000)
