"""Vintages: records frozen for good, one Parquet table a form and a receipt, under the hash of their content."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.compute as pc

from nanfeng.forms.columns import schema
from nanfeng.forms.form import Form, Timing
from nanfeng.kinds.digest import digest_of
from nanfeng.ledger.canonical import sorted_by_content
from nanfeng.ledger.receipt import (
    RECEIPT,
    Closing,
    FrozenForm,
    Receipt,
    keep_outside,
    read_receipt,
    receipt_text,
    vintage_folder,
    vintage_id,
)
from nanfeng.ledger.register import Membership, Register
from nanfeng.ledger.storage import sha256_of, write_parquet
from nanfeng.ledger.versions import mark_current


def freeze(
    home: Path,
    tables: Mapping[str, pa.Table],
    forms: Mapping[str, Form],
    closing: Closing,
    inputs: Mapping[str, str] | None = None,
) -> Receipt:
    """Freeze the rows that were entered by the cut-off; every form gets a table, if an empty one.

    `inputs` are the digests of what the rows came in with, by name, for the receipt.

    `_place` and `_industry` are filled from the register where the form does not declare them, as of the row's last
    day (a span's first), so that a later move never rewrites them. Equal records of equal forms give the equal id,
    whatever their order; a vintage that is there already is left as it is and its receipt returned. Raise ValueError
    for rows without a version or a time of entry.
    """
    entered = {name: _entered_by(closing, form, tables.get(name)) for name, form in forms.items()}
    register = Register.of(entered, forms)
    located = {name: _located(entered[name], form, register) for name, form in forms.items()}
    vintages = home / "vintages"
    vintages.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=vintages, prefix=".writing-") as unfinished:
        folder = Path(unfinished) / "vintage"
        folder.mkdir()
        written = {name: _written(folder, forms[name], table) for name, table in located.items()}
        receipt = Receipt(vintage_id(written), written, closing, dict(inputs or {}))
        return _in_place(home, folder, receipt)


def _in_place(home: Path, folder: Path, receipt: Receipt) -> Receipt:
    """Move the finished folder to where the vintage stands, unless the same vintage stands there."""
    final = vintage_folder(home, receipt.id)
    if final.exists():
        return read_receipt(home, receipt.id)
    text = receipt_text(receipt)
    (folder / RECEIPT).write_text(text, "utf-8")
    keep_outside(home, receipt.id, text)  # first, so that no vintage ever stands without it
    folder.rename(final)
    return receipt


def _entered_by(closing: Closing, form: Form, table: pa.Table | None) -> pa.Table:
    columns = schema(form)
    if table is None:
        return columns.empty_table()
    rows: pa.Table = table.select(columns.names).cast(columns)
    if missing := rows["_entered"].null_count:
        raise ValueError(f"{missing} rows of {form.name} do not say when they were entered: a cut-off cannot be kept")
    cut_off = pa.scalar(closing.cut_off, columns.field("_entered").type)
    return mark_current(rows.filter(pc.field("_entered") <= cut_off))


def _located(table: pa.Table, form: Form, register: Register) -> pa.Table:
    fill = {"_place": form.place is None, "_industry": form.industry is None}
    if form.organisation is None or not any(fill.values()):
        return table
    memberships = _memberships(table, form, register)
    found = {
        "_place": [belonged and belonged.park for belonged in memberships],
        "_industry": [belonged and belonged.industry for belonged in memberships],
    }
    for name in (name for name, wanted in fill.items() if wanted):
        table = table.set_column(table.schema.get_field_index(name), name, pa.array(found[name], pa.string()))
    return table


def _memberships(table: pa.Table, form: Form, register: Register) -> list[Membership | None]:
    """Where each row's organisation belonged on the row's own day; None where it has none, or nobody knows."""
    day = "_first" if form.timing is Timing.SPAN else "_last"
    known: dict[tuple[str, date], Membership | None] = {}
    found = []
    for organisation, on in zip(table["_organisation"].to_pylist(), table[day].to_pylist(), strict=True):
        if organisation is None or on is None:
            found.append(None)
            continue
        if (organisation, on) not in known:
            known[organisation, on] = register.membership(organisation, on)
        found.append(known[organisation, on])
    return found


def _written(folder: Path, form: Form, table: pa.Table) -> FrozenForm:
    path = folder / f"{form.name}.parquet"
    rows, content = sorted_by_content(table)
    write_parquet(_by_time(rows), path)
    return FrozenForm(digest_of(form), form.register_role, rows.num_rows, content, sha256_of(path))


def _by_time(rows: pa.Table) -> pa.Table:
    """The rows by their last day, else as they stood: who reads one period passes over the parts of the others."""
    return rows.take(pc.call_function("sort_indices", [rows], pc.SortOptions([("_last", "ascending")])))
