"""Who one is, and the posts that one holds."""

from datetime import date

from ninja import Schema

from nanfeng.kinds.role import Role
from nanfeng.web.api.noun import Noun
from nanfeng.web.api.problem import Words
from nanfeng.web.api.shapes import words
from nanfeng.web.doors import allow_own
from nanfeng.web.people.models import Post
from nanfeng.web.people.queries import standing_posts
from nanfeng.web.people.request import Request, account_of
from nanfeng.web.people.scope import present

account = Noun("account")


class PostOut(Schema):
    """A role, and for whom it is held."""

    id: int
    role: Role
    label: Words
    organisation: str
    park: str
    department: str
    since: date


class Me(Schema):
    """Who calls, what he acts as, and what of single records he sees: `parks` `*` is everywhere."""

    email: str
    name: str
    post: PostOut | None
    posts: list[PostOut]
    organisations: list[str]
    parks: list[str]
    purposes: list[str]
    writes: bool
    token: str | None


@account.get("/me", Me)
@allow_own
def me(request: Request) -> Me:
    """谁在调用 / Who calls, in which post, and what it sees."""
    user, scope = account_of(request), present()
    return Me(
        email=user.email,
        name=user.name,
        post=shown(request.post) if request.post else None,
        posts=[shown(post) for post in standing_posts(user)],
        organisations=list(scope.organisations),
        parks=list(scope.parks),
        purposes=[purpose.value for purpose in scope.purposes],
        writes=scope.writes,
        token=request.bearer.identifier if request.bearer else None,
    )


def shown(post: Post) -> PostOut:
    """A post as the API says it."""
    role = Role(post.role)
    held = {name: getattr(post, name) for name in ("organisation", "park", "department", "since")}
    return PostOut(id=post.pk, role=role, label=words(role.label), **held)
