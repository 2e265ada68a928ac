"""Assembling a report: the publication's sections, filled from a release, in one language."""

from collections.abc import Iterator

from nanfeng.kinds.text import Text
from nanfeng.pack.publication import Publication, Section
from nanfeng.pack.reference import Reference
from nanfeng.release.labels import SYNTHETIC
from nanfeng.report import annex
from nanfeng.report.annex import Judged
from nanfeng.report.cells import Edition
from nanfeng.report.charts import draw
from nanfeng.report.cite import Citations
from nanfeng.report.document import Block, Document, Highlight, Part
from nanfeng.report.findings import about
from nanfeng.report.grids import grid, paired
from nanfeng.report.prose import blocks
from nanfeng.report.wording import period_words, place_words

_WIDE = ("targets", "claims")
_COLOPHON = {
    "release": Text("发布编号", "Release"),
    "vintage": Text("数据版本", "Vintage"),
    "pack": Text("定义包", "Pack"),
    "code": Text("程序版本", "Code version"),
    "built": Text("编制时间（UTC）", "Built (UTC)"),
}


def assemble(edition: Edition, publication: Publication, judged: Judged) -> Document:
    """The whole report.

    Raise KeyError where a text cites a figure that the release does not hold, ValueError where a reference or a chart
    cannot be: nothing is printed instead of a number that is not there.
    """
    language, release = edition.language, edition.release
    citations = Citations(edition.pack, release, language)
    highlights = tuple(_highlight(edition, text, citations) for text in publication.highlights)
    parts = tuple(
        Part(
            section.id,
            section.heading.in_language(language),
            tuple(_blocks(edition, section, citations, judged)),
            wide=section.built_in in _WIDE,
        )
        for section in publication.sections
    )
    return Document(
        language=language,
        title=_headed(publication.title, edition),
        subtitle=_headed(publication.subtitle, edition),
        place=place_words(edition.pack, release.place, language),
        period=period_words(release.period, language),
        synthetic=SYNTHETIC.in_language(language) if release.synthetic else "",
        highlights=highlights,
        parts=parts,
        notes=citations.notes(),
        colophon=_colophon(edition),
    )


def _blocks(edition: Edition, section: Section, citations: Citations, judged: Judged) -> Iterator[Block]:
    if section.text:
        text = edition.pack.texts[f"{section.text}.{edition.language}"]
        yield from blocks(text, edition.release, citations)
    for chart in section.charts:
        yield draw(edition.pack.publications[edition.release.publication].chart(chart), edition, judged)
    yield from paired([grid(edition, edition.release.tables[table]) for table in section.tables], edition.language)
    if section.built_in:
        yield from {"targets": annex.targets, "claims": annex.claims, "about": about}[section.built_in](edition, judged)


def _headed(text: Text, edition: Edition) -> str:
    """A title with the place and the period that the report is made for, where it has room for them."""
    place = place_words(edition.pack, edition.release.place, edition.language)
    period = period_words(edition.release.period, edition.language)
    return text.in_language(edition.language).replace("{place}", place).replace("{period}", period)


def _highlight(edition: Edition, text: str, citations: Citations) -> Highlight:
    level, _, growth = text.partition("|")
    reference = Reference.parse(level)
    windows, place = edition.release.windows, edition.release.place
    label = edition.pack.indicators[reference.indicator].name.in_language(edition.language)
    change = Reference.parse(growth) if growth else None
    return Highlight(
        f"{label} · {period_words(windows[reference.window], edition.language)}",
        citations.cite(reference.key(windows, place), reference.style),
        citations.cite(change.key(windows, place), change.style) if change else None,
    )


def _colophon(edition: Edition) -> tuple[tuple[str, str], ...]:
    release = edition.release
    says = {
        "release": release.id,
        "vintage": release.vintage,
        "pack": f"{release.pack} {release.pack_digest}",
        "code": release.code_version,
        "built": release.built_at.strftime("%Y-%m-%d %H:%M"),
    }
    return tuple((_COLOPHON[name].in_language(edition.language), value) for name, value in says.items())
