"""Claiming an organisation with evidence, and what the officer of its park says to that."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError
from django.utils import timezone

from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text
from nanfeng.web.audit.services import Note, note
from nanfeng.web.links import origin
from nanfeng.web.people import evidence
from nanfeng.web.people.models import Claim, Office, User
from nanfeng.web.people.refusals import RefusedError
from nanfeng.web.people.scope import SYSTEM, seeing
from nanfeng.web.people.services import grant
from nanfeng.web.people.services.invitations import park_of
from nanfeng.web.people.services.writing import write_to
from nanfeng.web.people.signals import claim_confirmed


@dataclass(frozen=True)
class Document:
    """A file that was sent as evidence."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Statement:
    """What a claimant says: the organisation's canonical identifier, its park, and what the register needs of it."""

    organisation: str
    park: str
    name: str
    industry: str = ""
    address: str = ""
    established: date | None = None
    words: str = ""
    document: Document | None = None


def claim(user: User, said: Statement) -> Claim:
    """Put a claim before the officer of the organisation's park; the register's park goes before the claimant's.

    Raise RefusedError where there is neither document nor words, the document is none, or the claim waits already.
    """
    if not said.document and not said.words:
        raise RefusedError(
            Text(
                "请上传营业执照，或写明您与该机构的关系", "send the licence, or say how you belong to the organisation"
            )
        )
    digest = evidence.keep(said.document.content) if said.document else ""
    made = Claim(
        user=user,
        organisation=said.organisation,
        park=park_of(said.organisation) or said.park,
        name=said.name,
        industry=said.industry,
        address=said.address,
        established=said.established,
        statement=said.words,
        evidence=digest,
        evidence_name=said.document.name[:200] if said.document else "",
        made=timezone.now(),
    )
    _insert(made)
    note(Note("claim", "organisation", f"claim {made.pk}", said.organisation, {"evidence": [None, digest]}))
    return made


def confirm(claimed: Claim, by: User) -> None:
    """Give the claimant his post and the register the organisation; raise RefusedError where it is decided already, or
    where it is one's own, or where the register does not take the organisation.
    """
    waiting = _waiting(claimed, by)
    claim_confirmed.send(Claim, claim=waiting)  # the register may refuse it: nothing is decided yet
    _decide(waiting, by, Claim.State.CONFIRMED, "")
    grant(waiting.user, Office(Role.ENTERPRISE_CLERK, waiting.organisation, waiting.park), by.email)
    _tell(waiting, Text("已确认，您现在可以为该机构填报", "is confirmed: you may now report for it"))


def reject(claimed: Claim, by: User, reason: str) -> None:
    """Turn a claim down for a reason that the claimant is told; raise RefusedError as `confirm` does."""
    if not reason.strip():
        raise RefusedError(Text("请写明不予确认的原因", "say why the claim is not confirmed"))
    waiting = _waiting(claimed, by)
    _decide(waiting, by, Claim.State.REJECTED, reason.strip())
    _tell(waiting, Text(f"未获确认：{waiting.reason}", f"was not confirmed: {waiting.reason}"))


def _insert(made: Claim) -> None:
    """The claimant has no post yet, so it is the platform that writes for him."""
    try:
        with seeing(SYSTEM):
            made.save()
    except IntegrityError as error:
        raise RefusedError(
            Text("您对该机构的认领正在等待确认", "your claim of this organisation is waiting already")
        ) from error


def _waiting(claimed: Claim, by: User) -> Claim:
    """The claim, held until the transaction ends, so that it is decided once."""
    waiting = Claim.objects.select_for_update(of=("self",)).select_related("user").get(pk=claimed.pk)
    if waiting.state != Claim.State.PENDING:
        raise RefusedError(Text("这份认领已经办结", "this claim has been decided already"))
    if waiting.user == by:
        raise RefusedError(Text("不能确认自己的认领", "nobody decides on his own claim"))
    return waiting


def _decide(waiting: Claim, by: User, state: Claim.State, reason: str) -> None:
    waiting.state, waiting.reason = state, reason
    waiting.decided, waiting.decided_by = timezone.now(), by
    waiting.save(update_fields=["state", "reason", "decided", "decided_by"])
    note(Note(state.value, "organisation", f"claim {waiting.pk}", waiting.organisation, why=reason))


def _tell(decided: Claim, outcome: Text) -> None:
    subject = Text(f"认领结果：{decided.name}", f"Your claim: {decided.name}")
    body = Text(
        f"您对“{decided.name}”的认领{outcome.zh}。\n\n{origin()}/\n",
        f"Your claim of “{decided.name}” {outcome.en}.\n\n{origin()}/\n",
    )
    write_to(decided.user.email, subject, body)
