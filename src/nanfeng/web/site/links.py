"""Links that are signed: they prove who reads the mail that they came in."""

from django.core import signing

_SALT = "nanfeng.site."


def signed(what: str, email: str) -> str:
    """A token that proves that its bearer reads the mail of an address, for one purpose."""
    return signing.dumps(email, salt=_SALT + what)


def opened(what: str, token: str, seconds: int | None = None) -> str | None:
    """The mail address in a token; None for one that is made up, for another purpose, or older than so many seconds."""
    try:
        return signing.loads(token, salt=_SALT + what, max_age=seconds)
    except signing.BadSignature:
        return None
