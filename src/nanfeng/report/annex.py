"""The sections that no text is written for: targets, claims of the sources, and what is known about the figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nanfeng.figures.published import Published
from nanfeng.figures.reconcile.finding import Finding, Outcome
from nanfeng.kinds.figure import Status
from nanfeng.kinds.text import Language, Text
from nanfeng.plans.plan import Plan, Target, TargetKind
from nanfeng.plans.progress import Progress, State
from nanfeng.report.cells import Edition
from nanfeng.report.document import Block, Cell, Grid, Paragraph, Subheading, Words
from nanfeng.report.numbers import print_stated
from nanfeng.report.wording import period_words

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
    Outcome.CONSISTENT: Text("一致", "consistent"),
    Outcome.INCONSISTENT: Text("不一致", "inconsistent"),
    Outcome.NOT_CHECKABLE: Text("无法核对", "not checkable"),
}
_VERDICT_TONES = {Outcome.CONSISTENT: "good", Outcome.INCONSISTENT: "bad", Outcome.NOT_CHECKABLE: "quiet"}
_TARGET_HEADS = Text("目标|要求|最近数据|状态|依据", "Target|Wanted|Latest|State|Reason")
_CLAIM_HEADS = Text("编号|原文与含义|期间|数值|核对", "Id|Statement and quote|Period|Value|What is known")
_FINDING_HEADS = Text("判断|说明|涉及", "Verdict|What was found|Concerns")


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
    return Grid(plan.title.in_language(edition.language), heads, rows, widths=(5, 2, 2, 2, 5))


def _target(edition: Edition, target: Target, progress: Progress) -> tuple[Cell, ...]:
    language, latest = edition.language, progress.latest
    observed = ""
    if latest is not None and latest.value is not None:
        value = print_stated(latest.value, latest.unit, latest.comparator, language)
        observed = f"{value} ({period_words(latest.key.period, language)})"
    return (
        Cell(target.statement.in_language(language)),
        Cell(_wanted(target, language)),
        Cell(observed or "—"),
        Cell(STATES[progress.state].in_language(language), tone=_TONES.get(progress.state, "")),
        Cell(progress.reason.in_language(language)),
    )


def _wanted(target: Target, language: Language) -> str:
    if target.kind is not TargetKind.NUMBER or target.value is None or target.comparator is None:
        return period_words(target.period, language) if target.period else "—"
    value = print_stated(target.value, target.unit, target.comparator, language)
    return f"{value} ({period_words(target.period, language)})" if target.period else value


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
    return Grid(title, heads, tuple(_claim(edition, row, told.get(row.id, [])) for row in rows), widths=(1, 6, 2, 2, 5))


def _claim(edition: Edition, row: Published, findings: list[Finding]) -> tuple[Cell, ...]:
    language = edition.language
    worst = min(findings, key=lambda finding: _ORDER.index(finding.outcome), default=None)
    says = row.statement.in_language(language) + (f" “{row.quote}”" if row.quote else "")
    value = print_stated(row.value, row.unit, row.comparator, language) if row.value is not None else row.day or "—"
    known = f"{_VERDICTS[worst.outcome].in_language(language)}: {worst.message.in_language(language)}" if worst else "—"
    return (
        Cell(row.id),
        Cell(says),
        Cell(period_words(row.period, language) if row.period else "—"),
        Cell(value, numeric=True),
        Cell(known, tone=_VERDICT_TONES[worst.outcome] if worst else ""),
    )


_ORDER = (Outcome.INCONSISTENT, Outcome.CONSISTENT, Outcome.NOT_CHECKABLE)


def about(edition: Edition, judged: Judged) -> tuple[Block, ...]:
    """What the reconciliation found, and what disclosure control took out."""
    language = edition.language
    wrong = [finding for finding in judged.findings if finding.outcome is Outcome.INCONSISTENT]
    counts = {outcome: sum(f.outcome is outcome for f in judged.findings) for outcome in Outcome}
    hidden = sum(figure.status is Status.SUPPRESSED for figure in edition.release.figures.values())
    heads = tuple(_FINDING_HEADS.in_language(language).split("|"))
    rows = tuple(
        (
            Cell(_VERDICTS[finding.outcome].in_language(language), tone="bad"),
            Cell(finding.message.in_language(language)),
            Cell(", ".join(finding.about)),
        )
        for finding in wrong
    )
    summary = _SUMMARY.in_language(language).format(
        figures=len(edition.release.figures),
        hidden=hidden,
        consistent=counts[Outcome.CONSISTENT],
        inconsistent=len(wrong),
        unknown=counts[Outcome.NOT_CHECKABLE],
    )
    return (
        Paragraph((Words(summary),)),
        Subheading(_INCONSISTENT.in_language(language)),
        Grid("", heads, rows, widths=(2, 8, 3)),
    )


_INCONSISTENT = Text("对账发现的不一致", "What does not agree")
_SUMMARY = Text(
    "本报告共 {figures} 个数字，均由同一数据版本和同一套定义计算；为保护单个企业，其中 {hidden} 个不予公布。"
    "与已公布数字逐条对账：一致 {consistent} 条，不一致 {inconsistent} 条，无法核对 {unknown} 条。",
    "This report stands on {figures} figures, all computed from one vintage with one set of definitions; {hidden} of "
    "them are not published, to protect single enterprises. Held against what was published before: {consistent} "
    "findings of agreement, {inconsistent} of disagreement, {unknown} that nobody can check.",
)
