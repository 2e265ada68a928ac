"""Everything that the platform holds about one person, as a file to take away."""

import json
from collections.abc import Iterator, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Q

from nanfeng.web.audit.queries import by_account
from nanfeng.web.audit.services import Note, note
from nanfeng.web.people import evidence
from nanfeng.web.people.models import Invitation, Post, User
from nanfeng.web.people.queries import claims_of, sessions
from nanfeng.web.people.scope import SYSTEM, seeing

Rows = list[dict[str, object]]

_OFFICE = ("role", "organisation", "park", "department")
_CLAIM = (
    *("organisation", "park", "name", "industry", "address", "established", "statement", "evidence"),
    *("evidence_name", "state", "made", "decided", "reason"),
)


def held_about(user: User) -> BytesIO:
    """A zip file: account, posts, invitations, claims with their documents, sessions and what the log says of him.

    Secrets (password, second factor, session keys) are left out. It is noted in the log.
    """
    note(Note("export", "account", user.email))
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, rows in _tables(user).items():
            archive.writestr(f"{name}.json", json.dumps(rows, ensure_ascii=False, indent=1, cls=DjangoJSONEncoder))
        for name, content in _documents(user):
            archive.writestr(name, content)
    file.seek(0)
    return file


def _tables(user: User) -> Mapping[str, Rows]:
    about = Q(email=user.email) | Q(invited_by=user)
    known = ("email", "name", "language", "joined", "last_login", "is_active")
    return {
        "account": [{name: getattr(user, name) for name in known}],
        "posts": list(Post.objects.filter(user=user).values(*_OFFICE, "since", "until", "granted_by")),
        "invitations": list(Invitation.objects.filter(about).values(*_OFFICE, "email", "made", "expires", "accepted")),
        "claims": [{name: getattr(claim, name) for name in _CLAIM} for claim in claims_of(user)],
        "sessions": [
            {"since": one.created_at, "last": one.last_seen_at, "address": one.ip, "browser": one.user_agent}
            for one in sessions(user)
        ],
        "log": _told_of(user),
    }


def _told_of(user: User) -> Rows:
    """What the log says of somebody, whatever post he acts in."""
    with seeing(SYSTEM):
        return list(by_account(user.email).values())


def _documents(user: User) -> Iterator[tuple[str, bytes]]:
    for claim in claims_of(user):
        if claim.evidence:
            content = evidence.read(claim.evidence)
            kind = evidence.kind_of(content)
            yield f"documents/claim-{claim.pk}{kind.suffix if kind else ''}", content
