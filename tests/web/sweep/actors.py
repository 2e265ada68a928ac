"""Who walks through the platform: somebody of every role, and the public."""

from dataclasses import dataclass
from http.cookies import SimpleCookie

from django.conf import settings
from django.test import Client
from tests.web import zone

from nanfeng.kinds.role import Role
from nanfeng.web.people.models import Post
from nanfeng.web.people.scope import PUBLIC, Scope, scope_of

_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass(frozen=True)
class Actor:
    """Somebody with the key of his session. `role` is None, `email` and `session` are empty for the public."""

    role: Role | None
    email: str
    scope: Scope
    session: str = ""

    def __str__(self) -> str:
        return self.role.value if self.role else "public"

    def browser(self) -> Client:
        """A new browser that is signed in: whatever the pages before did to theirs."""
        client = Client(raise_request_exception=False)
        client.cookies = SimpleCookie({settings.SESSION_COOKIE_NAME: self.session} if self.session else {})
        return client


def everybody() -> dict[str, Actor]:
    """One actor for each role, the clerk and the officers of Nanhai, and the public."""
    return {"public": Actor(None, "", PUBLIC)} | {
        role.value: _of(role, user) for role, user in zone.somebody_for_every_role().items()
    }


def _of(role: Role, user: object) -> Actor:
    client = Client()
    client.force_login(user, backend=_BACKEND)  # type: ignore[arg-type]
    post = Post.objects.get(user=user, role=role.value)
    return Actor(role, post.user.email, scope_of(post), str(client.session.session_key))
