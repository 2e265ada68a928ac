"""Compile measures to lazy frames, the same for every engine: filter, add up by unit, spread over cells, add up.

The one module that turns definitions into queries (`selection` says which records count, `matching` who is compared
with whom). Sums stay DECIMAL, whole numbers whole. A sum of nothing is 0 for the engines, so what was said is counted
beside it. Nothing is divided here.

A frame of units has, for column number i, `t{i}`: the unit's total, null where it says nothing. A frame of cells has
`t{i}`, `n{i}` (units that say something), `g{i}` and `m{i}` (sum and maximum of the units' absolute totals). Both
have `synthetic`, 1 where any record is.
"""

import narwhals as nw

from nanfeng.figures.matching import matched_rows, matched_units
from nanfeng.figures.measure import Column, Population
from nanfeng.figures.request import ALL, codes_of
from nanfeng.figures.selection import Sources, any_term, in_group, in_territory, kept, key_columns, located, unit
from nanfeng.figures.units import Batch, grouped_units, one_row_a_unit, plain_units

CELL_PLACE = "_cell_place"
_SEPARATOR = ","


def cell_columns(population: Population) -> list[str]:
    """The columns that name a cell: its place, then a code for each name in `by`."""
    return [CELL_PLACE, *(f"_cell_{number}" for number in range(len(population.by)))]


def cell_totals(batch: Batch, sources: Sources) -> nw.LazyFrame:
    """All cells of a population, margins included, with the statistics of each column."""
    keys = key_columns(batch.population, sources.definitions)
    if batch.population.match:
        return _widened(_of_cells(matched_units(batch, sources), batch, keys), batch, sources)
    rows = selected_rows(batch, sources)
    if one_row_a_unit(batch, sources.definitions.forms[batch.population.form]):
        return _widened(_of_cells(plain_units(rows, batch, keys), batch, keys), batch, sources)
    spread = _spread(grouped_units(rows, batch, keys), batch.population, sources)
    cells = cell_columns(batch.population)
    return _of_cells(_regrouped(spread, batch, cells), batch, cells)


def distinct_totals(population: Population, column: Column, sources: Sources) -> tuple[nw.LazyFrame, nw.LazyFrame]:
    """All cells with the number of distinct values (`t0`), and with what single units contribute to it."""
    keys = key_columns(population, sources.definitions)
    cells = cell_columns(population)
    rows = selected_rows(Batch(population, (column,)), sources).with_columns(_distinct=nw.col(column.distinct or ""))
    values = rows.filter(~nw.col("_distinct").is_null()).group_by(*keys, "_unit", "_distinct")
    counted = values.agg(synthetic=nw.col("_synthetic").max())
    spread = _spread(counted, population, sources)
    totals = spread.group_by(*cells).agg(t0=nw.col("_distinct").n_unique(), synthetic=nw.col("synthetic").max())
    of_units = spread.group_by(*cells, "_unit").agg(own=nw.col("_distinct").n_unique())
    shares = of_units.group_by(*cells).agg(n0=nw.len(), g0=nw.col("own").sum(), m0=nw.col("own").max())
    return totals, shares


def unit_totals(population: Population, column: Column, sources: Sources) -> nw.LazyFrame:
    """Each unit (`_unit`) with its total `t0` of one column, wherever in the population its records lie."""
    batch = Batch(population, (column,))
    totals = grouped_units(selected_rows(batch, sources), batch, [])
    return totals.filter(~nw.col("t0").is_null())


def contributing_rows(population: Population, column: Column, sources: Sources) -> nw.LazyFrame:
    """The records behind a column of a population without breakdown, with all their columns."""
    batch = Batch(population, (column,))
    if not population.match:
        return _stating(selected_rows(batch, sources), column)
    units = matched_units(batch, sources).filter(~nw.col("t0").is_null()).select("_unit")
    return _stating(matched_rows(population, column.terms, sources), column).join(units, on="_unit", how="semi")


def selected_rows(batch: Batch, sources: Sources) -> nw.LazyFrame:
    """The records that count for any column of the batch, each with its unit."""
    population = batch.population
    terms = tuple(term for column in batch.columns for term in column.terms)
    where = located(population, sources.definitions)
    rows = sources.form_rows(population.form).filter(any_term(terms), where, *kept(population))
    own = unit(sources.definitions.forms[population.form])
    return rows.with_columns(_unit=own, _synthetic=nw.col("_synthetic").cast(nw.Int32()))


def _stating(rows: nw.LazyFrame, column: Column) -> nw.LazyFrame:
    """Only records that say what the column needs."""
    for name in (column.field, column.given, column.distinct):
        rows = rows.filter(~nw.col(name).is_null()) if name else rows
    return rows


def _of_cells(units: nw.LazyFrame, batch: Batch, by: list[str]) -> nw.LazyFrame:
    """Add up units of which each lies in one cell only."""
    columns = [f"t{i}" for i in range(len(batch.columns))]
    totals = [nw.col(name).sum() for name in columns]
    counts = [nw.col(name).count().alias(f"n{i}") for i, name in enumerate(columns)]
    gross = [nw.col(name).abs().sum().alias(f"g{i}") for i, name in enumerate(columns)]
    largest = [nw.col(name).abs().max().alias(f"m{i}") for i, name in enumerate(columns)]
    return units.group_by(*by).agg(*totals, *counts, *gross, *largest, synthetic=nw.col("synthetic").max())


def _widened(cells: nw.LazyFrame, batch: Batch, sources: Sources) -> nw.LazyFrame:
    """Add up cells of places and codes to wanted places, groups and margins; no unit lies in two of them."""
    numbers = range(len(batch.columns))
    sums = [nw.col(f"{name}{i}").sum() for name in ("t", "n", "g") for i in numbers]
    largest = [nw.col(f"m{i}").max() for i in numbers]
    spread = _spread(cells, batch.population, sources).group_by(*cell_columns(batch.population))
    return spread.agg(*sums, *largest, synthetic=nw.col("synthetic").max())


def _regrouped(spread: nw.LazyFrame, batch: Batch, cells: list[str]) -> nw.LazyFrame:
    """Add up what a unit contributes to a cell from several places or codes in it."""
    numbers = range(len(batch.columns))
    said = [nw.col(f"t{i}").count().alias(f"said{i}") for i in numbers]
    sums = [nw.col(f"t{i}").sum() for i in numbers]
    grouped = spread.group_by(*cells, "_unit").agg(*said, *sums, synthetic=nw.col("synthetic").max())
    return grouped.with_columns(
        *(nw.when(nw.col(f"said{i}") > 0).then(nw.col(f"t{i}")).alias(f"t{i}") for i in numbers)
    )


def _spread(frame: nw.LazyFrame, population: Population, sources: Sources) -> nw.LazyFrame:
    """Repeat each row for every cell that it belongs to: each wanted place, and for each name in `by` its codes and
    the margin.
    """
    spread = frame.with_columns(_listed(_place_codes(population)).alias(CELL_PLACE)).explode(CELL_PLACE)
    for number, name in enumerate(population.by):
        codes = _listed([nw.lit(ALL), *_codes(name, population, sources)])
        spread = spread.with_columns(codes.alias(f"_cell_{number}")).explode(f"_cell_{number}")
    return spread


def _place_codes(population: Population) -> list[nw.Expr]:
    return [nw.when(in_territory(one)).then(nw.lit(one.code)) for one in population.territories]


def _codes(name: str, population: Population, sources: Sources) -> list[nw.Expr]:
    if name not in sources.definitions.industry_sets:
        return [nw.col(name)]
    groups = codes_of(name, population.form, sources.definitions)
    return [nw.when(in_group(name, code, sources.definitions)).then(nw.lit(code)) for code in groups]


def _listed(codes: list[nw.Expr]) -> nw.Expr:
    """The codes that are not null, as a list."""
    return nw.concat_str(codes, separator=_SEPARATOR, ignore_nulls=True).str.split(_SEPARATOR)
