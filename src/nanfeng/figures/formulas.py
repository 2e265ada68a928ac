"""Compile measures to lazy frames, the same for every engine: filter, add up by unit, add up by what makes a cell.

The one module that turns definitions into queries (`selection` says which records count, `units` and `matching` what
each organisation contributes). Sums stay DECIMAL, whole numbers whole. A sum of nothing is 0 for the engines, so what
was said is counted beside it. Nothing is divided here.

What makes a cell is the place of a record and, for each name in a breakdown, the codes that it belongs to, joined by
commas (`by_columns`); `statistics` spreads these few over the wanted places and margins. A frame of totals has, for
column number i, `t{i}` total, `n{i}` units that say something, `c{i}` those whose total is not zero,
`g{i}` and `m{i}` sum and maximum of the units' absolute totals, and `synthetic`, 1 where any record is.
"""

from dataclasses import dataclass

import narwhals as nw

from nanfeng.figures.matching import matched_rows, matched_units
from nanfeng.figures.measure import Column, Population
from nanfeng.figures.request import codes_of
from nanfeng.figures.selection import Sources, any_term, in_any_territory, in_group, in_scope, kept, unit
from nanfeng.figures.units import Batch, grouped_units, one_row_a_unit, plain_units

SEPARATOR = ","


@dataclass(frozen=True)
class Totals:
    """Totals of units that lie in one place and code only, and the units of which records lie in several (with
    `t{i}` for each of these), which may not be counted twice where they meet again.
    """

    settled: nw.LazyFrame
    movers: nw.LazyFrame | None = None


def by_columns(population: Population) -> list[str]:
    """The columns that say in which cells a row of totals belongs."""
    return ["_place", *(f"_by_{number}" for number in range(len(population.by)))]


def totals(batch: Batch, sources: Sources) -> Totals:
    """The totals of the columns of a batch."""
    keys = by_columns(batch.population)
    if batch.population.match:
        return Totals(_added_up(_coded(matched_units(batch, sources), batch.population, sources), batch))
    rows = _coded(selected_rows(batch, sources), batch.population, sources)
    if one_row_a_unit(batch, sources.definitions.forms[batch.population.form]):
        return Totals(_added_up(plain_units(rows, batch, keys), batch))
    units = grouped_units(rows, batch, keys).with_columns(_lies_in=nw.col("_unit").count().over("_unit"))
    return Totals(_added_up(units.filter(nw.col("_lies_in") == 1), batch), units.filter(nw.col("_lies_in") > 1))


def distinct_values(population: Population, column: Column, sources: Sources) -> nw.LazyFrame:
    """What makes a cell, unit (`_unit`) and value (`_distinct`) in every combination that occurs, and `synthetic`."""
    rows = _coded(_stating(selected_rows(Batch(population, (column,)), sources), column), population, sources)
    named = rows.with_columns(_distinct=nw.col(column.distinct or ""))
    return named.group_by(*by_columns(population), "_unit", "_distinct").agg(synthetic=nw.col("_synthetic").max())


def unit_totals(population: Population, column: Column, sources: Sources) -> nw.LazyFrame:
    """Each unit (`_unit`) with its total `t0` of one column, wherever in the population its records lie."""
    batch = Batch(population, (column,))
    rows = selected_rows(batch, sources).filter(in_any_territory(population))
    plain = one_row_a_unit(batch, sources.definitions.forms[population.form])
    units = plain_units(rows, batch, ()) if plain else grouped_units(rows, batch, ())
    return units.filter(~nw.col("t0").is_null())


def contributing_rows(population: Population, column: Column, sources: Sources) -> nw.LazyFrame:
    """The records behind a column of a population without breakdown, with all their columns and the place that they
    count in (`_counts_in`), which is that of now for matched units.
    """
    batch = Batch(population, (column,))
    if not population.match:
        rows = selected_rows(batch, sources).filter(in_any_territory(population))
        return _stating(rows, column).with_columns(_counts_in=nw.col("_place"))
    matched = matched_units(batch, sources).filter(in_any_territory(population))
    units = matched.filter(~nw.col("t0").is_null()).select("_unit", _counts_in=nw.col("_place"))
    return _stating(matched_rows(population, column.terms, sources), column).join(units, on="_unit", how="inner")


def selected_rows(batch: Batch, sources: Sources) -> nw.LazyFrame:
    """The records of all places that count for any column of the batch, each with its unit."""
    population = batch.population
    terms = tuple(term for column in batch.columns for term in column.terms)
    conditions = [any_term(terms), *in_scope(population, sources.definitions), *kept(population)]
    rows = sources.form_rows(population.form).filter(*conditions)
    own = unit(sources.definitions.forms[population.form])
    return rows.with_columns(_unit=own, _synthetic=nw.col("_synthetic").cast(nw.Int32()))


def _stating(rows: nw.LazyFrame, column: Column) -> nw.LazyFrame:
    """Only records that say what the column needs."""
    for name in (column.field, column.given, column.distinct):
        rows = rows.filter(~nw.col(name).is_null()) if name else rows
    return rows


def _added_up(units: nw.LazyFrame, batch: Batch) -> nw.LazyFrame:
    names = [f"t{i}" for i in range(len(batch.columns))]
    sums = [nw.col(name).sum() for name in names]
    counts = [nw.col(name).count().alias(f"n{i}") for i, name in enumerate(names)]
    adding = [nw.when(nw.col(name) != 0).then(nw.col(name)).count().alias(f"c{i}") for i, name in enumerate(names)]
    gross = [nw.col(name).abs().sum().alias(f"g{i}") for i, name in enumerate(names)]
    largest = [nw.col(name).abs().max().alias(f"m{i}") for i, name in enumerate(names)]
    grouped = units.group_by(*by_columns(batch.population))
    return grouped.agg(*sums, *counts, *adding, *gross, *largest, synthetic=nw.col("synthetic").max())


def _coded(rows: nw.LazyFrame, population: Population, sources: Sources) -> nw.LazyFrame:
    """Add the codes that each row belongs to, for each name in the breakdown."""
    codes = [_codes(name, population, sources).alias(f"_by_{number}") for number, name in enumerate(population.by)]
    return rows.with_columns(*codes) if codes else rows


def _codes(name: str, population: Population, sources: Sources) -> nw.Expr:
    if name not in sources.definitions.industry_sets:
        return nw.col(name)
    groups = codes_of(name, population.form, sources.definitions)
    found = [nw.when(in_group(name, code, sources.definitions)).then(nw.lit(code)) for code in groups]
    return nw.concat_str(found, separator=SEPARATOR, ignore_nulls=True)
