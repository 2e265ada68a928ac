"""Places: the city, its districts and towns, functional areas, the zone, its parks and the industrial parks inside
them.
"""

from dataclasses import dataclass
from enum import StrEnum

from nanfeng.kinds.definition import Definition
from nanfeng.kinds.text import Text


class PlaceKind(StrEnum):
    """What sort of place it is. A park is not a district, even where they share a name."""

    CITY = "city"
    DISTRICT = "district"
    TOWN = "town"
    AREA = "area"
    ZONE = "zone"
    PARK = "park"
    INDUSTRIAL_PARK = "industrial_park"
    OUTSIDE = "outside"


@dataclass(frozen=True)
class Place(Definition):
    """One place. `parents` are the codes of the places that contain it; a place may lie in several (zone and
    district).
    """

    code: str
    kind: PlaceKind
    name: Text
    parents: tuple[str, ...] = ()
    tile: tuple[int, int] | None = None
