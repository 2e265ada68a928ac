"""The troubles of real spreadsheets: old names, duplicate rows, rows that cannot be taken and come back mended."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from nanfeng.demo.rows import Batch, Cell, Row

_ADDED = "-mended"


def under_former_names(batch: Batch, names: Mapping[str, str]) -> Batch:
    """The same rows with former names in place of the credit codes of those who had one."""
    rows = [{**row, "organisation": names.get(str(row["organisation"]), row["organisation"])} for row in batch.rows]
    return replace(batch, rows=rows)


def with_duplicate(batch: Batch, index: int) -> Batch:
    """The same rows with one of them sent twice."""
    rows = [*batch.rows[: index + 1], *batch.rows[index:]]
    return replace(batch, rows=rows, refused=batch.refused + 1)


def spoiled(batch: Batch, troubles: Mapping[str, Cell], rng: np.random.Generator) -> tuple[Batch, Batch]:
    """A batch in which a row for each trouble cannot be taken, and the file that brings these rows mended.

    `troubles` gives what stands in a field in place of what belongs there.
    """
    chosen = sorted(int(index) for index in rng.permutation(len(batch.rows))[: len(troubles)])
    rows: list[Row] = list(batch.rows)
    for index, (name, value) in zip(chosen, troubles.items(), strict=True):
        rows[index] = {**rows[index], name: value}
    stem, suffix = batch.file.rsplit(".", 1)
    mended = replace(
        batch,
        file=f"{stem}{_ADDED}.{suffix}",
        title=f"{batch.title}（补报）",
        rows=[batch.rows[index] for index in chosen],
        refused=0,
        layout=replace(batch.layout, total=False),
    )
    return replace(batch, rows=rows, refused=batch.refused + len(chosen)), mended
