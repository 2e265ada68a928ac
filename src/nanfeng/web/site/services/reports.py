"""What readers report, and the answers to it."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.core.mail import send_mail
from django.db import transaction

from nanfeng.kinds.text import Text
from nanfeng.web import city, clock
from nanfeng.web.audit.services import Note, note
from nanfeng.web.links import absolute
from nanfeng.web.site.models import ErrorReport

_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_LENGTH = 10
KEPT = timedelta(days=365)
"""So long after the answer the mail address of a report is kept."""


@dataclass(frozen=True)
class Said:
    """What a reader says: about which page and figure, and where he wants the answer (empty: nowhere)."""

    kind: str
    text: str
    page: str = ""
    figure: str = ""
    mail: str = ""
    language: str = "zh"


@transaction.atomic
def report(said: Said) -> ErrorReport:
    """Take in what a reader says; its number is what he can ask after it with."""
    found = ErrorReport.objects.create(number=_number(), made=clock.now(), **vars(said))
    note(Note("report", "error_report", found.number, changes={"kind": [None, said.kind]}))
    return found


@transaction.atomic
def answer(report_id: int, state: str, words: str, by: str) -> ErrorReport:
    """Answer a report, and mail the answer to who wants it."""
    found = ErrorReport.objects.select_for_update().get(pk=report_id)
    before = found.state
    found.state, found.answer, found.answered_by, found.answered_at = state, words, by, clock.now()
    found.save()
    note(Note("answer", "error_report", found.number, changes={"state": [before, state]}, why=words))
    if found.mail:
        _mail(found)
    return found


def forget_addresses() -> int:
    """Delete the mail addresses of reports that were answered a year ago; how many there were."""
    old = ErrorReport.objects.filter(answered_at__lt=clock.now() - KEPT).exclude(mail="")
    return old.update(mail="")


def _number() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))


def _mail(found: ErrorReport) -> None:
    name, link = city.pack().name, absolute("site:report_state")
    heading = Text(
        f"{name.zh}：对您来信 {found.number} 的答复", f"{name.en}: the answer to your message {found.number}"
    )
    body = Text(
        f"您好！\n\n您写道：\n{found.text}\n\n答复：\n{found.answer}\n\n凭编号 {found.number} 可查看处理情况：{link}\n",
        f"You wrote:\n{found.text}\n\nOur answer:\n{found.answer}\n\nSee how it stands with the number "
        f"{found.number}: {link}\n",
    )
    chinese = found.language == "zh"
    subject, words = (heading.zh, body.zh) if chinese else (heading.en, body.en)
    send_mail(subject, words, None, [found.mail])
