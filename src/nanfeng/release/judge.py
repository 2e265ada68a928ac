"""Judging a release: where each target stands by its figures, and how published figures agree with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from nanfeng.figures.published import Published
from nanfeng.figures.reconcile.book import Context
from nanfeng.figures.reconcile.finding import Finding
from nanfeng.figures.reconcile.reconcile import reconcile
from nanfeng.kinds.figure import Figure, FigureKey, Status
from nanfeng.pack.pack import Pack
from nanfeng.plans.claims import target_claims
from nanfeng.plans.measures import MeasureStanding, stand
from nanfeng.plans.pairs import PairFinding, check_pairs
from nanfeng.plans.progress import Progress, Situation
from nanfeng.plans.track import is_point_in_time, track


@dataclass(frozen=True)
class Judgement:
    """What was found out, by `plan/target` or `plan/measure` id; pairs concern targets of all plans."""

    progress: Mapping[str, Progress]
    measures: Mapping[str, MeasureStanding]
    pairs: tuple[PairFinding, ...]
    findings: tuple[Finding, ...]


def judge(pack: Pack, figures: Sequence[Figure], as_of: date) -> Judgement:
    """Judge all plans and published figures of a pack by computed figures, as of a day."""
    observed = [*figures, *observations(pack.published)]
    plans = pack.plans.values()
    targets = [target for plan in plans for target in plan.targets]
    return Judgement(
        progress=_progress(pack, observed, as_of),
        measures={f"{plan.id}/{measure.id}": stand(measure, as_of) for plan in plans for measure in plan.measures},
        pairs=check_pairs(targets),
        findings=reconciled(pack, figures),
    )


def reconciled(pack: Pack, figures: Sequence[Figure]) -> tuple[Finding, ...]:
    """What holding the pack's published figures and targets against one another and against `figures` finds."""
    known = {row.id for row in pack.published}
    claimed = [claim for plan in pack.plans.values() for claim in target_claims(plan, known)]
    context = Context(pack.sources, pack.places, pack.indicators, pack.rates)
    return tuple(reconcile(pack.published, figures, claimed, context))


def observations(published: Sequence[Published]) -> tuple[Figure, ...]:
    """What others published as figures that targets can be judged by; statements without a number are left out."""
    return tuple(figure for row in published if (figure := _observation(row)) is not None)


def _observation(row: Published) -> Figure | None:
    if row.kind != "observation" or row.value is None or row.unit is None:
        return None
    if row.indicator is None or row.place is None or row.period is None:
        return None
    return Figure(
        key=FigureKey(row.indicator, row.period, row.place, row.scope, row.growth),
        value=row.value,
        unit=row.unit,
        comparator=row.comparator,
        status=Status.PUBLISHED,
        source=row.source,
        wording=row.statement,
        where=row.id,
    )


def _progress(pack: Pack, observed: Sequence[Figure], as_of: date) -> Mapping[str, Progress]:
    found = {}
    for plan in pack.plans.values():
        for target in plan.targets:
            indicator = pack.indicators.get(target.indicator or "")
            situation = Situation(as_of, point_in_time=indicator is not None and is_point_in_time(indicator))
            found[f"{plan.id}/{target.id}"] = track(target, observed, situation)
    return found
