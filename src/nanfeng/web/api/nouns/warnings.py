"""Early warnings: the organisations whose own numbers fall, those whose returns the caller sees."""

from typing import Any, Literal

from django.http import Http404
from ninja import Query, Schema

from nanfeng.figures.warning import FallWarning
from nanfeng.web import city
from nanfeng.web.api.noun import Noun
from nanfeng.web.api.paging import Page, Paging, part_of
from nanfeng.web.api.problem import Words, words_of
from nanfeng.web.api.shapes import PeriodText
from nanfeng.web.doors import allow
from nanfeng.web.figures.access import WATCHERS
from nanfeng.web.figures.queries.falling import Fallen, fallen, periods
from nanfeng.web.figures.services import note_look
from nanfeng.web.people.request import Request

warnings = Noun("figures")


class WarningOut(Schema):
    """An early warning: an organisation falls whose `field` is so many per cent below a year ago, and in each of the
    last `months` months too. `periods` are those that it can be asked for, the latest first.
    """

    id: str
    label: Words
    form: str
    field: str
    drop_percent: str
    months: int
    periods: list[str]


class FallenOut(Schema):
    """An organisation that falls. Values are for the year to date, in base units; `growth` is in per cent; `months`
    counts the months in a row that were below a year ago.
    """

    organisation: str
    name: str
    park: str
    value: str
    year_ago: str
    growth: str
    months: int


class WarningWanted(Paging):
    """For which year to date; none: the latest."""

    period: PeriodText | Literal[""] = ""


@warnings.get("/warnings", list[WarningOut])
@allow(*WATCHERS)
def warned(request: Request) -> list[dict[str, Any]]:
    """全部预警 / All early warnings of the city, and the years to date for which returns are there."""
    return [_warning(one) for one in city.pack().warnings.values()]


@warnings.get("/warnings/{name}", Page[FallenOut])
@allow(*WATCHERS)
def falling(request: Request, name: str, wanted: Query[WarningWanted]) -> dict[str, Any]:
    """一项预警的企业 / The organisations that fall, the steepest first. The look is logged."""
    warning = city.pack().warnings.get(name)
    if warning is None:
        raise Http404(f"the city has no warning {name}")
    spans = {str(span): span for span in periods(warning)}
    period = spans.get(wanted.period) if wanted.period else next(iter(spans.values()), None)
    if period is None:
        if wanted.period:
            raise Http404("no returns are there for that year to date")
        return {"items": [], "next": None}
    page = part_of(fallen(warning, period), f"warning {name} {period}", _place, wanted)
    note_look("warning", f"{name} {period}", (one.falling.organisation for one in page.rows))
    return {"items": [_fallen(one) for one in page.rows], "next": page.next}


def _place(one: Fallen) -> tuple[float, str]:
    return float(one.falling.growth), one.falling.organisation


def _warning(one: FallWarning) -> dict[str, Any]:
    said = {name: getattr(one, name) for name in ("id", "form", "field", "months")}
    spans = [str(span) for span in periods(one)]
    return said | {"label": words_of(one.label), "drop_percent": format(one.drop_percent, "f"), "periods": spans}


def _fallen(one: Fallen) -> dict[str, Any]:
    falling = one.falling
    amounts = {name: format(getattr(falling, name), "f") for name in ("value", "year_ago", "growth")}
    return {
        "organisation": falling.organisation,
        "name": one.name,
        "park": one.park,
        "months": falling.months,
    } | amounts
