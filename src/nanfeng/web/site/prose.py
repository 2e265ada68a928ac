"""Articles: Markdown in which every number is a reference to a published figure, looked up when the page is made.

`[[industrial_output/2023-01..2023-04/zone]]` names a figure by its canonical text, `[[industrial_output @statistics]]`
by a window of the release that the article is about; `style=` says how it is printed, as in reports.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from nanfeng.kinds.figure import Figure, FigureKey
from nanfeng.kinds.text import Language, Text
from nanfeng.pack.reference import REFERENCE, Reference
from nanfeng.report.numbers import STYLES, print_figure
from nanfeng.web.closing.models import Release
from nanfeng.web.look.language import reading
from nanfeng.web.site.queries.figures import published, windows_of

_STYLE = "style="


@dataclass(frozen=True)
class Cited:
    """A reference as it stands in a text, the figure that it means, and how it is printed (None: the usual way)."""

    written: str
    key: FigureKey
    style: str | None


def cited(body: str, release: Release | None) -> list[Cited]:
    """Every reference of a text; raise ValueError for the first that is none, or needs a release and has none."""
    return [_cited(match["inside"], release) for match in REFERENCE.finditer(body)]


def faults(bodies: Sequence[str], release: Release | None) -> list[Text]:
    """Why the public may not see these texts: references that are wrong, or whose figure is not shown to it."""
    found: dict[str, Text] = {}
    for body in bodies:
        for match in REFERENCE.finditer(body):
            fault = _fault(match["inside"], release)
            if fault:
                found[match["inside"]] = fault
    return list(found.values())


def rendered(body: str, release: Release | None) -> SafeString:
    """The text as HTML, with each figure as it is published now, leading to its page. One query, for any number of
    figures. A reference that means nothing stands as it was written.
    """
    figures = published(str(one.key) for one in _readable(body, release))
    known = {one.written: (one, figures.get(str(one.key))) for one in _readable(body, release)}
    return mark_safe(_MARKDOWN.render(body, {"figures": known}))


def plain(body: str, release: Release | None) -> str:
    """The text's words alone, for a line in a list or a mail."""
    return " ".join(_plain_parts(body, release))


def _cited(inside: str, release: Release | None) -> Cited:
    first = inside.split(maxsplit=1)[0] if inside.split() else ""
    if "/" in first:
        return Cited(inside, FigureKey.parse(first), _style(inside))
    reference = Reference.parse(inside)
    if release is None:
        raise ValueError(f"{inside!r} names a window: say which release the article is about, or name the period")
    return Cited(inside, reference.key(windows_of(release), release.place), reference.style)


def _style(inside: str) -> str | None:
    style = next((part.removeprefix(_STYLE) for part in inside.split() if part.startswith(_STYLE)), None)
    if style not in (None, *STYLES):
        raise ValueError(f"{style!r} is no way to print a number; there are {', '.join(STYLES)}")
    return style


def _readable(body: str, release: Release | None) -> Iterator[Cited]:
    for match in REFERENCE.finditer(body):
        try:
            yield _cited(match["inside"], release)
        except ValueError:
            continue


def _fault(inside: str, release: Release | None) -> Text | None:
    try:
        one = _cited(inside, release)
    except ValueError as error:
        return Text(f"引用“{inside}”无法识别：{error}", f"The reference “{inside}” is not understood: {error}")
    figure = published([str(one.key)]).get(str(one.key))
    if figure is None:
        return Text(
            f"“{inside}”所指的数据尚未公布：请等它发布后再发布文章，或改用已公布的数据",
            f"The figure “{inside}” is not published: wait until it is out, or cite one that is",
        )
    if figure.value is None:
        shown = {language: print_figure(figure, language) for language in Language}
        return Text(
            f"“{inside}”{shown[Language.ZH]}：文章不能引用没有公布数值的数据",
            f"The figure “{inside}” is {shown[Language.EN]}: an article cannot cite what has no published value",
        )
    return None


def _printed(one: Cited, figure: Figure | None) -> SafeString:
    if figure is None:
        return format_html('<span class="text-quiet">{}</span>', _ABSENT.in_language(reading()))
    words = print_figure(figure, reading(), one.style)
    try:
        return format_html('<a class="figure" href="{}">{}</a>', reverse("figures:figure", args=[str(one.key)]), words)
    except NoReverseMatch:
        return format_html('<span class="figure">{}</span>', words)


def _read_reference(state: StateInline, silent: bool) -> bool:
    """The rule of the parser: a reference becomes one token."""
    match = REFERENCE.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        state.push("figure", "", 0).content = match["inside"]
    state.pos = match.end()
    return True


def _write_reference(
    _renderer: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, env: EnvType
) -> str:
    inside = tokens[index].content
    known: Mapping[str, tuple[Cited, Figure | None]] = env["figures"]
    return _printed(*known[inside]) if inside in known else format_html("[[{}]]", inside)


def _markdown() -> MarkdownIt:
    """Markdown without raw HTML and without pictures from anywhere, but with references."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
    markdown.inline.ruler.before("link", "figure", _read_reference)
    markdown.add_render_rule("figure", _write_reference)
    return markdown


_MARKDOWN = _markdown()
_ABSENT = Text("（未公布）", "(not published)")


def _plain_parts(body: str, release: Release | None) -> Iterator[str]:
    figures = {one.written: one for one in _readable(body, release)}
    values = published(str(one.key) for one in figures.values())
    for token in _MARKDOWN.parse(body):
        if token.type == "inline":
            yield "".join(_words(child, figures, values) for child in token.children or ())


def _words(token: Token, figures: Mapping[str, Cited], values: Mapping[str, Figure]) -> str:
    if token.type == "softbreak":
        return " "
    if token.type != "figure":
        return token.content
    one = figures.get(token.content)
    figure = values.get(str(one.key)) if one else None
    return print_figure(figure, reading(), one.style) if one and figure else _ABSENT.in_language(reading())
