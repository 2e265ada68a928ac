"""Every write of closing: vintages, from the freezing of what was approved to the proof that it is still the same."""

import shutil
from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa
import pyarrow.compute as pc

from nanfeng import __version__
from nanfeng.forms.form import Form
from nanfeng.kinds.text import Text
from nanfeng.ledger.receipt import Closing, Receipt, digest_outside
from nanfeng.ledger.verify import verify
from nanfeng.ledger.versions import WITHDRAWN
from nanfeng.ledger.vintage import freeze
from nanfeng.pack.load import keep
from nanfeng.web import city, clock
from nanfeng.web.audit.services import Note, note
from nanfeng.web.closing.models import Vintage
from nanfeng.web.closing.queries.vintages import content_key
from nanfeng.web.closing.turns import take_turn
from nanfeng.web.jobs.models import Job
from nanfeng.web.jobs.services import start
from nanfeng.web.records.queries import Which, records, sent_digests, table
from nanfeng.web.returns.queries import under_way

_UNFINISHED = ".writing-*"
"""Folders in which a vintage was being written when its process was killed."""


@dataclass(frozen=True)
class Order:
    """Who closes and why. Records entered after `cut_off` stay out (None: now). `reason` is a code for a correction."""

    by: str
    cut_off: datetime | None = None
    reason: str = ""
    remark: str = ""


def order_close(reason: str = "", remark: str = "") -> Job:
    """Start the freezing of everything that is approved by now, in the name of the present doer.

    `reason` is a code for a correction. Where a job freezes, or has frozen, the very same records, it is given back:
    to press twice does nothing twice.
    """
    cut_off = clock.now().isoformat()
    title = Text("冻结已批准的记录", "Freeze the approved records")
    arguments = {"cut_off": cut_off, "reason": reason, "remark": remark}
    return start("close", title, arguments, key=content_key(reason))


def order_verification(vintage: Vintage) -> Job:
    """Start a check of a vintage's files against its receipt; each order checks anew."""
    title = Text(f"校验数据版本{vintage}", f"Verify vintage {vintage}")
    return start("verify", title, {"vintage": vintage.pk})


def frozen_tables(cut_off: datetime) -> dict[str, pa.Table]:
    """The records that a vintage takes: of forms that go through review the approved ones, of others all."""
    tables = {form.name: table(form, Which(entered_by=cut_off)) for form in city.pack().forms.values()}
    return {name: _counting(city.pack().forms[name], rows) for name, rows in tables.items()}


def _counting(form: Form, rows: pa.Table) -> pa.Table:
    """What a vintage takes of a form's rows: all; of one that goes through review the approved, and withdrawals but
    those whose return is still under way.
    """
    if not is_reviewed(form):
        return rows
    approved, withdrawn = (rows.filter(pc.field("_status") == status) for status in ("approved", WITHDRAWN))
    if not withdrawn.num_rows:
        return approved
    pending = under_way(form)
    whose = zip(*(withdrawn[name].to_pylist() for name in ("_organisation", "_first", "_last")), strict=True)
    return pa.concat_tables([approved, withdrawn.filter(pa.array([one not in pending for one in whose], pa.bool_()))])


def is_reviewed(form: Form) -> bool:
    """Whether records of the form count only once their return was approved: those that organisations owe."""
    return form.due is not None


def freeze_records(order: Order) -> Receipt:
    """Freeze what the present scope sees (a job's: everything) into files; nothing is written to the database.

    Within a transaction: others who freeze wait until it ends. The same records give the same vintage, however often
    this is done. Raise ValueError where there is nothing.
    """
    take_turn()
    _sweep()
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


def verify_vintage(vintage: str) -> Vintage:
    """Hold a vintage's files against its receipt, and note what was found."""
    found = Vintage.objects.get(pk=vintage)
    found.faults = [
        {"zh": f"{issue.wrong.zh}；{issue.mend.zh}", "en": f"{issue.wrong.en}; {issue.mend.en}"}
        for issue in verify(city.home(), vintage)
    ]
    found.verified_at = clock.now()
    found.save(update_fields=["verified_at", "faults"])
    note(Note("verify", "vintage", vintage, changes={"faults": [None, len(found.faults)]}))
    return found


def _sweep() -> None:
    for left_over in (city.home() / "vintages").glob(_UNFINISHED):
        shutil.rmtree(left_over, ignore_errors=True)
