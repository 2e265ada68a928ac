"""Findings about published numbers for a report that has no annex of them: those that concern its figures, in words."""

import re
from collections.abc import Iterator, Sequence

from nanfeng.figures.published import Published
from nanfeng.figures.reconcile.finding import Finding
from nanfeng.kinds.period import Period
from nanfeng.kinds.text import Language, Text
from nanfeng.report.cells import Edition

_TITLE = Text("《{}》", "“{}”")
_QUOTED = Text("“{}”", "“{}”")
_ASIDE = Text("（{}）", "({})")
_SAID_OF = Text("{}：{}", "{}: {}")


def concerning(findings: Sequence[Finding], edition: Edition) -> list[Finding]:
    """The findings about what the report tells too: the same indicator at the same place, in a time that overlaps."""
    told: dict[tuple[str, str | None], list[Period]] = {}
    for key in edition.release.figures:
        told.setdefault((key.indicator, key.place), []).append(key.period)
    keys = {str(key) for key in edition.release.figures}
    return [
        finding
        for finding in findings
        if not keys.isdisjoint(finding.against) or any(_overlaps(row, told) for row in _rows(finding, edition))
    ]


def in_words(finding: Finding, edition: Edition) -> str:
    """What a finding says, with what it is about before it, and with sources and statements instead of their ids."""
    language, rows = edition.language, {row.id: row for row in _rows(finding, edition)}
    titles = {row.source: edition.pack.sources[row.source].title.in_language(language) for row in rows.values()}
    ids = "|".join(re.escape(one) for one in sorted([*rows, *titles], key=len, reverse=True))

    def named(found: re.Match[str]) -> str:
        aside, bare = found.group(1), found.group(2)
        if aside:
            title = titles[rows[aside].source] if aside in rows else titles[aside]
            return _ASIDE.in_language(language).format(_TITLE.in_language(language).format(title))
        if bare in titles:
            return _TITLE.in_language(language).format(titles[bare])
        return _QUOTED.in_language(language).format(rows[bare].statement.in_language(language))

    message = finding.message.in_language(language)
    said = re.sub(rf"[（(]({ids})[)）]|(?<![A-Za-z0-9-])({ids})(?![A-Za-z0-9-])", named, message) if ids else message
    names = dict.fromkeys(_indicators(finding, edition))
    comma = "、" if language is Language.ZH else ", "
    return _SAID_OF.in_language(language).format(comma.join(names), said) if names else said


def _rows(finding: Finding, edition: Edition) -> list[Published]:
    ids = {*finding.ids}
    return [row for row in edition.pack.published if row.id in ids]


def _overlaps(row: Published, told: dict[tuple[str, str | None], list[Period]]) -> bool:
    periods = told.get((row.indicator or "", row.place), [])
    when = row.period
    return when is not None and any(one.first <= when.last and when.first <= one.last for one in periods)


def _indicators(finding: Finding, edition: Edition) -> Iterator[str]:
    for row in _rows(finding, edition):
        if row.id in finding.about and row.indicator:
            yield edition.pack.indicators[row.indicator].name.in_language(edition.language)
