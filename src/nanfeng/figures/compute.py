"""Compute figures from frozen records: whole tables at a time, each figure with what stands behind it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from nanfeng.figures.calculation import Calculation, Growth, Subject, measures_of
from nanfeng.figures.collected import Collected
from nanfeng.figures.definitions import Definitions
from nanfeng.figures.derive import Derivation, territories_of
from nanfeng.figures.evaluate import Evaluation
from nanfeng.figures.request import Cell, Request, cells_of, codes_of, form_of, places_of
from nanfeng.figures.selection import Sources
from nanfeng.figures.statistics import measure_all
from nanfeng.kinds.figure import Figure, Status
from nanfeng.kinds.unit import Unit
from nanfeng.ledger.read import Reader


@dataclass(frozen=True)
class Derived:
    """A request with its calculations (the level first, where it is wanted) and the cells to evaluate them in."""

    request: Request
    calculations: tuple[Calculation, ...]
    cells: tuple[Cell, ...]


def compute(requests: Sequence[Request], definitions: Definitions, reader: Reader) -> list[Figure]:
    """All figures of all requests, in their order: by place, then by codes (margins first), the level before growth.

    What is asked for twice comes twice. Measures over the same records are taken in one query. A sum of returns
    without any record is missing ("not collected"); a count or sum of events, and a stock, is zero when no record
    lies in the cell, provided that the form has any record up to the end of the period. Growth rates are in per
    cent. Raise KeyError for an unknown indicator, ValueError for an unknown place or an impossible breakdown.
    """
    sources = Sources(definitions, reader)
    collected = Collected(sources)
    derived = [derive(request, collected) for request in requests]
    measures = [one for each in derived for calculation in each.calculations for one in measures_of(calculation)]
    evaluation = Evaluation(measure_all(measures, sources), definitions)
    return [figure for each in derived for figure in _figures(each, evaluation, reader.vintage_id)]


def derive(request: Request, collected: Collected) -> Derived:
    """The calculations and cells of a request."""
    definitions = collected.sources.definitions
    places = places_of(request, definitions)
    derivation = Derivation(collected, territories_of(places, definitions))
    subject = Subject(request.indicator, request.period, by=request.by, scope=request.scope)
    levels = (derivation.level(subject),) if request.level else ()
    growth = tuple(derivation.growth(subject, basis) for basis in request.growth)
    form = form_of(request.indicator, definitions) if request.by else ""
    codes = [codes_of(name, form, definitions) for name in request.by]
    return Derived(request, (*levels, *growth), tuple(cells_of(places, codes)))


def figure_of(calculation: Calculation, cell: Cell, evaluation: Evaluation, vintage: str | None) -> Figure:
    """The figure that a calculation gives in a cell."""
    outcome = evaluation.outcome(calculation, cell)
    subject, definitions = calculation.subject, evaluation.definitions
    growth = calculation.basis if isinstance(calculation, Growth) else None
    return Figure(
        replace(subject.key(cell), growth=growth),
        outcome.value,
        Unit.PERCENT if growth else definitions.indicators[subject.indicator].unit,
        status=Status.COMPUTED if outcome.value is not None else Status.MISSING,
        reason=outcome.reason if outcome.value is None else None,
        components=outcome.components,
        contributors=outcome.contributors,
        largest_share=outcome.largest_share,
        vintage=vintage,
        definition=definitions.digests.get(subject.indicator),
        flags=tuple(sorted(outcome.flags)),
    )


def _figures(derived: Derived, evaluation: Evaluation, vintage: str | None) -> Iterator[Figure]:
    for cell in derived.cells:
        for calculation in derived.calculations:
            yield figure_of(calculation, cell, evaluation, vintage)
