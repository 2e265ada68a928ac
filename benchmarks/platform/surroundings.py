"""A home of its own with an empty database; import this before anything of the platform."""

import atexit
import os
import secrets
import tempfile
from pathlib import Path

import django
from django.core.management import call_command

from nanfeng.web.postgres import discard, ensure

_FOLDER = Path(tempfile.mkdtemp(prefix="nanfeng-benchmark-"))
_FOLDER.chmod(0o755)
HOME = _FOLDER / "home"
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "nanfeng.web.settings",
    "NANFENG_HOME": str(HOME),
    "NANFENG_PACK": str(Path(__file__).resolve().parents[2] / "packs" / "foshan"),
    "NANFENG_HTTPS": "no",
    "NANFENG_HOSTS": "127.0.0.1",
    "NANFENG_SECRET_KEY": secrets.token_urlsafe(50),
    "NANFENG_DEMO": "yes",
    "DATABASE_URL": ensure(HOME, durable=False),
}
atexit.register(discard, HOME)
django.setup()
call_command("migrate", verbosity=0)
