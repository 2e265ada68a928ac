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
        self._by_day: dict[date, dict[str, str]] = {}
        for merger in sorted(mergers):
            self._by_day.setdefault(merger.on, {}).setdefault(merger.predecessor, merger.successor)
        self._predecessors = frozenset(predecessor for of_day in self._by_day.values() for predecessor in of_day)

    def successor(self, organisation: str, on: date) -> str:
        """Whom the organisation has become by the end of the day; itself where nothing happened to it."""
        if organisation not in self._predecessors:
            return organisation
        for day, of_day in self._by_day.items():
            if day <= on:
                organisation = _end_of(organisation, of_day)
        return organisation

    def all_by(self, on: date) -> Mapping[str, str]:
        """Each organisation that has become another by the end of the day, and which."""
        followed = {predecessor: self.successor(predecessor, on) for predecessor in sorted(self._predecessors)}
        return {predecessor: successor for predecessor, successor in followed.items() if predecessor != successor}


def _end_of(organisation: str, of_day: Mapping[str, str]) -> str:
    """The end of a chain of one day's mergers; the organisation itself where the chain runs into a circle."""
    seen, end = {organisation}, organisation
    while end in of_day:
        end = of_day[end]
        if end in seen:
            return organisation
        seen.add(end)
    return end
