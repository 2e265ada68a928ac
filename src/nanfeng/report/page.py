"""The report as a web page that needs no network: charts are live, and every number opens its trace."""

from collections.abc import Mapping
from functools import cache

import vl_convert
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from nanfeng.kinds.figure import FigureKey
from nanfeng.kinds.text import Language
from nanfeng.report.document import Document
from nanfeng.report.phrases import PHRASES

_LIVE_CHARTS = """
for (const holder of document.querySelectorAll('[data-spec]')) {
  vegaEmbed(holder, JSON.parse(holder.dataset.spec), {actions: false, renderer: 'svg', ast: true})
    .catch((problem) => console.warn('chart stays as printed:', problem));
}
"""


@cache
def environment() -> Environment:
    """Templates of pages: everything is escaped, and a name that is not there is an error."""
    return Environment(
        loader=PackageLoader("nanfeng.report"),
        undefined=StrictUndefined,
        autoescape=select_autoescape(["jinja"], default=True),
        trim_blocks=True,
    )


def html(document: Document, traces: Mapping[FigureKey, str], files: Mapping[str, str]) -> str:
    """The page. `traces` gives the address of each figure's trace, `files` those of the other editions by name."""
    words = PHRASES[document.language]
    return (
        environment()
        .get_template("report.html.jinja")
        .render(
            document=document,
            traces=traces,
            words=words,
            other=files["other"],
            downloads=[(words[kind], files[kind]) for kind in ("pdf", "word")],
        )
    )


@cache
def script() -> str:
    """The charting library as one file, out of the installed package, and what brings the page's charts alive: the same
    for every report, and seconds of work; hence made once a process.
    """
    return vl_convert.javascript_bundle(_LIVE_CHARTS)


def page_name(language: Language) -> str:
    """The file name of the page in a language; the Chinese edition is what a folder opens with."""
    return "index.html" if language is Language.ZH else "index.en.html"
