"""The page behind a number: what it means, what it was computed from, and the rows that add up to it."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from nanfeng.figures.trace import Trace, TracedPart
from nanfeng.kinds.figure import Figure, FigureKey
from nanfeng.kinds.text import Language, Text
from nanfeng.report.cells import Edition
from nanfeng.report.numbers import print_figure, print_value
from nanfeng.report.page import environment
from nanfeng.report.phrases import PHRASES
from nanfeng.report.wording import figure_words, period_words, place_words

MOST_ROWS = 40
"""So many rows of a part are shown on its page; the rest is counted and summed up by file."""

_FACTS = {
    "definition": Text("指标定义", "Definition"),
    "counts": Text("计数口径", "What is counted"),
    "period": Text("期间", "Period"),
    "place": Text("范围", "Place"),
    "contributors": Text("涉及单位数", "Organisations behind it"),
    "status": Text("说明", "Remark"),
    "vintage": Text("数据版本", "Vintage"),
    "digest": Text("定义编号", "Definition digest"),
    "command": Text("命令行复核", "Check it yourself"),
}
_ROLES = {
    "figure": Text("本数", "this figure"),
    "current": Text("本期", "this period"),
    "base": Text("基数", "base"),
    "numerator": Text("分子", "numerator"),
    "denominator": Text("分母", "denominator"),
    "price_index": Text("价格指数", "price index"),
    "part": Text("组成部分", "part"),
}
_FILES = Text("文件|工作表|行数|合计", "File|Sheet|Rows|Sum")
_ROWS = Text("文件|工作表|行号|记录|单位|贡献", "File|Sheet|Line|Record|Organisation|Contribution")
_SUMMED = Text("共 {count} 行，逐行相加等于 {total}。", "{count} rows that add up to {total}.")
_SYNTHETIC = Text("合成演示数据，非真实统计", "Synthetic demonstration data, not real statistics")


@dataclass(frozen=True)
class ComponentLine:
    """A part of a figure: its role, what it is, its value, and the address of its own page ("" where it has none)."""

    role: str
    name: str
    value: str
    link: str


@dataclass(frozen=True)
class RowsTable:
    """Rows, or files of rows, that add up to a part."""

    title: str
    summary: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class TracePage:
    """Everything that the page of one figure shows, in one language. `exact` is the unrounded value."""

    key: FigureKey
    file: str
    language: Language
    name: str
    printed: str
    exact: str
    facts: tuple[tuple[str, str], ...]
    components: tuple[ComponentLine, ...]
    rows: tuple[RowsTable, ...]
    synthetic: str


def trace_file(key: FigureKey, language: Language) -> str:
    """The name of the file of a figure's page."""
    return f"{hashlib.sha256(str(key).encode()).hexdigest()[:16]}.{language}.html"


def trace_page(edition: Edition, figure: Figure, found: Trace | None, *, records: bool) -> TracePage:
    """The page of one figure. `found` is None where no rows are to be shown; `records` false shows files only."""
    language = edition.language
    tables = tuple(_tables(found.top, language, records=records)) if found and figure.value is not None else ()
    return TracePage(
        key=figure.key,
        file=trace_file(figure.key, language),
        language=language,
        name=figure_words(edition.pack, figure.key, language),
        printed=print_figure(figure, language),
        exact=f"{figure.value} {figure.unit}" if figure.value is not None else "",
        facts=tuple(_facts(edition, figure)),
        components=tuple(_components(edition, figure)),
        rows=tables,
        synthetic=_SYNTHETIC.in_language(language) if "synthetic" in figure.flags else "",
    )


def trace_html(page: TracePage, back: str) -> str:
    """The page as HTML; `back` is the report's own page."""
    template = environment().get_template("figure.html.jinja")
    return template.render(page=page, back=back, language=page.language, words=PHRASES[page.language])


def _facts(edition: Edition, figure: Figure) -> Iterator[tuple[str, str]]:
    language, indicator = edition.language, edition.pack.indicators[figure.key.indicator]
    says: Mapping[str, str | None] = {
        "definition": indicator.definition.in_language(language),
        "counts": indicator.counts.in_language(language) if indicator.counts else None,
        "period": period_words(figure.key.period, language),
        "place": place_words(edition.pack, figure.key.place, language),
        "contributors": str(figure.contributors) if figure.contributors is not None else None,
        "status": figure.reason.in_language(language) if figure.reason else None,
        "vintage": figure.vintage,
        "digest": figure.definition,
        "command": f"nanfeng trace {figure.key}",
    }
    for name, value in says.items():
        if value:
            yield _FACTS[name].in_language(language), value


def _components(edition: Edition, figure: Figure) -> Iterator[ComponentLine]:
    language = edition.language
    for part in figure.components:
        role = _ROLES.get(part.role, _ROLES["part"]).in_language(language)
        name, link = part.key, ""
        try:
            key = FigureKey.parse(part.key)
        except ValueError:
            key = None
        if key is not None and key.indicator in edition.pack.indicators:
            name = figure_words(edition.pack, key, language)
            link = trace_file(key, language) if key in edition.release.figures else ""
        value = print_value(part.value, part.unit, language) if part.value is not None else "—"
        yield ComponentLine(role, name, value, link)


def _tables(part: TracedPart, language: Language, *, records: bool) -> Iterator[RowsTable]:
    if part.rows:
        yield _file_table(part, language)
        if records:
            yield _row_table(part, language)
    for under in part.parts:
        yield from _tables(under, language, records=records)


def _title(part: TracedPart, language: Language) -> str:
    return f"{_ROLES.get(part.role, _ROLES['part']).in_language(language)} · {part.key}"


def _summary(part: TracedPart, language: Language) -> str:
    total = sum(row.contribution for row in part.rows)
    return _SUMMED.in_language(language).format(count=f"{len(part.rows):,}", total=f"{total:,f}")


def _file_table(part: TracedPart, language: Language) -> RowsTable:
    rows = []
    for (file, sheet), found in groupby(part.rows, key=lambda row: (row.origin.file, row.origin.sheet)):
        lines = list(found)
        rows.append((file, sheet, f"{len(lines):,}", f"{sum(line.contribution for line in lines):,f}"))
    heads = tuple(_FILES.in_language(language).split("|"))
    return RowsTable(_title(part, language), _summary(part, language), heads, tuple(rows))


def _row_table(part: TracedPart, language: Language) -> RowsTable:
    largest = sorted(part.rows, key=lambda row: -abs(row.contribution))[:MOST_ROWS]
    rows = tuple(
        (r.origin.file, r.origin.sheet, str(r.origin.line), r.record, r.organisation or "—", f"{r.contribution:,f}")
        for r in largest
    )
    more = Text(f"贡献最大的 {len(rows)} 行。", f"The {len(rows)} largest of them.").in_language(language)
    return RowsTable("", more, tuple(_ROWS.in_language(language).split("|")), rows)
