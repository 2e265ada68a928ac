"""Accounts as an administrator handles them: made, let in again, ended. Pages and the command line call the same."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.utils import timezone
from django.utils.translation import get_language

from nanfeng.kinds.role import Role
from nanfeng.web.audit.services import Note, note
from nanfeng.web.people.models import Office, Post, User
from nanfeng.web.people.queries import standing_posts
from nanfeng.web.people.services import drop_sessions, end, grant


def open_account(email: str, password: str, name: str = "") -> User:
    """An account whose mail address is known to be its holder's.

    Raise Django's ValidationError where the password is too weak, ValueError where the address has an account.
    """
    email = email.strip().lower()
    if User.objects.filter(email=email).exists():
        raise ValueError(f"{email} has an account already")
    validate_password(password, User(email=email, name=name))
    user = User(email=email, name=name, language=get_language() or "zh-hans")
    user.set_password(password)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    note(Note("open", "account", user.email))
    return user


def create_administrator(email: str, password: str, name: str = "") -> User:
    """An account with the post of an administrator; raise as `open_account` does."""
    user = open_account(email, password, name)
    grant(user, Office(Role.ADMINISTRATOR), "installation")
    return user


def reset_second_factor(user: User, why: str) -> int:
    """Take away a lost second factor and its recovery codes, and every session; return how many were taken.

    Staff have to set up a new one before they see anything.
    """
    taken, _ = Authenticator.objects.filter(user=user).delete()
    drop_sessions(user)
    note(Note("reset", "second factor", user.email, why=why))
    return taken


def end_access(user: User, why: str) -> list[Post]:
    """Close an account at once: all posts end, all sessions too, nobody signs in to it again. Return what ended."""
    posts = list(standing_posts(user))
    for post in posts:
        end(post, why)
    user.is_active = False
    user.save(update_fields=["is_active"])
    drop_sessions(user)
    note(Note("close", "account", user.email, changes={"closed": [None, timezone.localdate().isoformat()]}, why=why))
    return posts


def rename(user: User, name: str, language: str) -> None:
    """Change what an account is called and the language of its mails."""
    changes = {
        field: [before, after]
        for field, before, after in (("name", user.name, name), ("language", user.language, language))
        if before != after
    }
    if not changes:
        return
    user.name, user.language = name, language
    user.save(update_fields=["name", "language"])
    note(Note("change", "account", user.email, changes=changes))
