"""Django's own check of a deployment finds nothing to say about the settings of production."""

import subprocess
import sys

import pytest

from nanfeng.web.postgres import ensure

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "nanfeng.web.settings",
    "NANFENG_HOSTS": "nanfeng.example.org",
    "NANFENG_EMAIL_URL": "smtp://mail.example.org:25",
    "NANFENG_PROXIES": "1",
}


@pytest.mark.slow
@pytest.mark.xdist_group("serving")
def test_the_deployment_check_is_clean(root, place, surroundings):
    home = place / "production"
    told = PRODUCTION | {
        "NANFENG_HOME": str(home),
        "NANFENG_PACK": str(root / "packs" / "example"),
        "DATABASE_URL": ensure(home, durable=False),
    }
    command = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, cwd=root, env=surroundings | told, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    assert "no issues" in done.stdout
