"""Every write of closing: vintages."""

from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa

from nanfeng import __version__
from nanfeng.forms.form import Form
from nanfeng.ledger.receipt import Closing, Receipt, digest_outside
from nanfeng.ledger.vintage import freeze
from nanfeng.pack.load import keep
from nanfeng.web import city, clock
from nanfeng.web.audit.services import Note, note
from nanfeng.web.closing.models import Vintage
from nanfeng.web.records.queries import Which, records, sent_digests, table


@dataclass(frozen=True)
class Order:
    """Who closes and why. Records entered after `cut_off` stay out (None: now). `reason` is a code for a correction."""

    by: str
    cut_off: datetime | None = None
    reason: str = ""
    remark: str = ""


def frozen_tables(cut_off: datetime) -> dict[str, pa.Table]:
    """The records that a vintage takes: of forms that go through review the approved ones, of others all."""
    forms = city.pack().forms.values()
    return {form.name: table(form, Which(entered_by=cut_off, approved=is_reviewed(form))) for form in forms}


def is_reviewed(form: Form) -> bool:
    """Whether records of the form count only once their return was approved: those that organisations owe."""
    return form.due is not None


def freeze_records(order: Order) -> Receipt:
    """Freeze what the present scope sees (a job's: everything) into files; nothing is written to the database.

    The same records give the same vintage, however often this is done. Raise ValueError where there is nothing.
    """
    pack, now = city.pack(), clock.now()
    cut_off = order.cut_off or now
    tables = frozen_tables(cut_off)
    if not any(rows.num_rows for rows in tables.values()):
        raise ValueError("there are no records to close yet: take some in, and let returns be reviewed")
    keep(city.home(), pack)
    closing = Closing(cut_off, order.by, now, __version__, order.remark or None)
    return freeze(city.home(), tables, pack.forms, closing, sent_digests())


def enter_vintage(receipt: Receipt, order: Order) -> Vintage:
    """Note a vintage that was frozen; one that is known stays as it is."""
    vintage, new = Vintage.objects.get_or_create(
        id=receipt.id,
        defaults={
            "closed_at": receipt.closing.closed_at,
            "closed_by": order.by,
            "cut_off": receipt.closing.cut_off,
            "rows": sum(form.rows for form in receipt.forms.values()),
            "receipt": digest_outside(city.home(), receipt.id) or "",
            "reason": order.reason,
            "note": order.remark,
            "synthetic": records().filter(synthetic=True).exists(),
        },
    )
    if new:
        note(Note("close", "vintage", receipt.id, changes={"rows": [None, vintage.rows]}, why=order.remark))
    return vintage
