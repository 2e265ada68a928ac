"""Matched units: who is there both now and in the year before, with mergers followed, at the place of now.

An organisation that went over into another one by the end of the current period is one with it, then and now: A and B
of last year compare with the A that they became. A unit's place and industry are those of the record that it files
under its own name for the end of the current period; without one it has gone and is left out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import narwhals as nw

from nanfeng.figures.measure import Column, Population, Term
from nanfeng.figures.selection import Sources, any_term, in_scope, kept, key_columns, unit
from nanfeng.figures.units import Batch, grouped_units, one_row_a_unit, plain_units


def matched_units(batch: Batch, sources: Sources) -> nw.LazyFrame:
    """Matched units with the columns that say in which cell they are, and their totals as in `units`.

    A unit that says nothing of a field on one side has no total on the other side either; neither has one that lacks
    any of the returns that a side is composed of, because what is missing is not zero.
    """
    population = batch.population
    keys = key_columns(population, sources.definitions)
    fields = list(dict.fromkeys(column.field for column in batch.columns))
    now = _now(Batch(population, _columns(_current(population), fields)), keys, sources)
    then = _then(Batch(population, _columns(_base(population), fields)), sources)
    joined = now.join(then, on="_unit", how="inner", suffix="_then")
    for scope in in_scope(population, sources.definitions):
        joined = joined.filter(scope)
    stated = (_columns(_current(population), fields), _columns(_base(population), fields))
    totals = [_guarded(column, stated, population).alias(f"t{i}") for i, column in enumerate(batch.columns)]
    return joined.select(*keys, "_unit", *totals, synthetic=nw.max_horizontal("synthetic", "synthetic_then"))


def matched_rows(population: Population, terms: tuple[Term, ...], sources: Sources) -> nw.LazyFrame:
    """The records of one side, each with its own unit (`_own`) and the one that this has become (`_unit`)."""
    own = unit(sources.definitions.forms[population.form])
    followed = _mergers(population, sources)
    became = own.replace_strict(list(followed), list(followed.values()), default=own) if followed else own
    rows = sources.form_rows(population.form).filter(any_term(terms), *kept(population))
    return rows.with_columns(_own=own, _unit=became, _synthetic=nw.col("_synthetic").cast(nw.Int32()))


def _now(batch: Batch, keys: Sequence[str], sources: Sources) -> nw.LazyFrame:
    terms = _current(batch.population)
    rows = matched_rows(batch.population, terms, sources)
    if _plain(batch, sources):
        return plain_units(rows, batch, keys)
    at_home = any_term((_closing(terms),)) & (nw.col("_own") == nw.col("_unit"))
    marked = rows.with_columns(*(nw.when(at_home).then(nw.col(key)).alias(key) for key in keys), _home=at_home)
    homes = [nw.col(key).max() for key in keys]
    grouped = grouped_units(marked, batch, (), *homes, nw.col("_home").cast(nw.Int32()).max())
    return grouped.filter(nw.col("_home") == 1)


def _then(batch: Batch, sources: Sources) -> nw.LazyFrame:
    rows = matched_rows(batch.population, _base(batch.population), sources)
    return plain_units(rows, batch, ()) if _plain(batch, sources) else grouped_units(rows, batch, ())


def _plain(batch: Batch, sources: Sources) -> bool:
    form = sources.definitions.forms[batch.population.form]
    return one_row_a_unit(batch, form) and not _mergers(batch.population, sources)


def _mergers(population: Population, sources: Sources) -> Mapping[str, str]:
    return sources.succession.all_by(_closing(_current(population)).period.last)


def _closing(terms: tuple[Term, ...]) -> Term:
    """The added term that ends last: its records say where everybody is at the end of the period."""
    return max((term for term in terms if term.coefficient > 0), key=lambda term: term.period.last)


def _columns(terms: tuple[Term, ...], fields: Sequence[str | None]) -> tuple[Column, ...]:
    """The totals of one side, and where several returns make them up, each of these alone."""
    single = [(replace(term, coefficient=1),) for term in terms] if len(terms) > 1 else []
    return tuple(Column(one, field) for field in fields for one in (terms, *single))


def _guarded(column: Column, stated: tuple[Sequence[Column], Sequence[Column]], population: Population) -> nw.Expr:
    """The total of a column where everything of its field is stated on both sides."""
    sides = [(f"t{i}{end}", one) for end, side in zip(("", "_then"), stated, strict=True) for i, one in enumerate(side)]
    needed = [~nw.col(name).is_null() for name, one in sides if one.field == column.field]
    end = "" if column.terms == _current(population) else "_then"
    own = next(name for name, one in sides if one == column and name.endswith(end))
    return nw.when(*needed).then(nw.col(own))


def _current(population: Population) -> tuple[Term, ...]:
    return population.match.current if population.match else ()


def _base(population: Population) -> tuple[Term, ...]:
    return population.match.base if population.match else ()
