"""Filling an empty platform with the demonstration zone, up to its published half-year."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from nanfeng.demo.calibration import Calibration
from nanfeng.demo.make import make
from nanfeng.kinds.text import Text
from nanfeng.pack.load import read_definition
from nanfeng.web import city, clock
from nanfeng.web.audit.services import Doer
from nanfeng.web.closing.models import Release
from nanfeng.web.closing.releasing import Wanted, compute_release, enter_release, put_out, write_documents
from nanfeng.web.closing.services import Order, enter_vintage, freeze_records
from nanfeng.web.demonstration.records import take_in
from nanfeng.web.people.scope import SYSTEM, acting

Tell = Callable[[Text, float], None]

_BY = "demonstration"
_REMARK = "合成演示数据 synthetic demonstration data"


@dataclass(frozen=True)
class Filled:
    """What was filled in: rows by what became of them, the vintage, and the ids of the releases that are out."""

    rows: Counter[str]
    vintage: str
    releases: tuple[str, ...]


def fill(seed: int, tell: Tell) -> Filled:
    """Make the records, take them in, close, publish; the same seed gives the same vintage."""
    pack = city.pack()
    calibration = read_definition(pack.folder / "demo.toml", Calibration)
    tell(Text("编造报表", "making spreadsheets"), 0.0)
    made = make(pack, calibration, city.home() / "made", seed)
    rows = take_in(made, lambda share: tell(Text("接收报表", "taking them in"), share))
    tell(Text("冻结", "closing"), 0.0)
    vintage = _closed()
    releases = []
    for publication in (calibration.publication, "tables"):
        tell(pack.publications[publication].title, 0.0)
        releases.append(_released(Wanted(publication, pack.zone, calibration.period, vintage)))
    return Filled(rows, vintage, tuple(releases))


def _closed() -> str:
    order = Order(_BY, clock.now(), remark=_REMARK)
    with acting(SYSTEM, Doer(_BY)):
        receipt = freeze_records(order)
        enter_vintage(receipt, order)
    return receipt.id


def _released(wanted: Wanted) -> str:
    with acting(SYSTEM, Doer(_BY)):
        computed = compute_release(wanted)
        release: Release = enter_release(computed, _BY)
        if city.pack().publications[wanted.publication].sections:
            write_documents(computed)
        put_out(release)
    return release.pk
