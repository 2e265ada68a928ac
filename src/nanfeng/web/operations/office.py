"""What the commands on records do, once Django is set up."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from nanfeng.intake.take import Progress
from nanfeng.ledger.receipt import Receipt
from nanfeng.web import clock
from nanfeng.web.audit.services import Doer
from nanfeng.web.closing.queries.history import Event, history
from nanfeng.web.closing.services import Order, enter_vintage, freeze_records
from nanfeng.web.operations.upkeep import bring_up_to_date
from nanfeng.web.organisations.directory import rebuild
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.records.intake import Sender
from nanfeng.web.records.models import Record
from nanfeng.web.records.office import Office, TakenIn, form_named
from nanfeng.web.records.sendings import refused_file
from nanfeng.web.records.withdrawing import StandsError
from nanfeng.web.records.withdrawing import withdraw as withdraw_record

_OFFICE = "command line"

Watch = Callable[[Path], AbstractContextManager[Progress]]
"""Shows how far the taking in of a file is."""


@dataclass(frozen=True)
class Delivery:
    """Files for a form, who sends them, for whom, and whether they are made up."""

    files: Sequence[Path]
    form: str
    by: str
    acting_for: str | None
    synthetic: bool


def take_in(delivery: Delivery, watch: Watch) -> Iterator[tuple[TakenIn, Path | None]]:
    """Take files in, one after another; with each the workbook of rows to mend, None where there are none."""
    bring_up_to_date()
    form, office = form_named(delivery.form), Office()
    sender = Sender(delivery.by, clock.now(), delivery.acting_for or "", delivery.synthetic)
    for path in delivery.files:
        with watch(path) as progress:
            taken_in = office.take_in(path, form, sender, progress)
        yield taken_in, refused_file(taken_in.sending)


def withdraw(form: str, key: str, by: str, why: str) -> Record:
    """Withdraw the record of a form that stands under a key; raise ValueError where there is none, or it may not be."""
    bring_up_to_date()
    with acting(SYSTEM, Doer(by)):
        found = Record.objects.filter(form=form_named(form).name, key=key, current=True).first()
        if found is None:
            raise ValueError(
                f"no record of {form} has the key {key!r}; keys are the parts of a record's own, joined by |"
            )
        try:
            return withdraw_record(found, found.version, why)
        except StandsError as error:
            raise ValueError(error.args[0].en) from error


def reindex() -> int:
    """Build the directory of organisations anew; return how many are in it."""
    bring_up_to_date()
    with acting(SYSTEM, Doer(_OFFICE)):
        return rebuild()


def events() -> list[Event]:
    """What became of vintages and releases, the latest first."""
    bring_up_to_date()
    with acting(SYSTEM, Doer(_OFFICE)):
        return history()


def close(by: str, cut_off: datetime | None, remark: str | None) -> Receipt:
    """Freeze everything that was entered by the cut-off."""
    bring_up_to_date()
    order = Order(by, cut_off, remark=remark or "")
    with acting(SYSTEM, Doer(by)):
        receipt = freeze_records(order)
        enter_vintage(receipt, order)
    return receipt
