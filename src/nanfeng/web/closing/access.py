"""Who may see what of closing: releases under embargo, and the single enterprises inside a vintage. Said here alone;
pages, downloads, the public site, search and the API ask here.
"""

from enum import Enum

from django.db.models import QuerySet

from nanfeng.forms.form import Purpose
from nanfeng.kinds.role import Role
from nanfeng.web.closing.models import Release
from nanfeng.web.people.models import Post
from nanfeng.web.people.roles import SIGHT

UNRELEASED = (Role.STATISTICIAN, Role.PLANNER, Role.APPROVER, Role.AUDITOR)
"""Who sees a release before its day; others, whatever their office, only what is published."""

SINGLE = tuple(role for role in Role if SIGHT[role].zone_wide and Purpose.STATISTICS in SIGHT[role].purposes)
"""Who sees the single records of a vintage: those who see every statistical return."""


class Audience(Enum):
    """For whom figures are read."""

    PUBLIC = "public"
    INSIDE = "inside"


def audience_of(post: Post | None) -> Audience:
    """What somebody who acts in a post (None: the public) may see of releases."""
    inside = post is not None and Role(post.role) in UNRELEASED
    return Audience.INSIDE if inside else Audience.PUBLIC


def sees_single(post: Post | None) -> bool:
    """Whether somebody who acts in a post may see the records of single enterprises in a vintage."""
    return post is not None and Role(post.role) in SINGLE


def visible(audience: Audience) -> QuerySet[Release]:
    """The releases that an audience may see, the last built first."""
    releases = Release.objects.select_related("vintage").order_by("-built_at", "pk")
    return releases if audience is Audience.INSIDE else releases.filter(published_at__isnull=False)
