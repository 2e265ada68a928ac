"""Following a figure down to its records, of which a reader gets those that he may see row by row, and no others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from nanfeng.figures.trace import Trace, TracedPart, TracedRow, trace
from nanfeng.forms.form import Purpose
from nanfeng.kinds.figure import FigureKey, Status
from nanfeng.ledger.read import open_reader
from nanfeng.release.release import HELD
from nanfeng.web import city
from nanfeng.web.closing.queries.releases import pack_of
from nanfeng.web.figures.queries.one import Found
from nanfeng.web.figures.queries.released import stored
from nanfeng.web.people.scope import EVERYWHERE, Scope, present
from nanfeng.web.records.queries import records
from nanfeng.web.records.register import register

_CLOSED = (Status.SUPPRESSED, Status.WITHHELD, Status.MISSING)


@dataclass(frozen=True)
class SeenRow:
    """A record's part in a figure, with the role of the part that it belongs to, and the name of its organisation
    (empty where it has none, or the register does not know it).
    """

    role: str
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


def may_be_traced(found: Found) -> bool:
    """Whether there is anything to follow. What is suppressed gives nothing away, and what repeats an earlier release
    does not add up to the records of now.
    """
    figure = found.figure
    return figure.status not in _CLOSED and figure.vintage is not None and HELD not in figure.flags


def seen_trace(found: Found) -> SeenTrace | None:
    """The trace of a figure as the present scope sees it; None where the figure cannot be traced."""
    if not may_be_traced(found):
        return None
    traced = _traced(found.release.pk, str(found.figure.key))
    if traced.figure.value != found.figure.value:
        return None
    visible = _visible(tuple(traced.rows()), present())
    parts = tuple(_parts(traced.top, visible, 0))
    known = register()
    rows = tuple(
        SeenRow(part.part.role, row, known.name(row.organisation or "") or "") for part in parts for row in part.seen
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
