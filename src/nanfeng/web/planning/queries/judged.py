"""Where every target stands by what is published, and every measure by what its departments report."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from django.core.cache import cache

from nanfeng import __version__
from nanfeng.kinds.figure import Figure, FigureKey
from nanfeng.kinds.text import Text
from nanfeng.plans.measures import MeasureStanding, stand
from nanfeng.plans.plan import Measure, Plan, StatusReport, Target
from nanfeng.plans.progress import Progress
from nanfeng.release.build import read
from nanfeng.release.judge import Judgement, judge, observations
from nanfeng.web import city, clock
from nanfeng.web.closing.queries.releases import published_releases
from nanfeng.web.records.models import Record
from nanfeng.web.records.queries import records

FORM = "status_report"
_MOST = 24
"""So many releases, the last published, bear on targets."""

_KEPT = 2 * 24 * 3600
"""Seconds for which a judgement is kept."""


@dataclass(frozen=True)
class Basis:
    """What targets are judged by: the published releases, newest first, and the day."""

    releases: tuple[str, ...]
    as_of: date


@dataclass(frozen=True)
class Reported:
    """A status report as it was filed: `percent` done is None where nobody could tell."""

    report: StatusReport
    percent: Decimal | None
    evidence: str
    by: str


@dataclass(frozen=True)
class TargetLine:
    """A target of a plan, and where it stands."""

    plan: Plan
    target: Target
    progress: Progress


@dataclass(frozen=True)
class MeasureLine:
    """A measure of a plan, where it stands, and what was reported of it, the latest first."""

    plan: Plan
    measure: Measure
    standing: MeasureStanding
    reports: tuple[Reported, ...]

    @property
    def key(self) -> str:
        """How status reports name the measure."""
        return f"{self.plan.id}/{self.measure.id}"


def basis() -> Basis:
    """What is published today; with one query."""
    out = published_releases().filter(superseded=False).values_list("pk", flat=True)
    return Basis(tuple(out[:_MOST]), clock.today())


def targets(by: Basis | None = None) -> list[TargetLine]:
    """All targets of all plans, in the order of the pack."""
    found = judgement(by).progress
    plans = city.pack().plans.values()
    return [TargetLine(plan, target, found[f"{plan.id}/{target.id}"]) for plan in plans for target in plan.targets]


def measures() -> list[MeasureLine]:
    """All measures of all plans, in the order of the pack; with one query."""
    reported = _reports()
    plans = city.pack().plans.values()
    return [_line(plan, measure, reported) for plan in plans for measure in plan.measures]


def observed(target: Target, by: Basis) -> list[Figure]:
    """The figures with a value that a target can be held against on the day, by their last day."""
    if target.unit is None:
        return []
    same = (target.indicator, target.place, tuple(sorted(target.scope)), target.growth)
    found = [*_figures(by.releases).values(), *observations(city.pack().published)]
    alike = [
        one
        for one in found
        if one.value is not None
        and _what(one.key) == same
        and one.key.period.last <= by.as_of
        and one.unit.dimension is target.unit.dimension
    ]
    return sorted(alike, key=lambda one: (one.key.period.last, one.key.period.first))


def _what(key: FigureKey) -> tuple[object, ...]:
    return key.indicator, key.place, key.scope, key.growth


def judgement(by: Basis | None = None) -> Judgement:
    """What is published, held against all targets and all claims of documents."""
    return _judged(by or basis(), city.pack().digest)


@lru_cache(maxsize=4)
def _judged(by: Basis, pack_digest: str) -> Judgement:
    """Judged once for a day and what is published, by whichever process comes first; it takes a second or two."""
    said = "\n".join((*by.releases, str(by.as_of), pack_digest, __version__))
    key = f"judgement-{hashlib.sha256(said.encode()).hexdigest()}"
    found = cache.get(key)
    if not isinstance(found, Judgement):
        found = judge(city.pack(), list(_figures(by.releases).values()), by.as_of)
        cache.set(key, found, _KEPT)
    return found


@lru_cache(maxsize=2)
def _figures(releases: tuple[str, ...]) -> Mapping[FigureKey, Figure]:
    """The figures of releases, each from the first (the newest) that holds it."""
    found: dict[FigureKey, Figure] = {}
    for release in releases:
        for key, figure in read(city.home(), release).figures.items():
            found.setdefault(key, figure)
    return found


def _line(plan: Plan, measure: Measure, reported: Mapping[str, list[Reported]]) -> MeasureLine:
    filed = reported.get(f"{plan.id}/{measure.id}", [])
    known = [Reported(report, None, "", "") for report in measure.reports]
    history = sorted([*known, *filed], key=lambda one: one.report.on, reverse=True)
    whole = replace(measure, reports=tuple(one.report for one in history))
    return MeasureLine(plan, measure, stand(whole, clock.today()), tuple(history))


def _reports() -> Mapping[str, list[Reported]]:
    found: dict[str, list[Reported]] = defaultdict(list)
    for record in records().filter(form=FORM, current=True).exclude(status="withdrawn").order_by("last", "pk"):
        found[record.content["measure"]].append(_reported(record))
    return found


def _reported(record: Record) -> Reported:
    said = record.content
    words = Text(said["says"], said["says"])
    department = record.organisation.partition(":")[2]
    report = StatusReport(date.fromisoformat(said["date"]), department, said["state"], words)
    percent = said.get("percent_done")
    return Reported(report, Decimal(percent) if percent else None, said.get("evidence") or "", record.by)
