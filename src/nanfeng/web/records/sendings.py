"""Files that are sent in: kept as they came, taken in by a job, and what was refused handed back."""

import hashlib
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePath

from django.db import transaction

from nanfeng.forms.form import Form
from nanfeng.intake.file_name import clean_name
from nanfeng.intake.protocol import protocol
from nanfeng.intake.refused import write_refused
from nanfeng.intake.taken import Taken
from nanfeng.kinds.text import Text
from nanfeng.web import city
from nanfeng.web.audit.services import Note, note
from nanfeng.web.jobs.models import Job
from nanfeng.web.jobs.services import start
from nanfeng.web.people.scope import present
from nanfeng.web.records.access import check_role
from nanfeng.web.records.intake import Sender, context, keep
from nanfeng.web.records.models import Sending

_COMING = ".coming-"
"""How the folders begin in which files are being written."""


@dataclass(frozen=True)
class Sent:
    """A file as it was sent: its name, its bytes in pieces, and for which form."""

    name: str
    pieces: Iterable[bytes]
    form: Form


@transaction.atomic
def receive(sent: Sent, sender: Sender) -> Sending:
    """Keep a file as it came, under the digest of its bytes; nothing of it is read yet.

    Raise NotFiledByError where the present doer's role does not file the form.
    """
    check_role(sent.form)
    path = _stored(sent)
    scope = present()
    sending = Sending.objects.create(
        form=sent.form.name,
        name=clean_name(sent.name),
        sha256=path.stem,
        organisation=scope.organisations[0] if scope.organisations else "",
        park=next((park for park in scope.parks if park != "*"), ""),
        purpose=sent.form.purpose.value,
        by=sender.by,
        acting_for=sender.acting_for,
        entered=sender.entered,
        synthetic=sender.synthetic,
    )
    note(Note("send", sent.form.name, str(sending.pk), sending.organisation, {"file": [None, sending.name]}))
    return sending


@transaction.atomic
def take_in(sent: Sent, sender: Sender) -> Job:
    """Keep a file and have it taken in by a job, which is given back."""
    sending = receive(sent, sender)
    title = Text(f"接收“{sending.name}”", f"Taking in “{sending.name}”")
    return start("intake", title, {"sending": sending.pk}, key=str(sending.pk))


def stored(sending: Sending) -> Path:
    """Where the file stands as it came."""
    return city.home() / "sent" / f"{sending.sha256}{PurePath(sending.name).suffix.lower()}"


def sender_of(sending: Sending) -> Sender:
    """Who sent it, as intake asks it."""
    return Sender(sending.by, sending.entered, sending.acting_for, sending.synthetic)


@transaction.atomic
def finish(sending: Sending, taken: Taken, status: str = "accepted") -> Sending:
    """Keep what was accepted and note what became of the file, both or neither; done once however often it is called.

    Raise DatabaseError where a row may not be written by who sent it.
    """
    locked = Sending.objects.select_for_update().get(pk=sending.pk)
    if locked.state == Sending.State.DONE:
        return locked
    keep(taken, status)
    sender = sender_of(locked)
    locked.refused = _hand_back(locked, taken)
    locked.protocol = dict(protocol(taken, context(sender, taken.accepted.slice(0, 0)), locked.sha256))
    locked.accepted = taken.accepted.num_rows
    locked.handed_back = len(taken.refused) + len(taken.questions)
    locked.state = Sending.State.DONE
    locked.save()
    return locked


def sweep(before: datetime) -> int:
    """Remove what was coming in when the web server was killed, if not touched since a moment; how many there were."""
    coming = (city.home() / "sent").glob(f"{_COMING}*")
    left_over = [path for path in coming if path.stat().st_mtime < before.timestamp()]
    for path in left_over:
        shutil.rmtree(path, ignore_errors=True)
    return len(left_over)


@transaction.atomic
def fail(sending: Sending, issue: Mapping[str, object]) -> None:
    """Note that no row of the file could be read, and why."""
    Sending.objects.filter(pk=sending.pk).update(state=Sending.State.FAILED, protocol={"issues": [dict(issue)]})


def refused_file(sending: Sending) -> Path | None:
    """The workbook of rows to mend and send again; None where all were taken."""
    return city.home() / "refused" / sending.refused if sending.refused else None


def _hand_back(sending: Sending, taken: Taken) -> str:
    if not taken.refused and not taken.questions:
        return ""
    name = f"{sending.pk:08}.xlsx"
    write_refused(taken, city.home() / "refused" / name)
    return name


def _stored(sent: Sent) -> Path:
    """The file's bytes under their digest, whole or not at all; the same file sent twice is kept once."""
    folder = city.home() / "sent"
    folder.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with tempfile.TemporaryDirectory(dir=folder, prefix=_COMING) as coming:
        unfinished = Path(coming) / "file"
        with unfinished.open("wb") as file:
            for piece in sent.pieces:
                digest.update(piece)
                file.write(piece)
        path = folder / f"{digest.hexdigest()}{PurePath(clean_name(sent.name)).suffix.lower()}"
        unfinished.replace(path)
    return path
