"""Every write to accounts and posts."""

from dataclasses import dataclass

from django.utils import timezone

from nanfeng.kinds.role import Role
from nanfeng.web.audit.services import Note, note
from nanfeng.web.people.models import Post, User


@dataclass(frozen=True)
class Office:
    """A role and for whom it is held; what does not apply is empty."""

    role: Role
    organisation: str = ""
    park: str = ""
    department: str = ""


def grant(user: User, office: Office, granted_by: str) -> Post:
    """Give an account a post from today on; one that it holds already stays as it is."""
    post, new = Post.objects.get_or_create(
        user=user,
        role=office.role.value,
        organisation=office.organisation,
        park=office.park,
        department=office.department,
        until=None,
        defaults={"since": timezone.localdate(), "granted_by": granted_by},
    )
    if new:
        note(Note("grant", "post", str(post.pk), office.organisation, {"user": [None, user.email]}))
    return post
