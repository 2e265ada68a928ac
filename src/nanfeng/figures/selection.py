"""Which records count: time, place, scope and rule as expressions over the columns of a form."""

from dataclasses import dataclass
from functools import cached_property, reduce
from operator import and_, or_

import narwhals as nw

from nanfeng.figures.definitions import Definitions
from nanfeng.figures.measure import Population, Term, Territory, TimeTest
from nanfeng.forms.form import Form
from nanfeng.forms.rule_columns import rule_expression
from nanfeng.kinds.industry import IndustryGroup
from nanfeng.ledger.read import Reader
from nanfeng.ledger.succession import Succession


@dataclass(frozen=True)
class Sources:
    """What figures are computed from: definitions and frozen records."""

    definitions: Definitions
    reader: Reader

    def form_rows(self, form: str) -> nw.LazyFrame:
        """The rows of a form, read for the purpose for which they were collected."""
        return self.reader.rows(form, self.definitions.forms[form].purpose)

    @cached_property
    def succession(self) -> Succession:
        """The mergers of the vintage."""
        return self.reader.succession()


def any_term(terms: tuple[Term, ...]) -> nw.Expr:
    """Whether a record counts for any of the terms."""
    return reduce(or_, (_stands(term) for term in dict.fromkeys(terms)))


def unit(form: Form) -> nw.Expr:
    """Who a record is of: its organisation, or the record itself where it has none."""
    if form.organisation in form.key:
        return nw.col("_organisation")
    return nw.coalesce("_organisation", "_key") if form.organisation else nw.col("_key")


def in_scope(population: Population, definitions: Definitions) -> list[nw.Expr]:
    """The coded fields and industry groups that the population is narrowed to, as filters."""
    return [in_group(name, code, definitions) for name, code in population.scope]


def in_any_territory(population: Population) -> nw.Expr:
    """Whether a record belongs to any of the population's territories."""
    return reduce(or_, (in_territory(one) for one in population.territories))


def in_territory(territory: Territory) -> nw.Expr:
    """Whether a record belongs to the territory."""
    inside = nw.col("_place").is_in(list(territory.members))
    return inside | nw.col("_place").is_null() if territory.placeless else inside


def places_in(territory: Territory) -> tuple[str | None, ...]:
    """The places whose records belong to the territory, None for records without one."""
    return (*territory.members, None) if territory.placeless else territory.members


def in_group(name: str, code: str, definitions: Definitions) -> nw.Expr:
    """Whether a coded field holds the code, or the record's industry lies in that group of the industry set."""
    if name not in definitions.industry_sets:
        return nw.col(name) == nw.lit(code)
    groups = [group for group in definitions.industry_sets[name].groups if group.id == code]
    if not groups:
        raise ValueError(f"industry set {name} has no group {code!r}")
    return _in_industries(groups[0])


def kept(population: Population) -> list[nw.Expr]:
    """The population's rule as a filter; unknown is not kept."""
    return [rule_expression(population.where)] if population.where else []


def key_columns(population: Population, definitions: Definitions) -> list[str]:
    """The columns that decide in which cells a record lies."""
    names = [*population.by, *(name for name, _ in population.scope)]
    columns = ["_industry" if name in definitions.industry_sets else name for name in names]
    return list(dict.fromkeys(["_place", *columns]))


def _stands(term: Term) -> nw.Expr:
    first, last = nw.lit(term.period.first), nw.lit(term.period.last)
    match term.test:
        case TimeTest.SAME:
            return (nw.col("_first") == first) & (nw.col("_last") == last)
        case TimeTest.BEGUN_WITHIN:
            return (nw.col("_first") >= first) & (nw.col("_first") <= last)
        case TimeTest.BEGUN_BY:
            return nw.col("_first") <= last
        case TimeTest.ENDED_WITHIN:
            return (nw.col("_last") >= first) & (nw.col("_last") <= last)
        case TimeTest.HOLDS_AT:
            return (nw.col("_first") <= last) & (nw.col("_last").is_null() | (nw.col("_last") > last))


def _in_industries(group: IndustryGroup) -> nw.Expr:
    prefixes = [nw.col("_industry").str.starts_with(prefix) for prefix in group.prefixes]
    inside = reduce(or_, prefixes) if prefixes else nw.lit(False)
    return reduce(and_, (~nw.col("_industry").str.starts_with(prefix) for prefix in group.without), inside)
