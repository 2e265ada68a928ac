"""Figures as files: all of a release, or those that are picked as in the table builder."""

from collections.abc import Iterable
from typing import Literal, TypeVar

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Field, Query, Schema

from nanfeng.kinds.figure import Basis, FigureKey
from nanfeng.kinds.period import Period
from nanfeng.kinds.text import Text
from nanfeng.release.release import Release
from nanfeng.release.sdmx import structure_xml
from nanfeng.release.select import Offer, Released, Selection, chosen, grid, whole
from nanfeng.web import city, clock
from nanfeng.web.api.files import CSV, SDMX, STRUCTURE, XLSX, Kind, figures_file, saved
from nanfeng.web.api.noun import Noun
from nanfeng.web.api.problem import ProblemError
from nanfeng.web.api.shapes import PeriodText, Short
from nanfeng.web.closing.access import audience_of, visible
from nanfeng.web.closing.queries.releases import computed, pack_of
from nanfeng.web.doors import allow_public
from nanfeng.web.figures.forms import MOST_CELLS
from nanfeng.web.figures.queries.one import find
from nanfeng.web.figures.queries.released import contents, offered, stored
from nanfeng.web.figures.services import note_export
from nanfeng.web.people.request import Request

open_data, release_files = Noun("figures"), Noun("releases")
_LARGE = Text(f"最多{MOST_CELLS}个数据：请少选一些", f"at most {MOST_CELLS} figures: choose fewer")
_LEVEL = "level"
Each = TypeVar("Each")


class Picked(Schema):
    """Which figures: one by its key (`figure`), else every combination of what is named; what is not named is all that
    there is of it (levels alone, where no basis is named). `by` breaks down by a field, its total included.
    """

    figure: Short = ""
    indicator: list[Short] = Field(default_factory=list, max_length=50)
    place: list[Short] = Field(default_factory=list, max_length=200)
    period: list[PeriodText] = Field(default_factory=list, max_length=200)
    basis: list[Literal["level", "nominal", "comparable", "matched", "previous", "real"]] = Field(
        default_factory=list, max_length=6
    )
    by: Short = ""


@open_data.file("/figures.csv", CSV)
@allow_public
def picked_csv(request: Request, picked: Query[Picked]) -> HttpResponse:
    """所选数据（CSV） / The figures that are picked, as CSV."""
    return _picked(request, picked, Kind.CSV)


@open_data.file("/figures.xlsx", XLSX)
@allow_public
def picked_workbook(request: Request, picked: Query[Picked]) -> HttpResponse:
    """所选数据（XLSX） / The figures that are picked, as a workbook."""
    return _picked(request, picked, Kind.XLSX)


@open_data.file("/figures.sdmx.csv", SDMX)
@allow_public
def picked_sdmx(request: Request, picked: Query[Picked]) -> HttpResponse:
    """所选数据（SDMX-CSV） / The figures that are picked, as SDMX-CSV 2.0."""
    return _picked(request, picked, Kind.SDMX)


@open_data.file("/structure.xml", STRUCTURE)
@allow_public
def structure(request: Request) -> HttpResponse:
    """SDMX 数据结构 / The structure that SDMX data of this city follow, as SDMX-ML 3.0."""
    return saved(structure_xml(city.pack(), clock.now()), STRUCTURE, "structure.sdmx.xml")


@release_files.file("/releases/{pk}/figures.csv", CSV)
@allow_public
def data_csv(request: Request, pk: str) -> HttpResponse:
    """一份发布的全部数据（CSV） / All figures of a release as CSV."""
    return _whole(request, pk, Kind.CSV)


@release_files.file("/releases/{pk}/figures.xlsx", XLSX)
@allow_public
def data_workbook(request: Request, pk: str) -> HttpResponse:
    """一份发布的全部数据（XLSX） / All figures of a release as a workbook."""
    return _whole(request, pk, Kind.XLSX)


@release_files.file("/releases/{pk}/figures.sdmx.csv", SDMX)
@allow_public
def data_sdmx(request: Request, pk: str) -> HttpResponse:
    """一份发布的全部数据（SDMX-CSV） / All figures of a release as SDMX-CSV 2.0."""
    return _whole(request, pk, Kind.SDMX)


@release_files.file("/releases/{pk}/structure.xml", STRUCTURE)
@allow_public
def data_structure(request: Request, pk: str) -> HttpResponse:
    """一份发布的 SDMX 数据结构 / The structure of a release's SDMX data, as SDMX-ML 3.0."""
    found = _computed(request, pk, "structure.xml")
    return saved(structure_xml(pack_of(found), found.built_at), STRUCTURE, "structure.sdmx.xml")


def _whole(request: Request, pk: str, kind: Kind) -> HttpResponse:
    found = _computed(request, pk, f"figures.{kind}")
    return figures_file(kind, pack_of(found), whole(found))


def _computed(request: Request, pk: str, name: str) -> Release:
    found = get_object_or_404(visible(audience_of(request.post)), pk=pk)
    note_export("release", found.pk, {"file": [None, name]})
    return computed(found)


def _picked(request: Request, picked: Picked, kind: Kind) -> HttpResponse:
    found = _named(request, picked.figure) if picked.figure else _combined(request, picked)
    if not found:
        raise Http404("there is no such figure, or it is not published yet")
    note_export("figure", f"figures.{kind}", {"figures": [None, len(found)]})
    return figures_file(kind, city.pack(), found)


def _named(request: Request, text: str) -> tuple[Released, ...]:
    try:
        key = FigureKey.parse(text)
    except ValueError as error:
        raise Http404("the key is no figure's") from error
    found = find(key, audience_of(request.post))
    return chosen([stored(found.release.pk)], [key]) if found else ()


def _combined(request: Request, picked: Picked) -> tuple[Released, ...]:
    names = tuple(release.pk for release in offered(audience_of(request.post)))
    there = contents(names)
    offers = {name: there[name] for name in picked.indicator or there if name in there}
    selection = _selection(picked, offers)
    if selection.size > MOST_CELLS:
        raise ProblemError(422, _LARGE)
    return grid([stored(name) for name in names], selection).released()


def _selection(picked: Picked, offers: dict[str, Offer]) -> Selection:
    codes = _all(offer.codes(picked.by) for offer in offers.values()) if picked.by else ()
    return Selection(
        indicators=tuple(offers),
        periods=tuple(map(Period.parse, picked.period)) or _all(offer.periods for offer in offers.values()),
        places=tuple(picked.place) or _all(offer.places for offer in offers.values()),
        scopes=((), *(((picked.by, code),) for code in codes)),
        bases=tuple(None if basis == _LEVEL else Basis(basis) for basis in picked.basis or (_LEVEL,)),
    )


def _all(groups: Iterable[tuple[Each, ...]]) -> tuple[Each, ...]:
    return tuple(dict.fromkeys(one for group in groups for one in group))
