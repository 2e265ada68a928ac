"""The annex of targets and the annex of published numbers: sections that no text is written for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nanfeng.figures.published import Published
from nanfeng.figures.reconcile.finding import Cause, Finding, Likelihood, Outcome
from nanfeng.kinds.text import Language, Text
from nanfeng.plans.plan import Plan, Target, TargetKind
from nanfeng.plans.progress import Progress, State
from nanfeng.report.cells import Edition
from nanfeng.report.document import Block, Cell, Grid
from nanfeng.report.numbers import print_stated
from nanfeng.report.wording import code_words, period_words, place_words

STATES: Mapping[State, Text] = {
    State.MET: Text("已实现", "met"),
    State.REACHED_EARLY: Text("提前实现", "reached early"),
    State.ON_COURSE: Text("进展正常", "on course"),
    State.BEHIND: Text("落后", "behind"),
    State.MISSED: Text("未实现", "missed"),
    State.CANNOT_BE_TOLD: Text("无法判断", "cannot be told"),
}
_TONES = {State.MET: "good", State.REACHED_EARLY: "good", State.BEHIND: "bad", State.MISSED: "bad"}
_VERDICTS: Mapping[Outcome, Text] = {
    Outcome.CONSISTENT: Text("一致", "Consistent"),
    Outcome.INCONSISTENT: Text("不一致", "Inconsistent"),
    Outcome.NOT_CHECKABLE: Text("无法核对", "Not checkable"),
}
_LIKELIHOODS: Mapping[Likelihood, Text] = {
    Likelihood.CERTAIN: Text("确定", "certain"),
    Likelihood.PROBABLE: Text("很可能", "probable"),
    Likelihood.POSSIBLE: Text("可能", "possible"),
}
_ASIDE = Text("（{}）", " ({})")
_BUT = Text("。但：{}", ". But: {}")
_VERDICT_TONES = {Outcome.CONSISTENT: "good", Outcome.INCONSISTENT: "bad", Outcome.NOT_CHECKABLE: "quiet"}
_ORDER = (Outcome.INCONSISTENT, Outcome.CONSISTENT, Outcome.NOT_CHECKABLE)
_OF_THE_SOURCE = (Cause.DIFFERENT_WINDOWS, Cause.SEVERAL_NAMES)
"""Causes that lie in how a document is put together: they leave the single number as good as it is."""

_TARGET_HEADS = Text("目标|要求|最近数据|状态|依据", "Target|Wanted|Latest|State|Reason")
_CLAIM_HEADS = Text(
    "编号|内容与原话|期间与范围|数值|核对结果", "Id|Statement and quote|Period and scope|Value|What is known"
)


@dataclass(frozen=True)
class Judged:
    """What was found out beside the release: progress by `plan/target` id, and the findings of reconciliation."""

    progress: Mapping[str, Progress]
    findings: Sequence[Finding]


def targets(edition: Edition, judged: Judged) -> tuple[Block, ...]:
    """One table a plan: every target, what it wants, the latest observation, where it stands and why."""
    return tuple(_plan(edition, plan, judged) for plan in edition.pack.plans.values() if plan.targets)


def _plan(edition: Edition, plan: Plan, judged: Judged) -> Grid:
    rows = tuple(
        _target(edition, target, judged.progress[f"{plan.id}/{target.id}"])
        for target in plan.targets
        if f"{plan.id}/{target.id}" in judged.progress
    )
    heads = tuple(_TARGET_HEADS.in_language(edition.language).split("|"))
    return Grid(plan.title.in_language(edition.language), heads, rows, widths=(12, 5, 5, 4, 14))


def _target(edition: Edition, target: Target, progress: Progress) -> tuple[Cell, ...]:
    language, latest = edition.language, progress.latest
    observed, when = "—", ""
    if latest is not None and latest.value is not None:
        observed = print_stated(latest.value, latest.unit, latest.comparator, language)
        when = period_words(latest.key.period, language)
    return (
        Cell(target.statement.in_language(language)),
        _wanted(target, language),
        Cell(observed, detail=when),
        Cell(STATES[progress.state].in_language(language), tone=_TONES.get(progress.state, "")),
        Cell(progress.reason.in_language(language)),
    )


def _wanted(target: Target, language: Language) -> Cell:
    when = period_words(target.period, language) if target.period else ""
    if target.kind is not TargetKind.NUMBER or target.value is None or target.comparator is None:
        return Cell(when or "—")
    return Cell(print_stated(target.value, target.unit, target.comparator, language), detail=when)


def claims(edition: Edition, judged: Judged) -> tuple[Block, ...]:
    """One table a source: every statement with its quote, period, value and what the reconciliation says of it."""
    by_source: dict[str, list[Published]] = {}
    for published in edition.pack.published:
        by_source.setdefault(published.source, []).append(published)
    told: dict[str, list[Finding]] = {}
    for finding in judged.findings:
        for concerned in finding.about:
            told.setdefault(concerned, []).append(finding)
    return tuple(_source(edition, source, rows, told) for source, rows in by_source.items())


def _source(edition: Edition, source: str, rows: list[Published], told: Mapping[str, list[Finding]]) -> Grid:
    heads = tuple(_CLAIM_HEADS.in_language(edition.language).split("|"))
    title = edition.pack.sources[source].title.in_language(edition.language)
    claimed = tuple(_claim(edition, row, told.get(row.id, [])) for row in rows)
    return Grid(title, heads, claimed, widths=(4, 15, 5, 5, 13))


def _claim(edition: Edition, row: Published, findings: list[Finding]) -> tuple[Cell, ...]:
    language = edition.language
    value = print_stated(row.value, row.unit, row.comparator, language) if row.value is not None else row.day or "—"
    return (
        Cell(row.id),
        Cell(row.statement.in_language(language), detail=f"“{row.quote}”" if row.quote else ""),
        Cell(period_words(row.period, language) if row.period else "—", detail=_scope(edition, row)),
        Cell(value),
        _known(findings, language),
    )


def _scope(edition: Edition, row: Published) -> str:
    """Where, of what part, and in whose words of which population."""
    of, language = row.indicator or "", edition.language
    narrowed = (code_words(edition.pack, of, one, language) for one in row.scope)
    place = place_words(edition.pack, row.place, edition.language) if row.place else ""
    return " · ".join(words for words in (place, *narrowed, row.population or "") if words)


def _known(findings: list[Finding], language: Language) -> Cell:
    """The finding that outweighs the others, and beside a disagreement what agrees all the same."""
    sure = tuple(Likelihood)
    ranked = sorted(
        findings, key=lambda one: (one.cause in _OF_THE_SOURCE, _ORDER.index(one.outcome), sure.index(one.likelihood))
    )
    if not ranked:
        return Cell("—")
    worst = ranked[0]
    verdict, told = _VERDICTS[worst.outcome].in_language(language), worst.message.in_language(language)
    if worst.outcome is Outcome.INCONSISTENT:
        verdict += _ASIDE.in_language(language).format(_LIKELIHOODS[worst.likelihood].in_language(language))
        agreed = next((one for one in ranked if one.outcome is Outcome.CONSISTENT), None)
        told += _BUT.in_language(language).format(agreed.message.in_language(language)) if agreed else ""
    return Cell(verdict, tone=_VERDICT_TONES[worst.outcome], detail=told)
