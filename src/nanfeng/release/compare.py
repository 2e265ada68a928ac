"""Compare two releases: which figures moved, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from nanfeng.figures.definitions import Definitions
from nanfeng.kinds.figure import Basis, Figure, FigureKey, Status
from nanfeng.ledger.compare import Differences, RowKey
from nanfeng.ledger.compare import compare as compare_vintages
from nanfeng.pack.load import load
from nanfeng.release.build import read
from nanfeng.release.facts import forms_of
from nanfeng.release.release import HELD, Release


class Reason(StrEnum):
    """Why a figure moved; stable codes."""

    RECORD_ADDED = "record_added"
    RECORD_REMOVED = "record_removed"
    RECORD_CORRECTED = "record_corrected"
    DEFINITION_CHANGED = "definition_changed"
    PACK_CHANGED = "pack_changed"
    CODE_CHANGED = "code_changed"
    DISCLOSURE_CHANGED = "disclosure_changed"
    REVISION_HELD = "revision_held"


@dataclass(frozen=True)
class Moved:
    """A figure with another value, or whose revision is held since, or that is there in one release and not in the
    other (None).

    `reasons` are all that can have moved it. `records` are the records that differ in the forms behind it; not all of
    them need lie in its period and place.
    """

    key: FigureKey
    old: Figure | None
    new: Figure | None
    reasons: tuple[Reason, ...]
    records: tuple[RowKey, ...]


def compare(home: Path, first: str, second: str) -> tuple[Moved, ...]:
    """The figures that moved from the first release to the second, in the order of the second.

    Raise FileNotFoundError where a release, its vintage or its pack is not there.
    """
    old, new = read(home, first), read(home, second)
    rows = compare_vintages(home, old.vintage, new.vintage)
    definitions = tuple(load(home / "packs" / one.pack_digest).definitions for one in (old, new))
    pair = _Pair(old, new, rows, definitions)
    keys = dict.fromkeys([*new.figures, *old.figures])
    return tuple(pair.moved(key) for key in keys if _has_moved(old.figures.get(key), new.figures.get(key)))


@dataclass(frozen=True)
class _Pair:
    """Two releases with how their vintages and their definitions differ."""

    old: Release
    new: Release
    rows: Differences
    definitions: tuple[Definitions, ...]

    def moved(self, key: FigureKey) -> Moved:
        """A figure that moved, with the reasons."""
        old, new = self.old.figures.get(key), self.new.figures.get(key)
        forms = self._forms(key)
        records = (*self.rows.added, *self.rows.removed, *(change.row for change in self.rows.changed))
        behind = tuple(dict.fromkeys(row for row in records if row.form in forms))
        return Moved(key, old, new, tuple(self._reasons(key, forms)), behind)

    def _reasons(self, key: FigureKey, forms: frozenset[str]) -> Iterator[Reason]:
        """What differs in the data and the definition of the figure; else in the pack; else in the code."""
        old, new = self.old.figures.get(key), self.new.figures.get(key)
        found = [*self._record_reasons(forms), *self._definition_reasons(key)]
        yield from found
        if old and new and Status.SUPPRESSED in (old.status, new.status):
            yield Reason.DISCLOSURE_CHANGED
        if _is_held_since(old, new):
            yield Reason.REVISION_HELD
        if found:
            return
        if self.old.pack_digest != self.new.pack_digest:
            yield Reason.PACK_CHANGED
        elif self.old.code_version != self.new.code_version:
            yield Reason.CODE_CHANGED

    def _record_reasons(self, forms: frozenset[str]) -> Iterator[Reason]:
        if any(row.form in forms for row in self.rows.added):
            yield Reason.RECORD_ADDED
        if any(row.form in forms for row in self.rows.removed):
            yield Reason.RECORD_REMOVED
        if any(change.row.form in forms for change in self.rows.changed):
            yield Reason.RECORD_CORRECTED

    def _definition_reasons(self, key: FigureKey) -> Iterator[Reason]:
        one, other = (definitions.digests.get(key.indicator) for definitions in self.definitions)
        if one != other:
            yield Reason.DEFINITION_CHANGED

    def _forms(self, key: FigureKey) -> frozenset[str]:
        """The forms whose records a figure is computed from, mergers included where it follows them."""
        found: set[str] = set()
        for definitions in self.definitions:
            if key.indicator not in definitions.indicators:
                continue
            found |= forms_of(key.indicator, definitions)
            if key.growth is Basis.MATCHED:
                found |= {name for name, form in definitions.forms.items() if form.register_role == "succession"}
            if key.growth is Basis.REAL and (index := definitions.indicators[key.indicator].price_index):
                found |= forms_of(index, definitions)
        return frozenset(found)


def _has_moved(old: Figure | None, new: Figure | None) -> bool:
    if old is None or new is None:
        return True
    return (old.value, old.status) != (new.value, new.status) or _is_held_since(old, new)


def _is_held_since(old: Figure | None, new: Figure | None) -> bool:
    return new is not None and HELD in new.flags and (old is None or HELD not in old.flags)
