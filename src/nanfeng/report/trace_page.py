"""The page behind a number: what it means, what it was computed from, and the rows that add up to it."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from nanfeng.figures.trace import Trace, TracedPart
from nanfeng.kinds.figure import Figure, FigureKey
from nanfeng.kinds.text import Language, Text
from nanfeng.release.labels import SYNTHETIC, notes
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
    "how": Text("算法", "How it is computed"),
    "contributors": Text("涉及单位数", "Organisations behind it"),
    "remark": Text("说明", "Remark"),
    "vintage": Text("数据版本", "Vintage"),
    "digest": Text("定义编号", "Definition digest"),
    "command": Text("命令行复核", "Check it yourself"),
}
ROLES = {
    "figure": Text("本数", "this figure"),
    "current": Text("本期", "this period"),
    "base": Text("基数", "base"),
    "numerator": Text("分子", "numerator"),
    "denominator": Text("分母", "denominator"),
    "price_index": Text("价格指数", "price index"),
    "minuend": Text("被减数", "from this"),
    "subtrahend": Text("减数", "this is taken away"),
    "part": Text("组成部分", "part"),
    "unbalanced_filers": Text("有关单位缺报的份数", "returns missing of those that filed another"),
}
"""What a part is to the figure that is computed from it."""
_SIDES = {
    "with_year_ago": Text("同时填报了上年同期数的企业", "enterprises that also state the year before"),
    "year_ago": Text("这些企业填报的上年同期数", "what the same enterprises state for the year before"),
    "matched": Text("两年都报送的企业", "enterprises present in both years"),
    "matched_base": Text("同一批企业的上年数", "the same enterprises in the year before"),
}
"""What narrows a part beyond a figure's own key, by the last part of its key."""

_HOW: Mapping[frozenset[str], Text] = {
    frozenset({"current", "base"}): Text("（本期 − 基数）÷ 基数 × 100%", "(this period − base) ÷ base × 100 %"),
    frozenset({"current", "base", "price_index"}): Text(
        "本期 ÷ 基数 ÷ 价格指数 × 100，减去 1", "this period ÷ base ÷ price index × 100, less 1"
    ),
    frozenset({"numerator", "denominator"}): Text("分子 ÷ 分母", "numerator ÷ denominator"),
    frozenset({"minuend", "subtrahend"}): Text("被减数 − 减数", "the first less the second"),
    frozenset({"part"}): Text("数出达到标准的组成部分", "the parts that pass the threshold, counted"),
}
"""How a figure follows from its components, by the roles that these have."""
_FILES = Text("文件|工作表|行数|合计", "File|Sheet|Rows|Sum")
_ROWS = Text("文件|工作表|行号|记录|单位|贡献", "File|Sheet|Line|Record|Organisation|Contribution")
_COUNTED = Text("共 {count} 行。", "{count} rows.")
_SUMMED = Text("共 {count} 行，逐行相加等于 {total}。", "{count} rows that add up to {total}.")
_ALL = Text("逐行记录（仅供内部核对）：", "Row by row (for checks inside the house only):")
_LARGEST = Text(
    "贡献最大的 {count} 行（仅供内部核对）：", "The {count} largest rows (for checks inside the house only):"
)


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
    """The page of one figure. `found` is None where no rows are to be shown; `records` false shows neither
    single records nor what a file comes to: from that, what is suppressed elsewhere could be worked out.
    """
    language = edition.language
    tables = tuple(_tables(edition, found.top, records=records)) if found and figure.value is not None else ()
    return TracePage(
        key=figure.key,
        file=trace_file(figure.key, language),
        language=language,
        name=figure_words(edition.pack, figure.key, language),
        printed=print_figure(figure, language),
        exact=_exact(figure, language),
        facts=tuple(_facts(edition, figure)),
        components=tuple(_components(edition, figure)),
        rows=tables,
        synthetic=SYNTHETIC.in_language(language) if edition.release.synthetic else "",
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
        "how": _how(figure, language),
        "contributors": f"{figure.contributors:,}" if figure.contributors is not None else None,
        "remark": _remark(figure, language),
        "vintage": figure.vintage,
        "digest": figure.definition,
        "command": f"nanfeng trace {figure.key}",
    }
    for name, value in says.items():
        if value:
            yield _FACTS[name].in_language(language), value


def _remark(figure: Figure, language: Language) -> str | None:
    """Why there is no value, or what a reader has to know of it."""
    said = (figure.reason,) if figure.reason else notes(figure)
    return ("；" if language is Language.ZH else "; ").join(text.in_language(language) for text in said) or None


def _how(figure: Figure, language: Language) -> str | None:
    how = _HOW.get(frozenset(part.role for part in figure.components))
    return how.in_language(language) if how else None


def _exact(figure: Figure, language: Language) -> str:
    """The unrounded value in its base unit; nothing where it has none."""
    if figure.value is None:
        return ""
    unit = figure.unit.label.in_language(language)
    return f"{_plain(figure.value)}{unit if unit == '%' or language is Language.ZH else f' {unit}'}".rstrip()


def _plain(value: Decimal) -> str:
    """Every digit, without trailing zeros behind the point."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _part_words(edition: Edition, text: str) -> str:
    """A part of a figure in words; the key itself where it is none of this pack."""
    whole, _, side = text.rpartition("/")
    narrowed = side in _SIDES
    try:
        key = FigureKey.parse(whole if narrowed else text)
    except ValueError:
        return text
    if key.indicator not in edition.pack.indicators:
        return text
    words = figure_words(edition.pack, key, edition.language)
    if not narrowed:
        return words
    opening, closing = ("（", "）") if edition.language is Language.ZH else (" (", ")")
    return f"{words}{opening}{_SIDES[side].in_language(edition.language)}{closing}"


def _link(edition: Edition, text: str) -> str:
    """The page of a part that is a figure of the release itself; nothing for any other."""
    try:
        key = FigureKey.parse(text)
    except ValueError:
        return ""
    return trace_file(key, edition.language) if key in edition.release.figures else ""


def _components(edition: Edition, figure: Figure) -> Iterator[ComponentLine]:
    language = edition.language
    for part in figure.components:
        role = ROLES.get(part.role, ROLES["part"]).in_language(language)
        value = print_value(part.value, part.unit, language) if part.value is not None else "—"
        yield ComponentLine(role, _part_words(edition, part.key), value, _link(edition, part.key))


def _tables(edition: Edition, part: TracedPart, *, records: bool) -> Iterator[RowsTable]:
    if part.rows:
        yield _file_table(edition, part, sums=records)
        if records:
            yield _row_table(part, edition.language)
    for under in part.parts:
        yield from _tables(edition, under, records=records)


def _title(edition: Edition, part: TracedPart) -> str:
    role = ROLES.get(part.role, ROLES["part"]).in_language(edition.language)
    gap = "：" if edition.language is Language.ZH else ": "
    return f"{role[:1].upper()}{role[1:]}{gap}{_part_words(edition, part.key)}"


def _summary(part: TracedPart, language: Language, *, sums: bool) -> str:
    if not sums:
        return _COUNTED.in_language(language).format(count=f"{len(part.rows):,}")
    total = sum((row.contribution for row in part.rows), Decimal(0))
    return _SUMMED.in_language(language).format(count=f"{len(part.rows):,}", total=_plain(total))


def _file_table(edition: Edition, part: TracedPart, *, sums: bool) -> RowsTable:
    language = edition.language
    rows = []
    for (file, sheet), found in groupby(part.rows, key=lambda row: (row.origin.file, row.origin.sheet)):
        lines = list(found)
        total = sum((line.contribution for line in lines), Decimal(0))
        rows.append((file or "—", sheet or "—", f"{len(lines):,}", _plain(total) if sums else "—"))
    heads = tuple(_FILES.in_language(language).split("|"))
    return RowsTable(_title(edition, part), _summary(part, language, sums=sums), heads, tuple(rows))


def _row_table(part: TracedPart, language: Language) -> RowsTable:
    largest = sorted(part.rows, key=lambda row: -abs(row.contribution))[:MOST_ROWS]
    rows = tuple(
        (
            row.origin.file or "—",
            row.origin.sheet or "—",
            str(row.origin.line or "—"),
            _bare(row.record),
            _bare(row.organisation or "—"),
            _plain(row.contribution),
        )
        for row in largest
    )
    count = len(rows)
    says = (_ALL if count == len(part.rows) else _LARGEST).in_language(language).format(count=count)
    return RowsTable("", says, tuple(_ROWS.in_language(language).split("|")), rows)


def _bare(identifier: str) -> str:
    """A key of a record or an organisation as people read it: without the name of the usual register."""
    return identifier.replace("uscc:", "").replace("|", " · ")
