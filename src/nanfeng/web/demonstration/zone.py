"""Filling an empty platform with the demonstration zone, up to its published half-year."""

from collections.abc import Callable
from datetime import timedelta

from nanfeng.demo.calibration import Calibration
from nanfeng.demo.make import make
from nanfeng.forms.calendar import due_periods
from nanfeng.kinds.text import Text
from nanfeng.pack.load import read_definition
from nanfeng.web import city, clock
from nanfeng.web.audit.services import Doer
from nanfeng.web.closing.models import Release
from nanfeng.web.closing.publishing import publish_at_once
from nanfeng.web.closing.releasing import Wanted, report_folder
from nanfeng.web.closing.services import Order, enter_vintage, freeze_records
from nanfeng.web.demonstration.people import open_accounts, team
from nanfeng.web.demonstration.records import take_in
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.returns.calls import open_call

Tell = Callable[[Text, float], None]

_BY = "demonstration"
_REMARK = "合成演示数据 synthetic demonstration data"


def fill(seed: int, tell: Tell) -> dict[str, object]:
    """Make the records, take them in, close, publish, open accounts and call the returns that are due; the same seed
    gives the same vintage.

    Gives the rows by what became of them, the `vintage`, and the `release` and the folder of its `report`. What is
    filled already is left as it is.
    """
    pack = city.pack()
    calibration = read_definition(pack.folder / "demo.toml", Calibration)
    rows, vintage = _frozen(calibration, seed, tell)
    with acting(SYSTEM, Doer(_BY)):
        open_accounts()
        _call_returns()
    made = [
        _released(Wanted(publication, pack.zone, calibration.period, vintage), tell)
        for publication in (calibration.publication, "tables")
    ]
    return {**rows, "vintage": vintage, "release": made[0].pk, "report": str(report_folder(made[0].pk))}


def _frozen(calibration: Calibration, seed: int, tell: Tell) -> tuple[dict[str, int], str]:
    """The records taken in and closed, as what became of them and the vintage's id."""
    tell(Text("编造报表", "making spreadsheets"), 0.0)
    made = make(city.pack(), calibration, city.home() / "made", seed)
    rows = take_in(made, lambda share: tell(Text("接收报表", "taking them in"), share))
    tell(Text("冻结", "closing"), 0.0)
    order = Order(_BY, clock.now(), remark=_REMARK)
    with acting(SYSTEM, Doer(_BY)):
        receipt = freeze_records(order)
        enter_vintage(receipt, order)
    return dict(rows), receipt.id


def _call_returns() -> None:
    """Call in what fell due in the month before the demonstration's day."""
    today = clock.today()
    for form in city.pack().forms.values():
        for due in due_periods(form, today - timedelta(days=31), today):
            open_call(form, due, _BY)


def _released(wanted: Wanted, tell: Tell) -> Release:
    tell(Text(f"发布：{wanted.publication}", f"publishing: {wanted.publication}"), 0.0)
    return publish_at_once(wanted, team())
