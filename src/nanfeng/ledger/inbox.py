"""The inbox: accepted batches of records, in order of arrival, each kept for good.

`inbox/<form>/<sequence>-<digest>.parquet`; the digest is of what the batch holds and where it came from (file, sheet,
line), not of when or by whom it was sent.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from nanfeng.forms.columns import schema
from nanfeng.forms.form import Form
from nanfeng.ledger.canonical import digest_of_rows
from nanfeng.ledger.storage import read_parquet, sha256_of, write_parquet, write_whole
from nanfeng.ledger.versions import number_versions

_SENDING = ["_version", "_current", "_entered", "_by", "_for"]


@dataclass(frozen=True)
class Batch:
    """Rows that were accepted together. `sequence` counts from 1 for each form; `repeated` says that the same batch
    had been taken in before and nothing was written.
    """

    form: str
    sequence: int
    digest: str
    path: Path
    repeated: bool = False


def append(home: Path, form: Form, table: pa.Table) -> Batch:
    """Keep accepted rows as the form's next batch; the same rows of the same file again change nothing.

    The table must have the columns of `forms.columns.schema`; `_version` and `_current` are assigned on reading.
    """
    table = table.select(schema(form).names).cast(schema(form))
    digest = digest_of_rows(table.drop_columns(_SENDING))[:12]
    taken = batches(home, form)
    for batch in taken:
        if batch.digest == digest:
            return Batch(form.name, batch.sequence, digest, batch.path, repeated=True)
    sequence = taken[-1].sequence + 1 if taken else 1
    path = home / "inbox" / form.name / f"{sequence:06}-{digest}.parquet"
    write_whole(path, lambda unfinished: write_parquet(table, unfinished))
    return Batch(form.name, sequence, digest, path)


def batches(home: Path, form: Form) -> tuple[Batch, ...]:
    """The form's batches in order of arrival."""
    paths = sorted((home / "inbox" / form.name).glob("[0-9]*.parquet"))
    parts = [(path, *path.stem.split("-", 1)) for path in paths]
    return tuple(Batch(form.name, int(sequence), digest, path) for path, sequence, digest in parts)


def digests(home: Path, forms: Iterable[Form]) -> dict[str, str]:
    """The digest of every batch's file, by its path below the home."""
    kept = [batch.path for form in forms for batch in batches(home, form)]
    return {path.relative_to(home).as_posix(): sha256_of(path) for path in kept}


def current(home: Path, form: Form) -> pa.Table:
    """All accepted rows of a form with `_version` and `_current` assigned by key in order of arrival.

    A filing that equals the one before it is no new version and is not among the rows. Fields that an older wording of
    the form did not ask are null in the rows that came in under it.
    """
    return Accepted(home).current(form)


class Accepted:
    """The accepted rows of each form, kept in memory: only what has arrived since the last look is read.

    For one set of form definitions; to be thrown away when a definition changes.
    """

    def __init__(self, home: Path) -> None:
        self._home = home
        self._known: dict[str, tuple[int, pa.Table]] = {}

    def current(self, form: Form) -> pa.Table:
        """What the function `current` gives."""
        columns, arrived = schema(form), batches(self._home, form)
        known, rows = self._known.get(form.name, (0, columns.empty_table()))
        if new := [read_parquet(batch.path) for batch in arrived[known:]]:
            rows = pa.concat_tables([rows, *new], promote_options="default").select(columns.names).combine_chunks()
            rows = number_versions(rows)
            self._known[form.name] = len(arrived), rows
        return rows
