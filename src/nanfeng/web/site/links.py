"""Addresses that work outside of a page: in mails, feeds and calendars; and links that are signed."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

_SALT = "nanfeng.site."


def origin() -> str:
    """Where this installation is reached: the first of its origins, else its first host."""
    environment = settings.ENVIRONMENT
    if environment.origins:
        return environment.origins[0].rstrip("/")
    return f"{'https' if environment.https else 'http'}://{environment.hosts[0]}"


def absolute(name: str, *arguments: object) -> str:
    """The whole address of a page."""
    return origin() + reverse(name, args=arguments)


def signed(what: str, email: str) -> str:
    """A token that proves that its bearer reads the mail of an address, for one purpose."""
    return signing.dumps(email, salt=_SALT + what)


def opened(what: str, token: str, seconds: int | None = None) -> str | None:
    """The mail address in a token; None for one that is made up, for another purpose, or older than so many seconds."""
    try:
        return signing.loads(token, salt=_SALT + what, max_age=seconds)
    except signing.BadSignature:
        return None
