"""Filling an empty platform with the demonstration zone, up to its published half-year."""

from collections.abc import Callable

from nanfeng.demo.calibration import Calibration
from nanfeng.demo.make import make
from nanfeng.kinds.text import Text
from nanfeng.pack.load import read_definition
from nanfeng.web import city, clock
from nanfeng.web.audit.services import Doer
from nanfeng.web.closing.models import Release
from nanfeng.web.closing.releasing import (
    Wanted,
    compute_release,
    enter_release,
    put_out,
    report_folder,
    write_documents,
)
from nanfeng.web.closing.services import Order, enter_vintage, freeze_records
from nanfeng.web.demonstration.records import take_in
from nanfeng.web.people.scope import SYSTEM, acting

Tell = Callable[[Text, float], None]

_BY = "demonstration"
_REMARK = "合成演示数据 synthetic demonstration data"


def fill(seed: int, tell: Tell) -> dict[str, object]:
    """Make the records, take them in, close, publish; the same seed gives the same vintage.

    Gives the rows by what became of them, the `vintage`, and the `release` and the folder of its `report`. What is
    filled already is left as it is.
    """
    pack = city.pack()
    calibration = read_definition(pack.folder / "demo.toml", Calibration)
    rows, vintage = _frozen(calibration, seed, tell)
    publications = (calibration.publication, "tables")
    for publication in publications:
        tell(pack.publications[publication].title, 0.0)
        _released(Wanted(publication, pack.zone, calibration.period, vintage))
    release = Release.objects.get(publication=calibration.publication)
    return {**rows, "vintage": vintage, "release": release.pk, "report": str(report_folder(release.pk))}


def _frozen(calibration: Calibration, seed: int, tell: Tell) -> tuple[dict[str, int], str]:
    """The records taken in and closed, as what became of them and the vintage's id."""
    tell(Text("编造报表", "making spreadsheets"), 0.0)
    made = make(city.pack(), calibration, city.home() / "made", seed)
    rows = take_in(made, lambda share: tell(Text("接收报表", "taking them in"), share))
    tell(Text("冻结", "closing"), 0.0)
    return dict(rows), _closed()


def _closed() -> str:
    order = Order(_BY, clock.now(), remark=_REMARK)
    with acting(SYSTEM, Doer(_BY)):
        receipt = freeze_records(order)
        enter_vintage(receipt, order)
    return receipt.id


def _released(wanted: Wanted) -> None:
    if Release.objects.filter(publication=wanted.publication, vintage=wanted.vintage).exists():
        return
    with acting(SYSTEM, Doer(_BY)):
        computed = compute_release(wanted)
        release = enter_release(computed, _BY)
        if city.pack().publications[wanted.publication].sections:
            write_documents(computed)
        put_out(release)
