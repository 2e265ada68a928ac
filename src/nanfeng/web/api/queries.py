"""Reading tokens."""

import hashlib

from django.db.models import QuerySet
from django.utils import timezone

from nanfeng.web.api.models import Token
from nanfeng.web.people.models import User
from nanfeng.web.people.queries import standing


def tokens(user: User) -> QuerySet[Token]:
    """The tokens that an account has made, the latest first."""
    return Token.objects.filter(post__user=user).select_related("post").order_by("-made", "-pk")


def token_of(secret: str) -> Token | None:
    """The token of that secret that still serves; None where there is none, or its post does not stand any more."""
    serving = Token.objects.filter(digest=digest_of_secret(secret), revoked=None, expires__gt=timezone.now())
    return serving.filter(post__in=standing()).select_related("post__user").first()


def digest_of_secret(secret: str) -> str:
    """What is kept of a secret. It is long and random: a plain hash serves, and is fast."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
