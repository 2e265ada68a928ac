"""What holds between a publication, its tables, charts and sections, and the texts of the report."""

from collections import Counter
from collections.abc import Iterable, Iterator

from nanfeng.figures.table import Table
from nanfeng.forms.form import Form
from nanfeng.kinds.issue import Issue
from nanfeng.kinds.place import PlaceKind
from nanfeng.kinds.text import Language, Text
from nanfeng.pack.checks.indicators import breakdowns, cannot_tell, form_of
from nanfeng.pack.checks.subject import CODE, FORM, INDICATOR, PLACE, TABLE, WINDOW, Spot, Subject
from nanfeng.pack.publication import Publication, Section
from nanfeng.pack.reference import REFERENCE, Reference

_KIND = Text("地点类别", "kind of place")
_BREAKDOWN = Text("分组（代码字段或行业组）", "breakdown (a coded field or an industry set)")
_BASIS = Text("增速口径", "growth basis of this indicator")


def windows_say_enough(subject: Subject) -> Iterator[Issue]:
    """A window of months says how many, one of an event which month."""
    for publication in subject.pack.publications.values():
        for name, window in publication.windows.items():
            spot = _spot(subject, publication, "windows", name)
            if window.kind == "months" and window.count < 1:
                wrong = Text("没有写几个月", "it does not say how many months")
                yield spot.issue("window", wrong, Text("补写 count，如 12", "add count, such as 12"))
            if window.kind == "event_month" and not 1 <= window.month <= 12:
                wrong = Text("没有写哪个月", "it does not say which month")
                yield spot.issue("window", wrong, Text("补写 month，1至12", "add month, 1 to 12"))


def tables_can_be_filled(subject: Subject) -> Iterator[Issue]:
    """A table names windows, an indicator that is computed, and what that can be broken down by."""
    for publication in subject.pack.publications.values():
        for table in publication.tables:
            yield from _table(subject, table, publication)


def totals_name_forms(subject: Subject) -> Iterator[Issue]:
    """Totals are of a form that there is, whether or not it has a field that makes a table."""
    for publication in subject.pack.publications.values():
        for total in publication.totals:
            spot = _spot(subject, publication, "totals", total.form)
            yield from subject.unknown(total.form, subject.pack.forms, FORM, spot.key("form"))


def charts_have_tables(subject: Subject) -> Iterator[Issue]:
    """A chart draws a table of its publication, on a basis that the table gives."""
    for publication in subject.pack.publications.values():
        tables = {table.id: table for table in publication.tables}
        for chart in publication.charts:
            spot = _spot(subject, publication, "charts", chart.id)
            yield from subject.unknown(chart.table, tables, TABLE, spot.key("table"))
            if chart.table is None and chart.kind != "targets":
                wrong = Text("图没有写画哪张表", "the chart does not say which table it draws")
                yield spot.key("table").issue("missing", wrong, Text("补写 table", "add table"))
            table = tables.get(chart.table or "")
            if table and chart.basis:
                yield from subject.unknown(chart.basis, table.growth, _BASIS, spot.key("basis"))


def sections_show_what_there_is(subject: Subject) -> Iterator[Issue]:
    """A section's charts, tables and texts are there; ids are used once."""
    for publication in subject.pack.publications.values():
        for part in ("tables", "charts", "sections"):
            yield from _used_once(subject, publication, part)
        for section in publication.sections:
            spot = _spot(subject, publication, "sections", section.id)
            for chart in section.charts:
                known = [one.id for one in publication.charts]
                yield from subject.unknown(chart, known, Text("图", "chart"), spot.key("charts"))
            for table in section.tables:
                yield from subject.unknown(table, [one.id for one in publication.tables], TABLE, spot.key("tables"))
            yield from _missing_texts(subject, section, spot)


def places_can_be_served(subject: Subject) -> Iterator[Issue]:
    """The kinds of places that a publication is made for are kinds that there are."""
    for publication in subject.pack.publications.values():
        for kind in publication.place_kinds:
            yield from subject.unknown(kind, tuple(PlaceKind), _KIND, _spot(subject, publication, "place_kinds"))


def references_lead_somewhere(subject: Subject) -> Iterator[Issue]:
    """Every reference of a text or highlight names an indicator, window, basis, field, code and place there is."""
    for publication in subject.pack.publications.values():
        for highlight in publication.highlights:
            yield from _line(subject, publication, highlight, _spot(subject, publication, "highlights"))
        stems = {section.text for section in publication.sections if section.text}
        for stem in sorted(stems):
            yield from _texts(subject, publication, stem)


def _table(subject: Subject, table: Table, publication: Publication) -> Iterator[Issue]:
    spot = _spot(subject, publication, "tables", table.id)
    for window in table.windows:
        yield from subject.unknown(window, publication.windows, WINDOW, spot.key("windows"))
    yield from subject.unknown(table.place_kind, tuple(PlaceKind), _KIND, spot.key("place_kind"))
    yield from subject.unknown(table.place, subject.pack.places, PLACE, spot.key("place"))
    yield from _computed(subject, table.indicator, spot.key("indicator"))
    if table.indicator not in subject.pack.indicators or cannot_tell(subject, table.indicator):
        return
    for name in table.by:
        yield from subject.unknown(name, breakdowns(subject, table.indicator), _BREAKDOWN, spot.key("by"))
    for basis in table.growth:
        known = subject.pack.indicators[table.indicator].growth
        yield from subject.unknown(basis, known, _BASIS, spot.key("growth"))


def _computed(subject: Subject, name: str, spot: Spot) -> Iterator[Issue]:
    yield from subject.unknown(name, subject.pack.indicators, INDICATOR, spot)
    indicator = subject.pack.indicators.get(name)
    if indicator and indicator.formula is None:
        wrong = Text(f"指标“{name}”没有公式，算不出数", f"{name!r} has no formula: nothing computes it")
        yield spot.issue(
            "formula", wrong, Text("换一个指标，或给它公式", "name another indicator, or give it a formula")
        )


def _used_once(subject: Subject, publication: Publication, part: str) -> Iterator[Issue]:
    for name, times in Counter(one.id for one in getattr(publication, part)).items():
        if times > 1:
            wrong = Text(f"“{name}”写了{times}次", f"{name!r} is there {times} times")
            spot = _spot(subject, publication, part, name)
            yield spot.issue("twice", wrong, Text("改名或删去其一", "rename or remove one of them"))


def _missing_texts(subject: Subject, section: Section, spot: Spot) -> Iterator[Issue]:
    if section.text is None:
        return
    for language in Language:
        if f"{section.text}.{language}" not in subject.pack.texts:
            path = f"report/{section.text}.{language}.md"
            wrong = Text(f"缺少文字 {path}", f"the text {path} is missing")
            yield spot.key("text").issue("missing", wrong, Text("写出这个文件", "write that file"))


def _texts(subject: Subject, publication: Publication, stem: str) -> Iterator[Issue]:
    for name in (f"{stem}.{language}" for language in Language):
        lines = subject.pack.texts.get(name, "").splitlines()
        for number, line in enumerate(lines, start=1):
            yield from _line(subject, publication, line, Spot(f"report/{name}.md:{number}", ""))


def _line(subject: Subject, publication: Publication, line: str, spot: Spot) -> Iterator[Issue]:
    for match in REFERENCE.finditer(line):
        at = spot.key(match[0])
        try:
            reference = Reference.parse(match["inside"])
        except ValueError as error:
            mend = Text("按所说的写法改写", "write it as described")
            yield at.issue("reference", Text(f"引用写法不对：{error}", str(error)), mend)
            continue
        yield from _reference(subject, publication, reference, at)


def _reference(subject: Subject, publication: Publication, reference: Reference, spot: Spot) -> Iterator[Issue]:
    yield from _computed(subject, reference.indicator, spot)
    yield from subject.unknown(reference.window, publication.windows, WINDOW, spot)
    yield from subject.unknown(reference.place, subject.pack.places, PLACE, spot)
    indicator = subject.pack.indicators.get(reference.indicator)
    if indicator is None:
        return
    if reference.growth:
        yield from subject.unknown(reference.growth, indicator.growth, _BASIS, spot)
    yield from scope_issues(subject, reference.indicator, reference.scope, spot)


def scope_issues(subject: Subject, indicator: str, scope: tuple[tuple[str, str], ...], spot: Spot) -> Iterator[Issue]:
    """Fields of a scope that the indicator cannot be narrowed by, and codes that these do not have.

    An indicator that nothing computes may be narrowed by any coded field of the pack.
    """
    if cannot_tell(subject, indicator):
        return
    form = form_of(subject, indicator)
    coded = _codes_of([form] if form else subject.pack.forms.values())
    groups = {one.id: {group.id for group in one.groups} for one in subject.pack.industry_sets.values()}
    for name, code in scope:
        yield from subject.unknown(name, [*coded, *groups], _BREAKDOWN, spot)
        known = coded.get(name) or groups.get(name)
        if known:
            yield from subject.unknown(code, known, CODE, spot)


def _codes_of(forms: Iterable[Form]) -> dict[str, set[str]]:
    """The codes of every coded field, by its name."""
    found: dict[str, set[str]] = {}
    for field in (field for form in forms for field in form.fields if field.codes):
        found.setdefault(field.name, set()).update(code.code for code in field.codes)
    return found


def _spot(subject: Subject, publication: Publication, *at: str) -> Spot:
    return subject.spot("publication", publication.id, *at)
