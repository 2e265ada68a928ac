"""Filling an empty platform with the demonstration zone: its half-year is out, and the next month is coming in."""

from collections.abc import Callable
from datetime import date, timedelta

from nanfeng.demo.calibration import Calibration
from nanfeng.demo.make import Made, SentFile, make
from nanfeng.forms.calendar import due_periods
from nanfeng.kinds.text import Text
from nanfeng.pack.load import read_definition
from nanfeng.web import city, clock
from nanfeng.web.audit.services import Doer
from nanfeng.web.closing.models import Release
from nanfeng.web.closing.publishing import publish_at_once
from nanfeng.web.closing.releasing import Wanted, report_folder
from nanfeng.web.closing.services import Order, enter_vintage, freeze_records
from nanfeng.web.demonstration.cases import hand_out, tell_cases
from nanfeng.web.demonstration.people import open_accounts, team
from nanfeng.web.demonstration.records import take_in
from nanfeng.web.demonstration.reviewing import review
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.records.office import Office
from nanfeng.web.returns.calls import open_call

Tell = Callable[[Text, float], None]

_BY = "demonstration"
_OPEN_DATA = "tables"
_REMARK = "合成演示数据 synthetic demonstration data"


def fill(seed: int, tell: Tell) -> dict[str, object]:
    """Make the records, take them in, close, call the next month's returns, open accounts and publish; the same seed
    gives the same vintage. What is filled already is left as it is.

    Gives the rows of the vintage by what became of them (where they came in now), the `vintage`, and the `release` and
    the folder of its `report`.
    """
    pack = city.pack()
    calibration = read_definition(pack.folder / "demo.toml", Calibration)
    of_period = {"place": pack.zone, "period": str(calibration.period)}
    out = Release.objects.filter(**of_period, published_at__isnull=False).order_by("published_at")
    first, last = (out.filter(publication=name).first() for name in (calibration.publication, _OPEN_DATA))
    if first and last:
        return _said(first)
    rows, vintage = _filled(calibration, seed, tell)
    first, _ = [
        _released(Wanted(publication, pack.zone, calibration.period, vintage), tell)
        for publication in (calibration.publication, _OPEN_DATA)
    ]
    return {**rows, **_said(first)}


def _said(release: Release) -> dict[str, object]:
    return {"vintage": release.vintage.pk, "release": release.pk, "report": str(report_folder(release.pk))}


def _filled(calibration: Calibration, seed: int, tell: Tell) -> tuple[dict[str, int], str]:
    """The records made and taken in, those of the period frozen and those after it under review; gives what became of
    the rows, and the vintage's id.
    """
    tell(Text("编造报表", "making spreadsheets"), 0.0)
    made = make(city.pack(), calibration, city.home() / "made", seed)
    coming = [sent for sent in made.files if _is_coming(sent, calibration)]
    rows, vintage = _frozen(made, [sent for sent in made.files if sent not in coming], tell)
    _collect(made, coming, tell)
    return rows, vintage


def _is_coming(sent: SentFile, calibration: Calibration) -> bool:
    """Whether a file was sent after the month ended that is being collected."""
    collecting = calibration.returns.collecting
    return collecting is not None and date.fromisoformat(sent.entered) > collecting.last


def _frozen(made: Made, files: list[SentFile], tell: Tell) -> tuple[dict[str, int], str]:
    """The records taken in and closed, as what became of them and the vintage's id."""
    rows = take_in(made.folder, files, Office(), lambda share: tell(Text("接收报表", "taking them in"), share))
    rows["cases"] = tell_cases(made.cases, lambda share: tell(Text("录入办件", "entering cases"), share))
    rows += take_in(made.folder, made.linked, Office(), lambda share: tell(Text("接收报表", "taking them in"), share))
    tell(Text("冻结", "closing"), 0.0)
    order = Order(_BY, clock.now(), remark=_REMARK)
    with acting(SYSTEM, Doer(_BY)):
        receipt = freeze_records(order)
        enter_vintage(receipt, order)
    return dict(rows), receipt.id


def _collect(made: Made, files: list[SentFile], tell: Tell) -> None:
    """Call in what fell due in the month before the demonstration's day, and let nearly all report and be reviewed."""
    today = clock.today()
    with acting(SYSTEM, Doer(_BY)):
        for form in city.pack().forms.values():
            for due in due_periods(form, today - timedelta(days=31), today):
                open_call(form, due, _BY)
    says = Text("收取本期报表", "collecting the month's returns")
    take_in(made.folder, files, Office(reviewed=False), lambda share: tell(says, share))
    with acting(SYSTEM, Doer(_BY)):
        park = open_accounts()
    review(park)
    hand_out(park)


def _released(wanted: Wanted, tell: Tell) -> Release:
    tell(Text(f"发布：{wanted.publication}", f"publishing: {wanted.publication}"), 0.0)
    return publish_at_once(wanted, team())
