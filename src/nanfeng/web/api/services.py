"""Every write to tokens."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from nanfeng.kinds.text import Text
from nanfeng.web.api.covering import ALL
from nanfeng.web.api.models import Token
from nanfeng.web.api.queries import digest_of_secret
from nanfeng.web.audit.services import Note, note
from nanfeng.web.people.models import Post
from nanfeng.web.people.refusals import RefusedError

LONGEST = 365
"""Days that a token serves at most."""
_SHOWN = 9
_GRAIN = timedelta(minutes=1)


@dataclass(frozen=True)
class Wish:
    """What a token is to be: its name, what it covers, for how many days."""

    name: str
    covers: Iterable[str]
    purposes: Iterable[str]
    days: int


def make(post: Post, wish: Wish) -> tuple[Token, str]:
    """Make a token for a post; return it with its secret, which nobody can find out again.

    Raise RefusedError where it covers nothing, or what there is not, or would serve too long.
    """
    covers = sorted(set(wish.covers))
    if not covers or not set(covers) <= set(ALL) or not 1 <= wish.days <= LONGEST:
        raise RefusedError(
            Text(
                f"请选择令牌可做的事，有效期 1 至 {LONGEST} 天",
                f"Say what the token may do, and for 1 to {LONGEST} days",
            )
        )
    secret = f"nf_{secrets.token_urlsafe(32)}"
    now = timezone.now()
    token = Token.objects.create(
        digest=digest_of_secret(secret),
        prefix=secret[:_SHOWN],
        name=wish.name,
        post=post,
        covers=covers,
        purposes=sorted(set(wish.purposes)),
        made=now,
        expires=now + timedelta(days=wish.days),
    )
    note(Note("make", "token", token.prefix, post.organisation, {"covers": [None, covers]}))
    return token, secret


def revoke(token: Token) -> None:
    """End a token at once."""
    if token.revoked:
        return
    token.revoked = timezone.now()
    token.save(update_fields=["revoked"])
    note(Note("revoke", "token", token.prefix, token.post.organisation))


def note_use(token: Token) -> None:
    """Note when a token was last used, to the minute, so that not every call writes."""
    now = timezone.now()
    if token.last_used is None or now - token.last_used > _GRAIN:
        Token.objects.filter(pk=token.pk).update(last_used=now)
