"""Following a figure down to its records, of which a reader gets those that he may see row by row, and no others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from nanfeng.figures.trace import Trace, TracedPart, TracedRow, trace
from nanfeng.forms.form import Purpose
from nanfeng.kinds.figure import Figure, FigureKey, Status
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Unit
from nanfeng.ledger.read import open_reader
from nanfeng.release.release import HELD
from nanfeng.web import city
from nanfeng.web.closing.queries.releases import pack_of
from nanfeng.web.figures.queries.one import Found
from nanfeng.web.figures.queries.released import stored
from nanfeng.web.people.scope import EVERYWHERE, Scope, present
from nanfeng.web.records.queries import records
from nanfeng.web.records.register import register

_CLOSED = {
    Status.SUPPRESSED: Text(
        "这个数不予公布，以免推算出单个单位的情况；因此也不能追溯到记录。",
        "This number is not published, because a single organisation could be worked out from it; nor can it be "
        "followed to records.",
    ),
    Status.WITHHELD: Text(
        "有关单位没有同意这样使用记录，所以没有这个数，也不能追溯。",
        "Those whom the records are about have not agreed to this use: there is no number, and nothing to follow.",
    ),
    Status.MISSING: Text(
        "没有可以算出这个数的记录，所以无数可追。", "No records give this number, so there is nothing to follow."
    ),
}
_HELD = Text(
    "这里仍是以前公布的数：记录后来有更正，但差额会暴露单个单位，所以暂不更新，也不能追溯到现在的记录。",
    "This is the number as first published: records were corrected since, but the difference would show a single "
    "organisation. It stays for now, and does not add up to the records of today.",
)
_STATED = Text(
    "这个数是有关部门或文件公布的，不是由报表记录算出的。",
    "This number was published by others; it is not computed from records of returns.",
)


@dataclass(frozen=True)
class SeenRow:
    """A record's part in a figure, with the role and unit of the part that it belongs to, and the name of its
    organisation (empty where it has none, or the register does not know it).
    """

    role: str
    unit: Unit
    row: TracedRow
    name: str


@dataclass(frozen=True)
class SeenPart:
    """A part of a figure: how many of its records the reader may see, how many not. `value_known`: he sees all."""

    part: TracedPart
    depth: int
    seen: tuple[TracedRow, ...]
    hidden: int

    @property
    def value_known(self) -> bool:
        """Whether what the part comes to says nothing beyond the records that are seen."""
        return bool(self.seen) and not self.hidden


@dataclass(frozen=True)
class SeenTrace:
    """A figure's parts and rows as the present scope sees them; `own` counts the rows of one's own organisation."""

    parts: tuple[SeenPart, ...]
    rows: tuple[SeenRow, ...]
    hidden: int
    own: int


def why_untraceable(figure: Figure) -> Text | None:
    """Why a figure cannot be followed to its records; None where it can.

    What is suppressed gives nothing away, and what repeats an earlier release does not add up to the records of now.
    """
    if figure.status in _CLOSED:
        return _CLOSED[figure.status]
    if HELD in figure.flags:
        return _HELD
    return _STATED if figure.vintage is None else None


def seen_trace(found: Found) -> SeenTrace | None:
    """The trace of a figure as the present scope sees it; None where the figure cannot be traced."""
    if why_untraceable(found.figure):
        return None
    traced = _traced(found.release.pk, str(found.figure.key))
    if traced.figure.value != found.figure.value:
        return None
    visible = _visible(tuple(traced.rows()), present())
    parts = tuple(_parts(traced.top, visible, 0))
    known = register()
    rows = tuple(
        SeenRow(part.part.role, part.part.unit, row, known.name(row.organisation or "") or "")
        for part in parts
        for row in part.seen
    )
    own = sum(1 for one in rows if one.row.organisation in present().organisations)
    return SeenTrace(parts, rows, sum(part.hidden for part in parts), own)


@lru_cache(maxsize=32)
def _traced(release: str, key: str) -> Trace:
    """Releases and vintages never change, so that what was found is kept."""
    computed = stored(release)
    reader = open_reader(city.home(), computed.vintage)
    return trace(FigureKey.parse(key), pack_of(computed).definitions, reader)


def _visible(rows: Sequence[TracedRow], scope: Scope) -> set[tuple[str, str]]:
    """Which records, by form and key, the scope sees: asked of the database, whose own wall answers too."""
    found: set[tuple[str, str]] = set()
    for form in dict.fromkeys(row.form for row in rows):
        keys = {row.record for row in rows if row.form == form}
        if not _sees_all(scope, form):
            keys &= set(records().filter(form=form, key__in=keys).values_list("key", flat=True))
        found |= {(form, key) for key in keys}
    return found


def _sees_all(scope: Scope, form: str) -> bool:
    purpose = city.pack().forms[form].purpose
    return purpose is Purpose.PUBLIC or (purpose in scope.purposes and EVERYWHERE in scope.parks)


def _parts(part: TracedPart, visible: set[tuple[str, str]], depth: int) -> Iterator[SeenPart]:
    seen = tuple(row for row in part.rows if (row.form, row.record) in visible)
    yield SeenPart(part, depth, seen, len(part.rows) - len(seen))
    for under in part.parts:
        yield from _parts(under, visible, depth + 1)
