"""A request: which figures of one indicator are wanted, as a whole table with its margins."""

from dataclasses import dataclass
from itertools import product

from nanfeng.figures.definitions import Definitions
from nanfeng.figures.indicator import Count, CountDistinct, Difference, GroupsAbove, Ratio, Stock, Sum
from nanfeng.kinds.figure import Basis
from nanfeng.kinds.period import Period

ALL = "*"
"""Stands for every value of a coded field: the margin of a table."""


@dataclass(frozen=True)
class Request:
    """One indicator in one period, by place and by coded fields or industry sets, with all margins.

    `place` is always among the answers; `place_kind` adds every place of that kind that lies inside it. `by` names
    coded fields of the indicator's form or ids of industry sets. `scope` narrows the population beforehand, by the
    same names. `growth` lists bases; `level` false leaves the level out.
    """

    indicator: str
    period: Period
    place: str
    place_kind: str | None = None
    by: tuple[str, ...] = ()
    scope: tuple[tuple[str, str], ...] = ()
    growth: tuple[Basis, ...] = ()
    level: bool = True


@dataclass(frozen=True)
class Cell:
    """One cell of a table: a place and a value for each name in `by`, `ALL` for the margin."""

    place: str
    codes: tuple[str, ...] = ()

    def scope(self, by: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        """The coded fields that this cell narrows to."""
        return tuple((name, code) for name, code in zip(by, self.codes, strict=True) if code != ALL)


def places_of(request: Request, definitions: Definitions) -> tuple[str, ...]:
    """The place of the request and those of the wanted kind inside it; raise ValueError for an unknown place."""
    if request.place not in definitions.places:
        raise ValueError(f"{request.place!r} is not the code of a place; there are {', '.join(definitions.places)}")
    inside = members_of(request.place, definitions)
    of_kind = [code for code in inside if definitions.places[code].kind == request.place_kind]
    return tuple(dict.fromkeys([request.place, *of_kind]))


def members_of(place: str, definitions: Definitions) -> tuple[str, ...]:
    """The place and every place that lies in it, directly or through others, in the order of the definitions."""
    members = {place}
    grown = True
    while grown:
        inside = {code for code, other in definitions.places.items() if members.intersection(other.parents)}
        grown = not inside <= members
        members |= inside
    return tuple(code for code in definitions.places if code in members)


def lineage(place: str, definitions: Definitions) -> tuple[str, ...]:
    """The place, then the places that contain it, nearest first."""
    found = [place]
    for code in found:
        found += [parent for parent in definitions.places[code].parents if parent not in found]
    return tuple(found)


def form_of(indicator: str, definitions: Definitions) -> str:
    """The form whose coded fields an indicator can be broken down by; raise ValueError where it has none."""
    defined = definitions.indicators.get(indicator)
    match defined.formula if defined else None:
        case Ratio(numerator=part) | Difference(minuend=part) | GroupsAbove(of=part):
            return form_of(part, definitions)
        case Sum(form=form) | Count(form=form) | CountDistinct(form=form) | Stock(form=form):
            return form
        case _:
            raise ValueError(f"{indicator!r} is not computed from records: it cannot be broken down")


def codes_of(name: str, form: str, definitions: Definitions) -> tuple[str, ...]:
    """The values of a coded field of `form`, or the groups of an industry set; raise ValueError for another name."""
    if name in definitions.industry_sets:
        return tuple(group.id for group in definitions.industry_sets[name].groups)
    codes = [field.codes for field in definitions.forms[form].fields if field.name == name]
    if not codes or not codes[0]:
        raise ValueError(
            f"{name!r} is neither an industry set nor a coded field of form {form}: nothing to break down by"
        )
    return tuple(code.code for code in codes[0])


def cells_of(places: tuple[str, ...], codes: list[tuple[str, ...]]) -> list[Cell]:
    """Every place with every combination of codes, margins first."""
    return [Cell(place, combination) for place in places for combination in product(*((ALL, *each) for each in codes))]
