"""Reading accounts and posts."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from nanfeng.web.people.models import Post, User
from nanfeng.web.people.request import Request

CHOSEN = "post"
"""The session's key for the post that was taken up."""


def standing_posts(user: User, on: date | None = None) -> QuerySet[Post]:
    """The posts that an account holds on a day (today), in order of their grant."""
    on = on or timezone.localdate()
    return Post.objects.filter(Q(until=None) | Q(until__gte=on), user=user, since__lte=on).order_by("pk")


def present_post(request: Request) -> Post | None:
    """The post that was taken up in this session, else the first there is; None for the public and for no post."""
    if not isinstance(request.user, User):
        return None
    posts = list(standing_posts(request.user))
    chosen = request.session.get(CHOSEN)
    return next((post for post in posts if post.pk == chosen), posts[0] if posts else None)
