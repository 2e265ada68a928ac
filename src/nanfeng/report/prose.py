"""A text of the pack, in Markdown with references, as blocks of the report."""

from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from nanfeng.pack.reference import REFERENCE, Reference
from nanfeng.release.release import Release
from nanfeng.report.cite import Citations
from nanfeng.report.document import Block, Bullets, Paragraph, Span, Subheading, Words


def blocks(text: str, release: Release, citations: Citations) -> tuple[Block, ...]:
    """Paragraphs, lists and headings of a text, each reference in them cited.

    Raise KeyError for a reference to a figure that the release does not hold, ValueError for one that is none.
    """
    tokens = MarkdownIt("commonmark").parse(text)
    return tuple(_blocks(tokens, _Writer(release, citations)))


class _Writer:
    """Turns inline tokens into spans."""

    def __init__(self, release: Release, citations: Citations) -> None:
        self._release, self.citations = release, citations

    def spans(self, inline: Token) -> tuple[Span, ...]:
        strong = False
        found: list[Span] = []
        for child in inline.children or ():
            if child.type in ("strong_open", "strong_close"):
                strong = child.type == "strong_open"
            elif child.type == "softbreak":
                found.append(Words(" ", strong))
            elif child.type in ("text", "code_inline"):
                found += self._cited(child.content, strong)
        return tuple(found)

    def _cited(self, text: str, strong: bool) -> Iterator[Span]:
        position = 0
        for match in REFERENCE.finditer(text):
            if before := text[position : match.start()]:
                yield Words(before, strong)
            reference = Reference.parse(match["inside"])
            key = reference.key(self._release.windows, self._release.place)
            yield self.citations.cite(key, reference.style, strong=strong)
            position = match.end()
        if rest := text[position:]:
            yield Words(rest, strong)


def _blocks(tokens: Sequence[Token], writer: _Writer) -> Iterator[Block]:
    items: list[tuple[Span, ...]] = []
    opened = ""
    for token in tokens:
        if token.type in ("heading_open", "bullet_list_open"):
            opened = token.type
        elif token.type == "bullet_list_close":
            yield Bullets(tuple(items))
            items, opened = [], ""
        elif token.type == "heading_close":
            opened = ""
        elif token.type == "inline":
            yield from _inline(token, opened, items, writer)


def _inline(token: Token, opened: str, items: list[tuple[Span, ...]], writer: _Writer) -> Iterator[Block]:
    if opened == "bullet_list_open":
        items.append(writer.spans(token))
    elif opened == "heading_open":
        yield Subheading(token.content)
    else:
        yield Paragraph(writer.citations.answered(writer.spans(token)))
