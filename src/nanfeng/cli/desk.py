"""What the commands do together: take a file in, close, publish."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa

from nanfeng import __version__
from nanfeng.forms.form import Form
from nanfeng.intake.context import Context
from nanfeng.intake.file_name import clean_name
from nanfeng.intake.protocol import keep_protocol, protocol
from nanfeng.intake.refused import write_refused
from nanfeng.intake.take import Progress, take
from nanfeng.intake.taken import Taken
from nanfeng.ledger.inbox import Accepted, append, current, digests
from nanfeng.ledger.receipt import Closing, Receipt, receipts
from nanfeng.ledger.register import Register
from nanfeng.ledger.storage import sha256_of
from nanfeng.ledger.vintage import freeze
from nanfeng.pack.load import keep
from nanfeng.pack.pack import Pack
from nanfeng.pack.vocabulary import industry_names, place_names


@dataclass(frozen=True)
class Sending:
    """Who sends a file, for whom, when, and whether its records are made up."""

    entered_by: str
    entered: datetime
    acting_for: str | None = None
    synthetic: bool = False


@dataclass(frozen=True)
class TakenIn:
    """What became of a file, and where that is written down. `repeated` says that its good rows were all there already,
    so that nothing was added.
    """

    taken: Taken
    protocol: Path
    repeated: bool


class Desk:
    """Takes files in one after another, with what has been accepted so far in mind."""

    def __init__(self, home: Path, pack: Pack) -> None:
        self._home, self._pack, self._accepted = home, pack, Accepted(home)
        self._register: Register | None = None
        self._places = place_names(pack)
        self._industries = industry_names(pack)

    def take_in(self, path: Path, form: Form, sending: Sending, progress: Progress | None = None) -> TakenIn:
        """Take one file in, keep what was accepted and write its protocol.

        Raise UnreadableError where no row can be taken, ValueError where made-up records would meet real ones.
        """
        history = self._accepted.current(form)
        _refuse_mixture(history, sending)
        context = self._context(history, sending)
        taken = take(path, form, context, progress)
        repeated = taken.unchanged > 0
        if taken.accepted.num_rows:
            repeated = append(self._home, form, taken.accepted).repeated
            if form.register_role:
                self._register = None
        kept = keep_protocol(self._home, protocol(taken, context, sha256_of(path)) | {"repeated": repeated})
        return TakenIn(taken, kept, repeated)

    def hand_back(self, taken_in: TakenIn) -> Path | None:
        """Write the rows that were refused or are asked about, ready to be mended and sent again; None for none.

        The file has the number of its protocol, so that two files of one name do not overwrite each other's.
        """
        taken = taken_in.taken
        if not taken.refused and not taken.questions:
            return None
        number = taken_in.protocol.name.partition("-")[0]
        path = self._home / "refused" / f"{number}-{Path(clean_name(taken.file)).stem}.refused.xlsx"
        path.parent.mkdir(parents=True, exist_ok=True)
        write_refused(taken, path)
        return path

    def _context(self, history: pa.Table, sending: Sending) -> Context:
        return Context(
            entered=sending.entered,
            entered_by=sending.entered_by,
            acting_for=sending.acting_for,
            register=self._known(),
            history=history if history.num_rows else None,
            forms=tuple(self._pack.forms.values()),
            places=self._places,
            industries=self._industries,
            synthetic=sending.synthetic,
        )

    def _known(self) -> Register:
        if self._register is None:
            forms = {name: form for name, form in self._pack.forms.items() if form.register_role}
            self._register = Register.of({name: self._accepted.current(form) for name, form in forms.items()}, forms)
        return self._register


def _refuse_mixture(history: pa.Table, sending: Sending) -> None:
    """Made-up records and real ones never stand in one home: a resent row would lose its mark, or gain one."""
    marks = set(history["_synthetic"].unique().to_pylist())
    if marks and marks != {sending.synthetic}:
        mend = "add --synthetic" if not sending.synthetic else "leave --synthetic out"
        raise ValueError(f"the records of this form that are here are of the other sort: {mend}, or use another --home")


def close(home: Path, pack: Pack, closed_by: str, cut_off: datetime | None = None, note: str | None = None) -> Receipt:
    """Freeze everything that was accepted by the cut-off (now, unless told) into a vintage, and keep the pack."""
    now = datetime.now(UTC)
    closing = Closing(cut_off or now, closed_by, now, __version__, note)
    tables = {name: current(home, form) for name, form in pack.forms.items()}
    keep(home, pack)
    return freeze(home, tables, pack.forms, closing, digests(home, pack.forms.values()))


def newest_vintage(home: Path) -> Receipt:
    """The vintage that was closed last; raise ValueError where nothing has been closed."""
    closed = receipts(home)
    if not closed:
        raise ValueError(f"nothing has been closed in {home} yet: take records in, then run `nanfeng close`")
    return max(closed, key=lambda receipt: receipt.closing.closed_at)


def vintage_named(home: Path, prefix: str | None) -> Receipt:
    """The vintage whose id begins with `prefix`, the newest for None; raise ValueError where it is not one vintage."""
    if prefix is None:
        return newest_vintage(home)
    found = [receipt for receipt in receipts(home) if receipt.id.startswith(prefix)]
    if len(found) != 1:
        known = ", ".join(receipt.id[:12] for receipt in receipts(home)) or "none"
        raise ValueError(f"{prefix!r} names {len(found)} vintages; there are: {known}")
    return found[0]
