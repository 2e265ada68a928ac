"""Inviting somebody to a post by mail: the link works once, until it expires, for that address alone."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text
from nanfeng.web import city
from nanfeng.web.audit.services import Note, note
from nanfeng.web.links import absolute
from nanfeng.web.people.models import Invitation, Office, Post, User
from nanfeng.web.people.refusals import RefusedError
from nanfeng.web.people.services import grant
from nanfeng.web.people.services.writing import write_to

_OPEN_FOR = timedelta(days=7)


@dataclass(frozen=True)
class Offered:
    """An invitation that was just made, with the secret of its link, which is kept nowhere but in the sealed mail."""

    invitation: Invitation
    token: str


def invite(inviter: Post, email: str, office: Office) -> Offered:
    """Offer an office to a mail address; raise RefusedError where the inviter may not give it away.

    An administrator invites to every office, a park officer enterprise clerks of enterprises in his park.
    """
    office = _checked(inviter, office)
    token = secrets.token_urlsafe(32)
    now = timezone.now()
    invitation = Invitation.objects.create(
        digest=_digest(token),
        email=email.strip().lower(),
        invited_by=inviter.user,
        made=now,
        expires=now + _OPEN_FOR,
        **office.columns(),
    )
    changes = {"email": [None, invitation.email], "role": [None, office.role.value]}
    note(Note("invite", "post", f"invitation {invitation.pk}", office.organisation, changes))
    return Offered(invitation, token)


def mail(offered: Offered) -> None:
    """Mail the link, in the language of the account where the address has one, else in both."""
    invitation, link = offered.invitation, absolute("people:accept", offered.token)
    name, role = city.pack().name, invitation.office.role.label
    day = timezone.localdate(invitation.expires).isoformat()
    subject = Text(f"{name.zh}：邀请您登录", f"{name.en}: an invitation")
    body = Text(
        f"您好！\n\n{invitation.invited_by} 邀请您在“{name.zh}”平台担任“{role.zh}”。\n"
        f"请在 {day} 前打开下面的链接（只能使用一次，请勿转发）：\n\n{link}\n",
        f"{invitation.invited_by} invites you to act as {role.en} on the platform “{name.en}”.\n"
        f"Please open this link before {day}. It works once; do not pass it on.\n\n{link}\n",
    )
    write_to(invitation.email, subject, body)


def opened(token: str) -> Invitation | None:
    """The invitation of a link that still works; None for one that is used, withdrawn, expired or made up."""
    found = Invitation.objects.select_for_update().filter(
        digest=_digest(token), accepted=None, withdrawn=None, expires__gt=timezone.now()
    )
    return found.first()


def accept(invitation: Invitation, user: User) -> Post:
    """Give the account its post and use the link up; raise RefusedError for an account of another address."""
    if user.email.lower() != invitation.email:
        raise RefusedError(
            Text(
                f"这份邀请发给 {invitation.email}，请用该邮箱的账号接受",
                f"this invitation is for {invitation.email}: accept it with the account of that address",
            )
        )
    invitation.accepted, invitation.accepted_by = timezone.now(), user
    invitation.save(update_fields=["accepted", "accepted_by"])
    note(Note("accept", "post", f"invitation {invitation.pk}", invitation.organisation))
    return grant(user, invitation.office, invitation.invited_by.email)


def withdraw(invitation: Invitation) -> None:
    """Make the link useless; one that was used stays used."""
    if invitation.accepted or invitation.withdrawn:
        return
    invitation.withdrawn = timezone.now()
    invitation.save(update_fields=["withdrawn"])
    note(Note("withdraw", "post", f"invitation {invitation.pk}", invitation.organisation))


def _checked(inviter: Post, office: Office) -> Office:
    if inviter.role == Role.ADMINISTRATOR:
        return office
    if inviter.role != Role.PARK_OFFICER or office.role is not Role.ENTERPRISE_CLERK:
        raise RefusedError(
            Text("您只能邀请本园区企业的填报员", "you may invite clerks of enterprises in your own park, nobody else")
        )
    if park_of(office.organisation) != inviter.park:
        raise RefusedError(
            Text(
                f"{office.organisation} 未登记在您的园区，请先在机构名录中核对",
                f"{office.organisation} is not registered in your park: check the register of organisations first",
            )
        )
    return Office(office.role, office.organisation, inviter.park)


def park_of(organisation: str) -> str:
    """The park that an organisation belongs to today, as the register says; empty where it says none."""
    return import_string(settings.PARK_OF_ORGANISATION)(organisation, timezone.localdate())


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
