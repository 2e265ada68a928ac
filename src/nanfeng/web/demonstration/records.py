"""The demonstration's records: the spreadsheets that offices would have sent, taken in one after another."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from nanfeng.demo.make import Made, SentFile
from nanfeng.forms.form import Form
from nanfeng.intake.take import take
from nanfeng.web import city
from nanfeng.web.audit.services import Doer
from nanfeng.web.closing.services import is_reviewed
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.records.history import History
from nanfeng.web.records.intake import Sender, context
from nanfeng.web.records.sendings import Sent, finish, receive

Tell = Callable[[float], None]


def take_in(made: Made, tell: Tell) -> Counter[str]:
    """Take every file in, in the order in which the offices sent them; count rows by what became of them."""
    counts: Counter[str] = Counter(files=len(made.files))
    history = History()
    for number, sent in enumerate(made.files, 1):
        with acting(SYSTEM, Doer(who=sent.entered_by)):
            counts += _take_one(made.folder / sent.file, sent, history)
        tell(number / len(made.files))
    return counts


def _take_one(path: Path, sent: SentFile, history: History) -> Counter[str]:
    form = city.pack().forms[sent.form]
    entered = datetime.fromisoformat(sent.entered).replace(tzinfo=UTC)
    sender = Sender(sent.entered_by, entered, synthetic=True)
    sending = receive(Sent(path.name, [path.read_bytes()], form), sender)
    taken = take(path, form, context(sender, history.of(form)))
    finish(sending, taken, _status(form))
    handed_back = {"refused": len(taken.refused), "questions": len(taken.questions)}
    return Counter(accepted=taken.accepted.num_rows, **handed_back)


def _status(form: Form) -> str:
    """Returns of the past went through review long ago."""
    return "approved" if is_reviewed(form) else "accepted"
