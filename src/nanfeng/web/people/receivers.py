"""What happens to accounts and sign-ins goes into the log, whoever's code does it."""

from collections.abc import Mapping
from functools import partial

from allauth.account.signals import (
    email_added,
    email_changed,
    email_confirmed,
    email_removed,
    password_changed,
    password_reset,
    password_set,
    user_signed_up,
)
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
)
from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from nanfeng.web.audit.services import Doer, Note, note
from nanfeng.web.people.address import claimed_name, client_address
from nanfeng.web.people.models import User
from nanfeng.web.people.services import drop_sessions

_TOLD = {
    user_logged_in: ("sign in", "session"),
    user_logged_out: ("sign out", "session"),
    user_signed_up: ("sign up", "account"),
    password_changed: ("change", "password"),
    password_set: ("set", "password"),
    password_reset: ("reset", "password"),
    email_added: ("add", "mail address"),
    email_changed: ("change", "mail address"),
    email_removed: ("remove", "mail address"),
    authenticator_added: ("add", "second factor"),
    authenticator_removed: ("remove", "second factor"),
    authenticator_reset: ("renew", "second factor"),
    authentication_failed: ("fail", "second factor"),
}
"""What the log says of a signal that comes with the account: action and noun."""


def _tell(action: str, noun: str, request: HttpRequest | None, user: User | None, **_: object) -> None:
    if user is not None:
        note(Note(action, noun, user.email, doer=_doer(request, user.email)))


def _doer(request: HttpRequest | None, who: str = "") -> Doer:
    return Doer(who, address=client_address(request) if request else "")


for _signal, (_action, _noun) in _TOLD.items():
    _signal.connect(partial(_tell, _action, _noun), weak=False, dispatch_uid=f"log:{_action}:{_noun}")


@receiver([authenticator_added, authenticator_removed, authenticator_reset])
def _other_sessions_end(request: HttpRequest, user: User, **_: object) -> None:
    """Who changes his second factor is signed out everywhere else."""
    drop_sessions(user, but=request.session.session_key or "")


@receiver(email_confirmed)
def _confirmed(request: HttpRequest, email_address: object, **_: object) -> None:
    note(Note("confirm", "mail address", str(getattr(email_address, "email", "")), doer=_doer(request)))


@receiver(user_login_failed)
def _failed(credentials: Mapping[str, object], request: HttpRequest | None = None, **_: object) -> None:
    note(Note("fail", "session", _named(claimed_name(request, credentials)), doer=_doer(request)))


@receiver(user_locked_out)
def _locked(request: HttpRequest, username: str, **_: object) -> None:
    note(Note("lock", "session", _named(username), doer=_doer(request)))


def _named(typed: str) -> str:
    """What was typed as a name, if it is an address: people type passwords there, and the log is for ever."""
    return typed if "@" in typed else ""
