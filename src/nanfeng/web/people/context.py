"""What every template knows about who is there."""

from django.http import HttpRequest

from nanfeng.kinds.role import Role
from nanfeng.web.people.models import Post


def acting(request: HttpRequest) -> dict[str, object]:
    """`post` and `role` that one acts in (None for none), and `posts` that one could take up."""
    post: Post | None = getattr(request, "post", None)
    role = Role(post.role) if post else None
    return {"post": post, "role": role, "posts": getattr(request, "posts", ())}
