"""Who followed whom: mergers, in the order in which they happened."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

MERGER = "merger"
"""The kind of succession in which the predecessor lives on in exactly one successor. After a split nobody can say
whose past is whose, so that it is never followed by itself."""


@dataclass(frozen=True, order=True)
class Merger:
    """`predecessor` went over into `successor` (canonical identifiers) on a day."""

    on: date
    predecessor: str
    successor: str


def merger_of(row: Mapping[str, Any]) -> Merger | None:
    """The merger that a row of a succession form tells of; None for a split, or where a part is missing."""
    told = row["kind"] == MERGER and row["_first"] and row["predecessor"] and row["successor"]
    return Merger(row["_first"], row["predecessor"], row["successor"]) if told else None


class Succession:
    """All mergers, followed from the oldest to the newest: a chain leads to its end, a circle cannot hang."""

    def __init__(self, mergers: Iterable[Merger]) -> None:
        self._mergers = sorted(mergers)
        self._predecessors = frozenset(merger.predecessor for merger in self._mergers)

    def successor(self, organisation: str, on: date) -> str:
        """Whom the organisation has become by the end of the day; itself where nothing happened to it."""
        if organisation not in self._predecessors:
            return organisation
        for merger in self._mergers:
            if merger.on <= on and merger.predecessor == organisation:
                organisation = merger.successor
        return organisation

    def all_by(self, on: date) -> Mapping[str, str]:
        """Each organisation that has become another by the end of the day, and which."""
        followed = {predecessor: self.successor(predecessor, on) for predecessor in sorted(self._predecessors)}
        return {predecessor: successor for predecessor, successor in followed.items() if predecessor != successor}
