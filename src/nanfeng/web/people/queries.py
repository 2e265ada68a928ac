"""Reading accounts and posts."""

from datetime import date

from allauth.usersessions.models import UserSession
from django.db.models import Q, QuerySet
from django.utils import timezone

from nanfeng.kinds.role import Role
from nanfeng.web.people.models import Claim, Invitation, Post, User
from nanfeng.web.people.request import Request
from nanfeng.web.people.scope import SYSTEM, present, seeing

CHOSEN = "post"
"""The session's key for the post that was taken up."""


def standing(on: date | None = None) -> QuerySet[Post]:
    """All posts that are held on a day (today), in order of their grant."""
    on = on or timezone.localdate()
    holds = Q(until=None) | Q(until__gte=on)
    return Post.objects.filter(holds, since__lte=on, user__is_active=True).order_by("pk")


def standing_posts(user: User, on: date | None = None) -> QuerySet[Post]:
    """The posts that an account holds on a day (today), in order of their grant."""
    return standing(on).filter(user=user)


def colleagues(post: Post) -> QuerySet[Post]:
    """The posts that others hold for the same organisation in the same role; none for a post without one."""
    if not post.organisation:
        return Post.objects.none()
    same = standing().filter(role=post.role, organisation=post.organisation)
    return same.exclude(user=post.user).select_related("user")


def posts_held(request: Request) -> tuple[Post, ...]:
    """The posts that somebody holds today, in order of their grant; none for the public."""
    return tuple(standing_posts(request.user)) if isinstance(request.user, User) else ()


def present_post(request: Request) -> Post | None:
    """Of the posts held, the one that was taken up in this session, else the first; None where none is held."""
    if not request.posts:
        return None
    chosen = request.session.get(CHOSEN)
    return next((post for post in request.posts if post.pk == chosen), request.posts[0])


def sessions(user: User) -> list[UserSession]:
    """Where an account is signed in, the latest first."""
    return list(UserSession.objects.filter(user=user).order_by("-last_seen_at"))


def invitations(post: Post) -> QuerySet[Invitation]:
    """The invitations that somebody may handle, the latest first: an administrator all, an officer his park's."""
    found = Invitation.objects.select_related("invited_by").order_by("-made")
    return found if post.role == Role.ADMINISTRATOR else found.filter(park=post.park, role=Role.ENTERPRISE_CLERK)


def pending_claims(post: Post) -> QuerySet[Claim]:
    """The claims that wait for the officer of a park, the oldest first."""
    waiting = Claim.objects.filter(present().condition, park=post.park, state=Claim.State.PENDING)
    return waiting.select_related("user").order_by("made")


def claims_of(user: User) -> list[Claim]:
    """The claims that somebody made himself, the latest first, whatever post he acts in."""
    with seeing(SYSTEM):
        return list(Claim.objects.filter(user=user).order_by("-made"))
