"""Files that an office takes in one after another, at the command line or for a demonstration."""

from dataclasses import dataclass
from pathlib import Path

from nanfeng.forms.form import Form
from nanfeng.intake.take import Progress, take
from nanfeng.intake.taken import Taken
from nanfeng.web import city
from nanfeng.web.audit.services import Doer
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.records.history import History
from nanfeng.web.records.intake import Sender, context
from nanfeng.web.records.models import Record, Sending
from nanfeng.web.records.sendings import Sent, finish, receive


@dataclass(frozen=True)
class TakenIn:
    """What became of a file: intake's answer, and the sending as which it is kept."""

    taken: Taken
    sending: Sending


class Office:
    """Takes files in with everything in view. What an office sends of a form that goes through review counts as
    reviewed by it, unless it is told not to be.
    """

    def __init__(self, reviewed: bool = True) -> None:
        self._history = History()
        self._reviewed = reviewed

    def take_in(self, path: Path, form: Form, sender: Sender, progress: Progress | None = None) -> TakenIn:
        """Take one file in, whole or not at all.

        Raise UnreadableError where no row of it can be read, ValueError where made-up records would meet real ones.
        """
        with acting(SYSTEM, Doer(who=sender.by, acting_for=sender.acting_for)):
            _refuse_mixture(form, sender)
            taken = take(path, form, context(sender, self._history.of(form)), progress)
            sending = receive(Sent(path.name, [path.read_bytes()], form), sender)
            return TakenIn(taken, finish(sending, taken, "approved" if form.due and self._reviewed else "accepted"))


def _refuse_mixture(form: Form, sender: Sender) -> None:
    """Made-up records and real ones never stand in one installation: a resent row would lose its mark, or gain one."""
    if Record.objects.filter(form=form.name, synthetic=not sender.synthetic).exists():
        mend = "leave --synthetic out" if sender.synthetic else "add --synthetic"
        raise ValueError(f"the records of this form that are here are of the other sort: {mend}, or use another --home")


def form_named(name: str) -> Form:
    """The form of that name that people file; raise ValueError that says why it is none."""
    return city.pack().filed_form(name)
