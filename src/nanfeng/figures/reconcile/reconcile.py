"""Reconcile published figures with one another, with targets, and with what is computed from records."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from nanfeng.figures.published import Published
from nanfeng.figures.reconcile import (
    agreement,
    counting,
    currency,
    dates,
    decomposition,
    growth,
    magnitude,
    names,
    parts,
    paths,
    ratios,
    windows,
)
from nanfeng.figures.reconcile.book import Book, Context
from nanfeng.figures.reconcile.finding import Finding
from nanfeng.figures.reconcile.unchecked import unchecked
from nanfeng.kinds.figure import Figure

Rule = Callable[[Book], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    agreement.said_twice,
    agreement.against_computed,
    parts.partition_adds_up,
    parts.part_within_whole,
    parts.place_within_place,
    ratios.rate_of_parts,
    growth.whole_base,
    growth.base_against_published,
    decomposition.remainder_of_year_before,
    magnitude.off_by_power_of_ten,
    currency.rates_alike,
    currency.rate_of_period,
    windows.part_of_year,
    windows.longer_is_more,
    windows.windows_of_source,
    paths.change_of_pace,
    paths.reached_early,
    names.several_names,
    counting.new_or_net,
    counting.same_number_for_part,
    counting.approved_is_not_paid,
    growth.growth_without_base,
    dates.day_in_period,
    dates.told_after_it_happened,
    dates.length_of_period,
)
"""All rules, in the order in which their findings are listed."""


def reconcile(
    published: Iterable[Published],
    computed: Sequence[Figure] = (),
    targets: Iterable[Published] = (),
    context: Context | None = None,
) -> list[Finding]:
    """Everything that the rules find, and at least one finding for each published figure.

    `targets` are rows of kind `target`; one whose id a published row has already is taken once. `computed` are
    figures by any basis; missing, suppressed and withheld ones are passed over.
    """
    rows = list(published)
    known = {row.id for row in rows}
    rows += [target for target in targets if target.id not in known]
    book = Book(tuple(rows), tuple(computed), context or Context())
    findings = [finding for rule in RULES for finding in rule(book)]
    return [*findings, *unchecked(book, findings)]
