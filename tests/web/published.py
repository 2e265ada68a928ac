"""A small published release: the output of the made-up zone's six enterprises, frozen, computed, and put out."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from tests.web.zone import ENTERPRISES, NANHAI, SHUNDE, file

from nanfeng.figures.compute import compute
from nanfeng.figures.request import Request
from nanfeng.kinds.figure import Basis, Figure, FigureKey, Status
from nanfeng.kinds.period import Period
from nanfeng.kinds.text import Text
from nanfeng.ledger.read import open_reader
from nanfeng.ledger.storage import write_whole
from nanfeng.release.content import identified, to_text
from nanfeng.release.release import Axis, Release, TableCells
from nanfeng.web import city
from nanfeng.web.audit.services import Doer
from nanfeng.web.closing.models import Release as Entered
from nanfeng.web.closing.publishing import put_out
from nanfeng.web.closing.releasing import enter_release
from nanfeng.web.closing.services import Order, enter_vintage, freeze_records
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.records.queries import records
from nanfeng.web.records.services import approve

STEPS = tuple(Period.parse(text) for text in ("2023-01..2023-02", "2023-03", "2023-04"))
TO_DATE = Period.parse("2023-01..2023-04")
PLACES = ("zone", NANHAI, SHUNDE)
OUTPUT = FigureKey("industrial_output", TO_DATE, NANHAI)
HIDDEN = replace(OUTPUT, place=SHUNDE, growth=Basis.COMPARABLE)
"""A figure of the release that disclosure control left out."""

_FILED = (("2023-01..2023-02", 2), ("2023-01..2023-03", 3), ("2023-01..2023-04", 4))
_BUILT = datetime(2023, 5, 20, 1, tzinfo=UTC)
_REASON = Text("报送单位少于三家，为保护单个企业而不予公布", "fewer than three contributors: kept back to protect them")


@dataclass(frozen=True)
class Published:
    """A vintage, and its release: as the platform knows it, and what it says."""

    vintage: str
    release: Entered
    computed: Release


def publish(*, out: bool = True, minute: int = 0) -> Published:
    """Freeze what the zone has filed and publish its output; `out` false leaves it under embargo."""
    with acting(SYSTEM, Doer("test")):
        vintage = enter_vintage(freeze_records(Order("test")), Order("test")).pk
        computed = _computed(vintage, minute)
        path = city.home() / "releases" / computed.id / "release.json"
        write_whole(path, lambda unfinished: unfinished.write_text(to_text(computed), "utf-8"))
        release = enter_release(computed, "test")
        return Published(vintage, put_out(release) if out else release, computed)


def file_returns(size: int = 1000) -> None:
    """The monthly returns of all enterprises until April 2023, reviewed; output in thousand yuan."""
    rows = [
        {
            "organisation": one.organisation,
            "period": period,
            "output": str(size * number * months),
            "output_year_ago": str(900 * number * months),
            "revenue": str(size * number * months),
        }
        for number, one in enumerate(ENTERPRISES, 1)
        for period, months in _FILED
    ]
    file("monthly_return", rows)
    with acting(SYSTEM, Doer("test")):
        found = records().filter(form="monthly_return", current=True)
        approve(city.pack().forms["monthly_return"], list(found.values_list("key", flat=True)))


def _computed(vintage: str, minute: int) -> Release:
    pack = city.pack()
    tables = _tables()
    kind = {"place_kind": "park"}
    requests = [
        Request("industrial_output", TO_DATE, "zone", growth=(Basis.COMPARABLE,), **kind),
        *(Request("industrial_output", step, "zone", **kind) for step in STEPS),
        Request("industrial_output", TO_DATE, "zone", by=("manufacturing_group",), **kind),
    ]
    answers = {each.key: each for each in compute(requests, pack.definitions, open_reader(city.home(), vintage))}
    keys = [key for table in tables for key in table.figure_keys()]
    return identified(
        Release(
            id="",
            publication="tables",
            place="zone",
            period=TO_DATE,
            vintage=vintage,
            pack=pack.id,
            pack_digest=pack.digest,
            code_version="0",
            built_at=_BUILT.replace(minute=minute),
            windows={"to_date": TO_DATE},
            tables={table.id: table for table in tables},
            figures={key: _kept(answers[key]) for key in keys},
            withheld={},
        )
    )


def _tables() -> tuple[TableCells, ...]:
    groups = tuple(group.id for group in city.pack().industry_sets["manufacturing_group"].groups)
    axes = (Axis("manufacturing_group", (None, *groups)),)
    window = ("to_date",)
    levels = (None, Basis.COMPARABLE)
    return (
        TableCells("output", OUTPUT.indicator, window, (TO_DATE,), PLACES, (), levels),
        TableCells("output_months", OUTPUT.indicator, window, STEPS, PLACES, (), (None,)),
        TableCells("output_by_group", OUTPUT.indicator, window, (TO_DATE,), PLACES, axes, (None,)),
    )


def _kept(figure: Figure) -> Figure:
    if figure.key != HIDDEN:
        return figure
    return Figure(figure.key, None, figure.unit, status=Status.SUPPRESSED, reason=_REASON, definition=figure.definition)
