"""A report before it is a page, a PDF or a Word file: the same blocks for all three."""

from dataclasses import dataclass

from nanfeng.kinds.figure import Figure, FigureKey
from nanfeng.kinds.text import Language


@dataclass(frozen=True)
class Words:
    """A run of plain text."""

    text: str
    strong: bool = False


@dataclass(frozen=True)
class Cited:
    """A number in the text: how it is printed, the figure that it is, and the number of its note."""

    text: str
    key: FigureKey
    note: int
    strong: bool = False


Span = Words | Cited


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of running text."""

    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Bullets:
    """A list of points."""

    items: tuple[tuple[Span, ...], ...]


@dataclass(frozen=True)
class Subheading:
    """A heading inside a section."""

    text: str


@dataclass(frozen=True)
class Cell:
    """A cell of a table; `key` is set where it is a figure. `tone` colours it: good, bad, quiet, or nothing.
    `detail` is a second, quieter line, such as a quote.
    """

    text: str
    key: FigureKey | None = None
    numeric: bool = False
    tone: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Grid:
    """A table: a title, the heads of its columns, and rows of as many cells. `widths` are relative, empty for even."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    source: str = ""
    widths: tuple[int, ...] = ()


@dataclass(frozen=True)
class Beside:
    """Two narrow tables that stand beside each other where there is room."""

    grids: tuple[Grid, Grid]


@dataclass(frozen=True)
class Picture:
    """A chart: its Vega-Lite specification, drawn as SVG and PNG for print, live on the page. `words` describe it."""

    id: str
    title: str
    caption: str
    spec: dict
    svg: str
    png: bytes
    words: str


Block = Paragraph | Bullets | Subheading | Grid | Beside | Picture


@dataclass(frozen=True)
class Part:
    """A section of the report; a `wide` one is an annex of wide tables, printed across the page."""

    id: str
    heading: str
    blocks: tuple[Block, ...]
    wide: bool = False


@dataclass(frozen=True)
class Note:
    """What stands behind a number of the text: the figure in words, and which vintage and definition gave it."""

    number: int
    figure: Figure
    says: str


@dataclass(frozen=True)
class Highlight:
    """One of the key figures shown first: its name, the number, and how it moved."""

    label: str
    value: Cited
    change: Cited | None


@dataclass(frozen=True)
class Document:
    """A whole report in one language. `synthetic` is the label that every page carries where records are made up."""

    language: Language
    title: str
    subtitle: str
    place: str
    period: str
    synthetic: str
    highlights: tuple[Highlight, ...]
    parts: tuple[Part, ...]
    notes: tuple[Note, ...]
    colophon: tuple[tuple[str, str], ...]
