"""The section about the figures: what reconciliation found, the surest and weightiest first, and what was kept back."""

from collections.abc import Sequence

from nanfeng.figures.reconcile.finding import Cause, Finding, Likelihood, Outcome
from nanfeng.kinds.figure import Status
from nanfeng.kinds.text import Language, Text
from nanfeng.release.release import HELD
from nanfeng.report.annex import Judged
from nanfeng.report.cells import Edition
from nanfeng.report.concern import concerning, in_words
from nanfeng.report.document import Block, Bullets, Paragraph, Subheading, Words

_CONCERNED = 4
"""So many ids are named beside a finding; the annex of published numbers has the others."""

_WEIGHTS: Sequence[Cause | None] = (
    Cause.POWER_OF_TEN,
    Cause.SWAPPED_DIGITS,
    Cause.REVISION_OR_DEFINITION,
    Cause.DIFFERENT_POPULATIONS,
    Cause.DIFFERENT_WINDOWS,
    Cause.UNDEFINED_COUNTING,
    None,
    Cause.RATE_OF_ANOTHER_DAY,
    Cause.REACHED_EARLY,
    Cause.CHANGE_OF_PACE,
    Cause.SEVERAL_NAMES,
)
"""Causes by how much depends on them: wrong sizes first, mere names last."""

_HEADINGS = {
    Likelihood.CERTAIN: Text("确定的不一致", "Inconsistent beyond doubt"),
    Likelihood.PROBABLE: Text("很可能的不一致", "Probably inconsistent"),
    Likelihood.POSSIBLE: Text("值得留意", "Worth a look"),
}
_MADE_OF = Text(
    "本报告共有 {figures} 个数字，均由同一数据版本和同一套指标定义计算；其中 {hidden} 个为保护单个企业不予公布，"
    "{missing} 个没有数据。",
    "This report stands on {figures} figures, all computed from one vintage with one set of definitions; {hidden} of "
    "them are not published, to protect single enterprises, and for {missing} there are no data.",
)
_HELD_BACK = Text(
    "另有 {held} 个数字已有更正，但暂时沿用此前公布的数，以免显示单个企业的更正。",
    "Another {held} repeat what was published before: their revision is held, because it would show what a single "
    "enterprise corrected.",
)
_COMPARED = Text(
    "与已公布数字逐条核对：一致 {consistent} 项，不一致 {inconsistent} 项，无法核对 {unknown} 项。",
    "Held against what was published before, {consistent} findings are of agreement, {inconsistent} of disagreement, "
    "and {unknown} cannot be checked.",
)
_WHAT_FOLLOWS = Text(
    "下面列出不一致之处，按把握大小和影响大小排列。",
    "What disagrees follows here, the surest and the weightiest first.",
)
_NOTHING_TO_COMPARE = Text(
    "就这些指标、地点和时期，没有他处公布的数字可供核对。",
    "Nobody else has published numbers of these indicators for this place and time that they could be held against.",
)


def about(edition: Edition, judged: Judged) -> tuple[Block, ...]:
    """What the reconciliation found, and what disclosure control took out. Without an annex of published numbers, only
    what concerns the report's own figures.
    """
    language = edition.language
    findings = judged.findings if _has_annex(edition) else concerning(judged.findings, edition)
    found = _distinct([finding for finding in findings if finding.outcome is Outcome.INCONSISTENT])
    blocks: list[Block] = [Paragraph((Words(_summary(edition, findings)),))]
    for likelihood, heading in _HEADINGS.items():
        listed = [finding for finding in found if finding.likelihood is likelihood]
        if listed:
            blocks.append(Subheading(heading.in_language(language)))
            blocks.append(Bullets(tuple((Words(_told(finding, edition)),) for finding in listed)))
    return tuple(blocks)


def _has_annex(edition: Edition) -> bool:
    sections = edition.pack.publications[edition.release.publication].sections
    return any(section.built_in == "claims" for section in sections)


def _summary(edition: Edition, findings: Sequence[Finding]) -> str:
    statuses = [figure.status for figure in edition.release.figures.values()]
    outcomes = [finding.outcome for finding in findings]
    counts = {
        "figures": len(statuses),
        "hidden": statuses.count(Status.SUPPRESSED),
        "missing": statuses.count(Status.MISSING),
        "held": sum(HELD in figure.flags for figure in edition.release.figures.values()),
        "consistent": outcomes.count(Outcome.CONSISTENT),
        "inconsistent": outcomes.count(Outcome.INCONSISTENT),
        "unknown": outcomes.count(Outcome.NOT_CHECKABLE),
    }
    sentences = [_MADE_OF, *([_HELD_BACK] if counts["held"] else [])]
    sentences += [_COMPARED] if findings else [_NOTHING_TO_COMPARE]
    sentences += [_WHAT_FOLLOWS] if counts["inconsistent"] else []
    gap = "" if edition.language is Language.ZH else " "
    return gap.join(one.in_language(edition.language) for one in sentences).format(**counts)


def _distinct(findings: Sequence[Finding]) -> list[Finding]:
    """The weightiest first; of several findings that lay one cause at the same row, the one with most evidence."""
    ranked = sorted(findings, key=lambda one: (_WEIGHTS.index(one.cause), -len(one.against)))
    kept: dict[tuple[object, ...], Finding] = {}
    for finding in ranked:
        kept.setdefault((finding.cause, finding.against if finding.cause is None else finding.about), finding)
    return list(kept.values())


def _told(finding: Finding, edition: Edition) -> str:
    """A finding with the ids under which the annex has its numbers, or in words where there is no annex."""
    if not _has_annex(edition):
        return in_words(finding, edition)
    message = finding.message.in_language(edition.language)
    if any(concerned in message for concerned in finding.about):
        return message
    named = ", ".join(finding.about[:_CONCERNED])
    more = ", …" if len(finding.about) > _CONCERNED else ""
    return f"{message}（{named}{more}）" if edition.language is Language.ZH else f"{message} ({named}{more})"
