"""What documents said, as cited quotes, and what is known of each statement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from nanfeng.figures.indicator import Indicator
from nanfeng.figures.published import Published
from nanfeng.figures.reconcile.finding import Finding, Outcome, verdict
from nanfeng.kinds.figure import Figure, FigureKey
from nanfeng.kinds.provenance import Source
from nanfeng.kinds.text import Text
from nanfeng.plans.plan import Plan, Target
from nanfeng.plans.progress import Progress
from nanfeng.release.judge import Judgement
from nanfeng.web import city
from nanfeng.web.planning.queries.judged import judgement
from nanfeng.web.site.queries.figures import published

OUTCOMES = {
    Outcome.CONSISTENT: ("good", Text("一致", "consistent")),
    Outcome.INCONSISTENT: ("bad", Text("不一致", "inconsistent")),
    Outcome.NOT_CHECKABLE: ("plain", Text("无法核对", "not checkable")),
}
"""What is known of a statement: its tone and its words."""


@dataclass(frozen=True)
class Claim:
    """One statement of a document and what is known of it.

    `about` names the plan or thing of the city that it speaks of, None where the pack knows none by that name.
    """

    row: Published
    outcome: Outcome
    indicator: Indicator | None
    about: Text | None

    @property
    def tone(self) -> str:
        """The colour of its state."""
        return OUTCOMES[self.outcome][0]

    @property
    def label(self) -> Text:
        """Its state in words."""
        return OUTCOMES[self.outcome][1]


@dataclass(frozen=True)
class Document:
    """A source with its statements, counted by what is known of them."""

    source: Source
    claims: tuple[Claim, ...]

    def counts(self) -> list[tuple[str, Text, int]]:
        """Tone, words and number of each outcome that there is."""
        outcomes = [claim.outcome for claim in self.claims]
        return [(*OUTCOMES[one], outcomes.count(one)) for one in OUTCOMES if one in outcomes]


@dataclass(frozen=True)
class Wanted:
    """The target that a statement announced, of which plan, and where it stands."""

    plan: Plan
    target: Target
    progress: Progress | None


@dataclass(frozen=True)
class Known:
    """All that is known of one statement: findings, its target, our own figure of the same thing, related ones."""

    claim: Claim
    source: Source
    findings: tuple[Finding, ...]
    wanted: tuple[Wanted, ...]
    figure: Figure | None
    related: tuple[Published, ...]


def documents() -> list[Document]:
    """Every source that says something, with its statements, in the order of the pack."""
    findings = _by_claim(judgement())
    said: dict[str, list[Claim]] = {}
    for row in city.pack().published:
        said.setdefault(row.source, []).append(_claim(row, findings))
    return [Document(source, tuple(said[source.id])) for source in city.pack().sources.values() if source.id in said]


def document(source: str) -> Document | None:
    """One source with its statements, of which a law has none; None where it is no source of ours."""
    known = city.pack().sources.get(source)
    return next((one for one in documents() if one.source.id == source), Document(known, ()) if known else None)


def known(claim: str) -> Known | None:
    """What is known of a statement; None for no statement of ours."""
    row = _rows().get(claim)
    if row is None:
        return None
    judged = judgement()
    findings = _by_claim(judged)
    mine = tuple(findings.get(claim, ()))
    others = dict.fromkeys(one for finding in mine for one in finding.ids if one != claim)
    return Known(
        _claim(row, findings),
        city.pack().sources[row.source],
        mine,
        tuple(_wanted(row, judged)),
        _ours(row),
        tuple(_rows()[one] for one in others if one in _rows()),
    )


@cache
def _rows() -> Mapping[str, Published]:
    return {row.id: row for row in city.pack().published}


def _by_claim(judged: Judgement) -> Mapping[str, Sequence[Finding]]:
    found: dict[str, list[Finding]] = {}
    for finding in judged.findings:
        for claim in finding.about:
            found.setdefault(claim, []).append(finding)
    return found


def _claim(row: Published, findings: Mapping[str, Sequence[Finding]]) -> Claim:
    pack = city.pack()
    outcome = verdict(row.id, findings.get(row.id, ()))
    return Claim(row, outcome, pack.indicators.get(row.indicator or ""), _about(row.subject))


@cache
def _about(subject: str) -> Text | None:
    """What the pack calls the thing that a document calls so."""
    pack = city.pack()
    of = next((alias.of for alias in pack.aliases if alias.name == subject), subject)
    if of in pack.plans:
        return pack.plans[of].title
    if of in pack.places:
        return pack.places[of].name
    if of in pack.forms:
        return pack.forms[of].label
    return pack.indicators[of].name if of in pack.indicators else None


def _wanted(row: Published, judged: Judgement) -> list[Wanted]:
    return [
        Wanted(plan, target, judged.progress.get(f"{plan.id}/{target.id}"))
        for plan in city.pack().plans.values()
        for target in plan.targets
        if target.claim == row.id
    ]


def _ours(row: Published) -> Figure | None:
    """Our own published figure of the very same thing."""
    if row.indicator is None or row.period is None or row.place is None:
        return None
    key = str(FigureKey(row.indicator, row.period, row.place, row.scope, row.growth))
    return published([key]).get(key)
