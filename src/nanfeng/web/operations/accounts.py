"""Accounts, as somebody handles them who may run commands on the machine: before there is an administrator, or after
he lost his second factor.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec, TypeVar

from django.core.exceptions import ValidationError

from nanfeng.kinds.role import Role
from nanfeng.web.links import absolute
from nanfeng.web.operations.log import OPERATOR
from nanfeng.web.people.models import Office, Post, User
from nanfeng.web.people.queries import standing, standing_posts
from nanfeng.web.people.refusals import RefusedError
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.people.services import accounts, invitations

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Listed:
    """An account as it is listed; `offices` are what it acts as today, in both languages."""

    email: str
    name: str
    closed: bool
    offices: tuple[str, ...]


def as_operator(work: Callable[P, R]) -> Callable[P, R]:
    """Do it in one transaction, in the operator's name; what is refused is raised as ValueError in plain words."""

    @wraps(work)
    def done(*given: P.args, **named: P.kwargs) -> R:
        try:
            with acting(SYSTEM, OPERATOR):
                return work(*given, **named)
        except ValidationError as error:
            raise ValueError(" ".join(error.messages)) from error
        except RefusedError as error:
            raise ValueError(str(error)) from error

    return done


def listed() -> list[Listed]:
    """All accounts, by mail address."""
    offices: dict[int, list[str]] = {}
    for post in standing().select_related("user"):
        offices.setdefault(post.user.pk, []).append(_office(post))
    users = User.objects.order_by("email")
    return [Listed(user.email, user.name, not user.is_active, tuple(offices.get(user.pk, []))) for user in users]


@as_operator
def create_administrator(email: str, password: str, name: str) -> None:
    """An account that administers the platform."""
    accounts.create_administrator(email, password, name)


@as_operator
def invite(inviter: str, email: str, office: dict[str, str]) -> str:
    """Offer an office in the name of an administrator, send the mail, and give back the link."""
    post = standing_posts(_user(inviter)).filter(role=Role.ADMINISTRATOR).first()
    if post is None:
        raise ValueError(f"{inviter} is no administrator: name one with --by")
    offered = invitations.invite(post, email, Office(Role(office.pop("role")), **office))
    invitations.mail(offered)
    return absolute("people:accept", offered.token)


@as_operator
def reset_second_factor(email: str, why: str) -> int:
    """Take a lost second factor away; how many were taken."""
    return accounts.reset_second_factor(_user(email), why)


@as_operator
def end(email: str, why: str) -> int:
    """Close an account at once; how many posts ended with it."""
    return len(accounts.end_access(_user(email), why))


def _user(email: str) -> User:
    found = User.objects.filter(email=email.strip().lower()).first()
    if found is None:
        raise ValueError(f"there is no account {email}; `nanfeng user list` lists them")
    return found


def _office(post: Post) -> str:
    label = Role(post.role).label
    return " · ".join(filter(None, [label.zh, label.en, post.organisation, post.park, post.department]))
