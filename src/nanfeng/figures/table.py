"""A table: which figures are computed and published together."""

from dataclasses import dataclass

from nanfeng.kinds.definition import Definition
from nanfeng.kinds.figure import Basis


@dataclass(frozen=True)
class Table(Definition):
    """An indicator by place and by coded fields over windows of a release.

    `windows` are names of a publication's windows (see `pack/publication`); `place_kind` breaks down by the places of
    that kind (None: the whole only); `by` lists coded fields or industry group sets whose cross is given, with all
    margins. `growth` are the bases that are given beside the level; `level` false gives growth alone. `place` is the
    code of the place that it is about, where that is not the one that the publication is made for: the city's
    investment in a report of the zone. `monthly` gives the months of the windows instead of the windows, January and
    February as one where returns are cumulative.
    """

    id: str
    indicator: str
    windows: tuple[str, ...]
    place_kind: str | None = None
    by: tuple[str, ...] = ()
    growth: tuple[Basis, ...] = ()
    level: bool = True
    place: str | None = None
    monthly: bool = False
