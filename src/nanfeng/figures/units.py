"""Totals of units: what each organisation (or record) contributes to each column, before it is put into cells."""

from collections.abc import Sequence
from dataclasses import dataclass

import narwhals as nw

from nanfeng.figures.measure import Column, Population
from nanfeng.figures.selection import any_term
from nanfeng.forms.form import Form, Timing


@dataclass(frozen=True)
class Batch:
    """Columns of one population that are computed in one pass over its records."""

    population: Population
    columns: tuple[Column, ...]

    def one_term(self) -> bool:
        """Whether all columns look at the same records, so that choosing the rows has chosen the time."""
        return len({column.terms for column in self.columns}) == 1 and len(self.columns[0].terms) == 1


def one_row_a_unit(batch: Batch, form: Form) -> bool:
    """Whether no organisation can have two records behind any one column: returns, one year-to-date period each."""
    keyed = form.timing is Timing.CUMULATIVE and set(form.key) <= {form.organisation, form.when}
    return keyed and all(len(column.terms) == 1 for column in batch.columns)


def plain_units(rows: nw.LazyFrame, batch: Batch, keep: Sequence[str]) -> nw.LazyFrame:
    """Units of which each has one record a column: nothing to add up."""
    totals = [_amount(column, 1, batch).alias(f"t{i}") for i, column in enumerate(batch.columns)]
    return rows.select(*keep, "_unit", *totals, synthetic=nw.col("_synthetic"))


def grouped_units(rows: nw.LazyFrame, batch: Batch, by: Sequence[str], *also: nw.Expr) -> nw.LazyFrame:
    """Units with the sums over their records, by the columns `by`; `also` are further aggregates to keep."""
    parts = [part for i, column in enumerate(batch.columns) for part in _parts(i, column, batch)]
    sums = [total for i, column in enumerate(batch.columns) for total in _sums(i, column)]
    grouped = rows.with_columns(*parts).group_by(*by, "_unit").agg(*sums, *also, synthetic=nw.col("_synthetic").max())
    return grouped.with_columns(*(_total(i, column) for i, column in enumerate(batch.columns)))


def _parts(i: int, column: Column, batch: Batch) -> list[nw.Expr]:
    return [_amount(column, sign, batch).alias(f"{name}{i}") for sign, name in _signs(column)]


def _sums(i: int, column: Column) -> list[nw.Expr]:
    names = [f"{name}{i}" for _, name in _signs(column)]
    said = [nw.col(name).count().alias(f"{name}_said") for name in names]
    return [*said, *(nw.col(name).sum().alias(name) for name in names)]


def _total(i: int, column: Column) -> nw.Expr:
    if len(_signs(column)) == 1:
        return nw.when(nw.col(f"plus{i}_said") > 0).then(nw.col(f"plus{i}")).alias(f"t{i}")
    said = nw.col(f"plus{i}_said") + nw.col(f"minus{i}_said") > 0
    return nw.when(said).then(nw.col(f"plus{i}") - nw.col(f"minus{i}")).alias(f"t{i}")


def _signs(column: Column) -> tuple[tuple[int, str], ...]:
    """The signs with which records enter a column, and what their sums are called."""
    return ((1, "plus"), (-1, "minus")) if any(term.coefficient < 0 for term in column.terms) else ((1, "plus"),)


def _amount(column: Column, sign: int, batch: Batch) -> nw.Expr:
    """What a record contributes with this sign; null where it does not count or does not say."""
    value = nw.lit(1) if column.field is None else nw.col(column.field)
    terms = tuple(term for term in column.terms if term.coefficient == sign)
    conditions = [] if batch.one_term() else [any_term(terms)]
    conditions += [~nw.col(column.given).is_null()] if column.given else []
    return nw.when(*conditions).then(value) if conditions else value
