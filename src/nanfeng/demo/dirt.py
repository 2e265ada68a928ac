"""The troubles of real spreadsheets: old names, duplicate rows, rows that cannot be taken and come back mended."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from nanfeng.demo.calibration import Trouble
from nanfeng.demo.rows import Batch, Cell, Row

_SLIP = 10_000


def dirtied(batch: Batch, trouble: Trouble, rng: np.random.Generator) -> tuple[Batch, Batch | None]:
    """A batch with its trouble, and the file that brings mended what could not be taken of it (None for nothing)."""
    chosen = [int(index) for index in rng.permutation(len(batch.rows))[: len(trouble.spoiled) + 1]]
    sent = _laid_out(batch, trouble)
    unusable = dict(zip(chosen[1:], trouble.spoiled.items(), strict=True))
    for index, (name, value) in unusable.items():
        sent = _replaced(sent, index, name, value)
    bad = sorted(unusable)
    if trouble.slipped:
        bad = sorted([chosen[0], *bad])
        sent = _replaced(sent, chosen[0], trouble.slipped, _times(batch.rows[chosen[0]][trouble.slipped], _SLIP))
    sent = replace(sent, refused=len(unusable), held=int(trouble.slipped is not None))
    if trouble.duplicate:
        sent = _with_duplicate(sent, chosen[0] if not trouble.slipped else 0)
    return sent, _mended(batch, bad) if bad else None


def under_former_names(batch: Batch, names: Mapping[str, str]) -> Batch:
    """The same rows with former names in place of the credit codes of those who had one."""
    rows = [{**row, "organisation": names.get(str(row["organisation"]), row["organisation"])} for row in batch.rows]
    return replace(batch, rows=rows)


def _laid_out(batch: Batch, trouble: Trouble) -> Batch:
    names = ("groups", "total", "thousands", "full_width", "blanks", "date_text")
    return replace(batch, layout=replace(batch.layout, **{name: getattr(trouble, name) for name in names}))


def _replaced(batch: Batch, index: int, name: str, value: Cell) -> Batch:
    rows: list[Row] = list(batch.rows)
    rows[index] = {**rows[index], name: value}
    return replace(batch, rows=rows)


def _times(value: Cell, factor: int) -> int:
    if not isinstance(value, int):
        raise ValueError(f"{value!r} is no whole amount that a unit could be mistaken for")
    return value * factor


def _with_duplicate(batch: Batch, index: int) -> Batch:
    rows = [*batch.rows[: index + 1], *batch.rows[index:]]
    return replace(batch, rows=rows, refused=batch.refused + 1)


def _mended(batch: Batch, indexes: Sequence[int]) -> Batch:
    stem, suffix = batch.file.rsplit(".", 1)
    return replace(batch, file=f"{stem}-mended.{suffix}", rows=[batch.rows[index] for index in indexes])
