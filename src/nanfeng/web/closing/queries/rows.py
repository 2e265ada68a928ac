"""What the tables and links of releases are made of."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from nanfeng.kinds.text import Language, Text
from nanfeng.web.closing.models import Release
from nanfeng.web.closing.queries.releases import report_file, report_sizes
from nanfeng.web.closing.titles import stage_label, title_of
from nanfeng.web.look.kinds import Download, Link
from nanfeng.web.look.language import reading

_PAGES = {
    "index.html": (Text("网页版（中文）", "Web page, Chinese"), Language.ZH),
    "index.en.html": (Text("网页版（英文）", "Web page, English"), Language.EN),
}
_DOCUMENTS = {
    "report.zh.pdf": (Text("报告（中文）", "Report (Chinese)"), "PDF"),
    "report.en.pdf": (Text("报告（英文）", "Report (English)"), "PDF"),
    "report.zh.docx": (Text("报告（中文）", "Report (Chinese)"), "Word"),
    "report.en.docx": (Text("报告（英文）", "Report (English)"), "Word"),
}
DATA = {
    "figures.csv": (Text("全部数据", "All figures"), "CSV"),
    "figures.xlsx": (Text("全部数据", "All figures"), "XLSX"),
    "figures.sdmx.csv": (Text("全部数据", "All figures"), "SDMX-CSV"),
    "structure.xml": (Text("数据结构", "Structure of the data"), "SDMX-ML"),
}
"""The files of data that every release can be had as, by name."""


@dataclass(frozen=True)
class Row:
    """A release in a list."""

    release: Release
    title: Text
    stage: str
    stage_label: Text


@dataclass(frozen=True)
class Everywhere:
    """A publication that can be made at once for several places: its id, for which period and from which vintage, what
    it is called, and for how many places.
    """

    publication: str
    period: str
    vintage: str
    label: Text
    places: int


def listed(releases: Iterable[Release]) -> list[Row]:
    """Releases with where they stand; they have to come with their courses."""
    return [
        Row(one, title_of(one.publication, one.place, one.period), one.course.stage, stage_label(one.course.stage))
        for one in releases
    ]


def previews(release: Release) -> list[Link]:
    """The report as a web page in both languages, the reader's first; none where it is not written."""
    return [
        Link(label, reverse("closing:report", args=[release.pk, name]))
        for name, (label, language) in sorted(_PAGES.items(), key=lambda page: page[1][1] is not reading())
        if report_file(release, name)
    ]


def downloads(release: Release) -> list[Download]:
    """Everything that a release can be had as: documents where there are any, those in the reader's language first,
    and its data.
    """
    written = sorted(report_sizes(release), key=lambda document: f".{reading()}." not in document[0])
    documents = [
        Download(*_DOCUMENTS[name][:1], reverse("closing:report", args=[release.pk, name]), _DOCUMENTS[name][1], size)
        for name, size in written
    ]
    data = [
        Download(label, reverse("closing:download", args=[release.pk, name]), kind)
        for name, (label, kind) in DATA.items()
    ]
    return [*documents, *data]
