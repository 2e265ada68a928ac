"""The door through which figures leave: a release is computed once, put under disclosure control and stored."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from nanfeng.figures.compute import compute
from nanfeng.figures.definitions import Definitions
from nanfeng.kinds.figure import Figure, FigureKey
from nanfeng.kinds.period import Period
from nanfeng.ledger.read import Reader, open_reader
from nanfeng.ledger.storage import write_whole
from nanfeng.pack.load import keep
from nanfeng.pack.pack import Pack
from nanfeng.pack.publication import Publication
from nanfeng.release.content import from_text, identified, to_text
from nanfeng.release.disclose import Suppression, apply, decided_before, suppression
from nanfeng.release.facts import forms_of, is_empty, is_of_period
from nanfeng.release.implied import implied_keys
from nanfeng.release.layout import Layout, layout
from nanfeng.release.material import Material
from nanfeng.release.quoted import quoted
from nanfeng.release.release import Release
from nanfeng.release.requests import requests_for
from nanfeng.release.revisions import Books, movements
from nanfeng.release.rules import STANDARD, DisclosureRules

_FILE = "release.json"


@dataclass(frozen=True)
class BuildRequest:
    """What a release is made for.

    `built_at` is in UTC. `earlier` are the ids of releases of this home that are out already and that readers can lay
    beside the new one. `left_out` is what secondary suppression took out when the release was first made; None where
    it is still to be decided.
    """

    period: Period
    place: str
    vintage_id: str
    built_at: datetime
    code_version: str
    earlier: tuple[str, ...] = ()
    rules: DisclosureRules = STANDARD
    left_out: frozenset[FigureKey] | None = None


@dataclass(frozen=True)
class Prepared:
    """A release that is not stored yet, with all that disclosure control worked on and what it decided."""

    release: Release
    material: Material
    decided: Suppression


def build(home: Path, pack: Pack, publication_id: str, request: BuildRequest) -> Release:
    """Compute, control and store a release, with the pack that it needs kept beside it.

    Raise KeyError for an unknown publication, ValueError where it cannot be made for the place or the period, and
    FileNotFoundError for an unknown vintage or earlier release.
    """
    release = prepare(home, pack, publication_id, request).release
    keep(home, pack)
    write_whole(_path(home, release.id), lambda path: path.write_text(to_text(release), "utf-8"))
    return release


def prepare(home: Path, pack: Pack, publication_id: str, request: BuildRequest) -> Prepared:
    """The release that `build` would store; raise ValueError where a cell cannot be protected, although no earlier
    release gave it away.
    """
    plan = layout(pack, _publication(pack, publication_id), request.place, request.period)
    reader = open_reader(home, request.vintage_id)
    earlier = tuple(read(home, one) for one in request.earlier)
    figures = _figures(_needed(plan, earlier, pack), pack, reader)
    _refuse_nothing(figures, plan, request.period, pack.definitions)
    moved = movements(figures, earlier, Books(home, pack, reader, request.rules))
    material = Material(figures, plan.keys(), frozenset(plan.spoken), pack.definitions, earlier, request.rules, moved)
    decided = suppression(material) if request.left_out is None else decided_before(material, request.left_out)
    if decided.betrayed:
        raise ValueError(f"nothing that could be left out protects {', '.join(str(one) for one in decided.betrayed)}")
    release = Release(
        id="",
        publication=publication_id,
        place=request.place,
        period=request.period,
        vintage=request.vintage_id,
        pack=pack.id,
        pack_digest=pack.digest,
        code_version=request.code_version,
        built_at=request.built_at,
        windows=plan.windows,
        tables=plan.tables,
        figures=apply(material, decided),
        withheld=_withheld(plan.keys(), pack, reader),
        earlier=request.earlier,
        rules=request.rules,
    )
    return Prepared(identified(release), material, decided)


def read(home: Path, release_id: str) -> Release:
    """A stored release; raise FileNotFoundError that lists those there are, ValueError for one that was changed."""
    path = _path(home, release_id)
    if not path.is_file():
        there = ", ".join(releases(home)) or "none"
        raise FileNotFoundError(f"there is no release {release_id} in {home / 'releases'}; there are: {there}")
    return from_text(path.read_text("utf-8"))


def releases(home: Path) -> tuple[str, ...]:
    """The ids of all stored releases, sorted."""
    return tuple(sorted(path.parent.name for path in (home / "releases").glob(f"[!.]*/{_FILE}")))


def _needed(plan: Layout, earlier: Iterable[Release], pack: Pack) -> tuple[FigureKey, ...]:
    """What is shown, what earlier releases showed, and what all of it implies."""
    before = [key for release in earlier for key in release.figures if key.indicator in pack.indicators]
    shown = tuple(dict.fromkeys([*plan.keys(), *before]))
    return (*shown, *implied_keys(shown, pack.definitions))


def _figures(keys: Iterable[FigureKey], pack: Pack, reader: Reader) -> Mapping[FigureKey, Figure]:
    """The figures of all keys in order; raise ValueError for one that was asked for and not answered."""
    wanted = tuple(keys)
    answers = {
        figure.key: figure for figure in compute(requests_for(wanted, pack.definitions), pack.definitions, reader)
    }
    if unanswered := [key for key in wanted if key not in answers]:
        raise ValueError(f"no answer was computed for {unanswered[0]}, one of {len(unanswered)} such figures")
    return {key: quoted(answers[key], pack) for key in wanted}


def _refuse_nothing(
    figures: Mapping[FigureKey, Figure], plan: Layout, period: Period, definitions: Definitions
) -> None:
    """Raise ValueError where no record falls into the period: what stands from before alone is no report of it."""
    levels = [key for key in frozenset(plan.keys()) if key.growth is None and key.period.first >= period.first]
    begun = [key for key in levels if is_of_period(key.indicator, definitions)]
    if begun and all(is_empty(figures[key]) for key in begun):
        raise ValueError(
            f"nothing was collected in {period}: take its records in and close them, or name another period"
        )


def _withheld(keys: Iterable[FigureKey], pack: Pack, reader: Reader) -> Mapping[str, int]:
    forms = sorted({form for key in keys for form in forms_of(key.indicator, pack.definitions)})
    counts = {form: reader.withheld(form, pack.forms[form].purpose) for form in forms}
    return {form: count for form, count in counts.items() if count}


def _publication(pack: Pack, publication_id: str) -> Publication:
    if publication_id not in pack.publications:
        there = ", ".join(pack.publications)
        raise KeyError(f"pack {pack.id} has no publication {publication_id!r}; it has {there}")
    return pack.publications[publication_id]


def _path(home: Path, release_id: str) -> Path:
    return home / "releases" / release_id / _FILE
