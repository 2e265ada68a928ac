"""Mails hold links that open things: in the database they are sealed, for whoever reads it, a backup too."""

import base64
import hashlib
import json
from email.utils import make_msgid

from cryptography.fernet import Fernet
from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives


def seal(mail: EmailMessage) -> str:
    """The whole mail as text that only this installation reads. It gets the id that it keeps however often it is
    tried, so that a mail which arrives twice is shown once.
    """
    headers = {"Message-ID": make_msgid(domain=settings.ENVIRONMENT.hosts[0])} | dict(mail.extra_headers)
    content = {
        "subject": mail.subject,
        "body": mail.body,
        "from_email": mail.from_email,
        "to": mail.to,
        "headers": headers,
        "alternatives": [[each.content, each.mimetype] for each in getattr(mail, "alternatives", ())],
    }
    return _key().encrypt(json.dumps(content, ensure_ascii=False, default=str).encode()).decode("ascii")


def unseal(text: str) -> EmailMessage:
    """The mail again; raise cryptography's InvalidToken where the installation's secret is another by now."""
    return EmailMultiAlternatives(**json.loads(_key().decrypt(text.encode("ascii"))))


def _key() -> Fernet:
    digest = hashlib.sha256(b"nanfeng.mails:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
