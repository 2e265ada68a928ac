"""From single figures to requests for whole tables, so that the records are read once for many figures."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from nanfeng.figures.definitions import Definitions
from nanfeng.figures.request import Request, members_of
from nanfeng.kinds.figure import FigureKey
from nanfeng.kinds.period import Period


def requests_for(keys: Iterable[FigureKey], definitions: Definitions) -> tuple[Request, ...]:
    """Requests that together answer every key; they may answer more (the other codes of a field, say)."""
    alike: dict[tuple[str, Period], list[FigureKey]] = defaultdict(list)
    for key in keys:
        alike[key.indicator, key.period].append(key)
    return tuple(
        request
        for group in alike.values()
        for fields in _breakdowns(group)
        for request in _tables(group, fields, definitions)
    )


def _fields(key: FigureKey) -> tuple[str, ...]:
    return tuple(name for name, _ in key.scope)


def _breakdowns(keys: Collection[FigureKey]) -> list[tuple[str, ...]]:
    """The sets of fields that are crossed, those left out that are the margins of another."""
    given = list(dict.fromkeys(_fields(key) for key in keys))
    return [fields for fields in given if not any(set(fields) < set(other) for other in given)]


def _tables(keys: Collection[FigureKey], fields: tuple[str, ...], definitions: Definitions) -> list[Request]:
    inside = [key for key in keys if set(_fields(key)) <= set(fields)]
    first = inside[0]
    bases = tuple(dict.fromkeys(key.growth for key in inside if key.growth))
    level = any(key.growth is None for key in inside)
    places = dict.fromkeys(key.place for key in inside)
    return [
        Request(first.indicator, first.period, place, kind, fields, growth=bases, level=level)
        for place, kind in _territories(list(places), definitions)
    ]


def _territories(places: list[str], definitions: Definitions) -> list[tuple[str, str | None]]:
    """Places with the kinds inside them that together cover all the places, the widest first."""
    members = {place: set(members_of(place, definitions)) for place in places}
    left = dict.fromkeys(sorted(places, key=lambda place: -len(members[place])))
    found: list[tuple[str, str | None]] = []
    while left:
        place = next(iter(left))
        inside = [other for other in left if other != place and other in members[place]]
        kinds = list(dict.fromkeys(definitions.places[other].kind for other in inside))
        found += [(place, kind) for kind in kinds] or [(place, None)]
        for other in [place, *inside]:
            del left[other]
    return found
