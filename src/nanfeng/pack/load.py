"""The door through which definitions come in: a folder of TOML, CSV and Markdown becomes a `Pack`.

Two passes. The first gives every file its frozen shape and refuses what the shape does not know; the second
(`pack/checks`) looks at what holds between definitions. All issues of both come at once. Nothing in a pack is run.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from nanfeng.cases.case_form import case_form
from nanfeng.cases.flow import Flow
from nanfeng.cases.programme import Programme
from nanfeng.figures.indicator import Indicator
from nanfeng.figures.published import Published
from nanfeng.figures.warning import FallWarning
from nanfeng.forms.form import Form
from nanfeng.intake.layout import Layout
from nanfeng.kinds.definition import Definition
from nanfeng.kinds.industry import Industry, IndustrySet
from nanfeng.kinds.issue import Issue
from nanfeng.kinds.place import Place
from nanfeng.kinds.provenance import Source
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Rate
from nanfeng.pack import files
from nanfeng.pack.checks import CHECKS, Subject
from nanfeng.pack.gather import definitions_of
from nanfeng.pack.pack import Alias, Department, Pack
from nanfeng.pack.programmes import indicators_of
from nanfeng.pack.publication import Publication
from nanfeng.pack.reading import Reading
from nanfeng.pack.totals import with_totals
from nanfeng.plans.plan import Plan

T = TypeVar("T")


class PackError(Exception):
    """A pack or definition that cannot be used as it is; `issues` are all things that are wrong with it."""

    def __init__(self, issues: tuple[Issue, ...]) -> None:
        self.issues = issues
        lines = [f"{issue.where}: {issue.at}: {issue.wrong.en}; {issue.mend.en}" for issue in issues]
        super().__init__("\n".join(lines))


@dataclass(frozen=True)
class _Head(Definition):
    """What `pack.toml` says."""

    id: str
    name: Text
    city: str
    zone: str


@dataclass(frozen=True)
class _Sources(Definition):
    """What `sources.toml` says."""

    source: tuple[Source, ...]


@dataclass(frozen=True)
class _Defined:
    """Programmes, and what they give to the rest of the pack beside what has a file of its own; all by id."""

    programmes: Mapping[str, Programme]
    forms: Mapping[str, Form]
    flows: Mapping[str, Flow]
    indicators: Mapping[str, Indicator]


@dataclass(frozen=True)
class Examined:
    """What a folder was found to say: the pack as far as it could be read, None where `pack.toml` could not, and
    everything that is wrong in it. Only a pack without issues may be worked with.
    """

    pack: Pack | None
    issues: tuple[Issue, ...]


def load(folder: Path) -> Pack:
    """Load a pack; raise PackError with everything that is wrong in it."""
    found = examine(folder)
    if found.pack is None or found.issues:
        raise PackError(found.issues)
    return found.pack


def examine(folder: Path) -> Examined:
    """Read a pack and check it, whether it is in order or not."""
    reading = Reading(folder)
    pack = _read(reading)
    if pack is None:
        return Examined(None, tuple(reading.issues))
    subject = Subject(pack, reading.where, frozenset(reading.broken))
    return Examined(pack, (*reading.issues, *(issue for check in CHECKS for issue in check(subject))))


def read_definition(path: Path, shape: type[T]) -> T:
    """Read one TOML file as a definition of this shape; raise PackError with everything that is wrong in it."""
    reading = Reading(path.parent)
    found = reading.toml(path, shape)
    if found is None:
        raise PackError(tuple(reading.issues))
    return found


def keep(home: Path, pack: Pack) -> Path:
    """Keep a copy of the pack under its digest in `home/packs`, where a replay finds it; give the folder."""
    target = home / "packs" / pack.digest
    files.copy(pack.folder, target)
    return target


def _read(reading: Reading) -> Pack | None:
    """The first pass over all files; None where `pack.toml` itself cannot be read."""
    folder = reading.folder
    reading.refuse_strangers()
    reading.refuse_other_encodings()
    head = reading.toml(folder / "pack.toml", _Head)
    sources = reading.toml(folder / "sources.toml", _Sources)
    defined = _defined(reading)
    places, sets = reading.table("places.csv", Place), reading.tomls("industries", IndustrySet)
    industries = reading.tables("industries", Industry)
    departments, plans = reading.table("departments.csv", Department), reading.tomls("plans", Plan)
    published, publications = reading.tables("published", Published), reading.tomls("publications", Publication)
    aliases, rates = reading.table("aliases.csv", Alias), reading.table("rates.csv", Rate)
    listed_sources = [("sources.toml", source) for source in sources.source] if sources else []
    by_place, by_set = reading.by(places, "place", "code"), reading.by(sets, "industry set", "id")
    by_publication = reading.by(publications, "publication", "id")
    by_publication, by_indicator = with_totals(by_publication, defined.indicators, defined.forms)
    reading.by(published, "published", "id")
    texts = reading.texts("report")
    if head is None or reading.no_text:
        return None
    return Pack(
        id=head.id,
        name=head.name,
        city=head.city,
        zone=head.zone,
        digest=files.digest(folder),
        folder=folder,
        sources=reading.by(listed_sources, "source", "id"),
        places=by_place,
        industries=reading.by(industries, "industry", "code"),
        industry_sets=by_set,
        departments=reading.by(departments, "department", "code"),
        forms=defined.forms,
        flows=defined.flows,
        programmes=defined.programmes,
        layouts=reading.by(reading.tomls("layouts", Layout), "layout", "id"),
        indicators=by_indicator,
        warnings=reading.by(reading.tomls("warnings", FallWarning), "warning", "id"),
        plans=reading.by(plans, "plan", "id"),
        published=tuple(row for _, row in published),
        publications=by_publication,
        aliases=tuple(row for _, row in aliases),
        rates=tuple(row for _, row in rates),
        texts=texts,
        definitions=definitions_of(by_indicator, defined.forms, by_place, by_set),
    )


def _defined(reading: Reading) -> _Defined:
    programmes = reading.by(reading.tomls("programmes", Programme), "programme", "id")
    forms, flows = reading.tomls("forms", Form), reading.tomls("flows", Flow)
    indicators = reading.tomls("indicators", Indicator)
    for programme in programmes.values():
        where, counted = reading.where["programme", programme.id], list(indicators_of(programme))
        forms.append((where, case_form(programme)))
        flows.append((where, programme.flow))
        indicators += [(where, indicator) for indicator in counted]
        reading.broken |= {one.id for one in programme.counted} - {one.id for one in counted}
    return _Defined(
        programmes,
        reading.by(forms, "form", "name"),
        reading.by(flows, "flow", "id"),
        reading.by(indicators, "indicator", "id"),
    )
