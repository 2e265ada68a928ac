"""Small worlds to compute figures over: places, industries, forms, and records put down in one line each."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa
import pytest

from nanfeng.figures.definitions import Definitions
from nanfeng.figures.indicator import Formula, Indicator
from nanfeng.forms.columns import schema
from nanfeng.forms.field import Code, Field, FieldType
from nanfeng.forms.form import Form, Purpose, Timing
from nanfeng.kinds.digest import digest_of
from nanfeng.kinds.industry import IndustryGroup, IndustrySet
from nanfeng.kinds.period import Period
from nanfeng.kinds.place import Place, PlaceKind
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Unit
from nanfeng.ledger.read import Engine, Reader, reader_over


def text(words: str) -> Text:
    return Text(words, words)


def field(name: str, kind: FieldType, **more: Any) -> Field:
    return Field(name, text(name), kind, **more)


PLACES = (
    Place("city", PlaceKind.CITY, text("city")),
    Place("zone", PlaceKind.ZONE, text("zone"), ("city",)),
    Place("p1", PlaceKind.PARK, text("park 1"), ("zone", "city")),
    Place("p2", PlaceKind.PARK, text("park 2"), ("zone", "city")),
    Place("ip", PlaceKind.INDUSTRIAL_PARK, text("industrial park"), ("p1",)),
)

SETS = (
    IndustrySet(
        "sector",
        text("sector"),
        (IndustryGroup("textiles", text("textiles"), ("C17",)), IndustryGroup("machines", text("machines"), ("C34",))),
    ),
    IndustrySet("advanced@2017", text("advanced"), (IndustryGroup("yes", text("yes"), ("C34",)),), edition="2017"),
    IndustrySet("advanced@2024", text("advanced"), (IndustryGroup("yes", text("yes"), ("C3",)),), edition="2024"),
)

RETURN = Form(
    "monthly_return",
    text("monthly return"),
    Purpose.STATISTICS,
    Timing.CUMULATIVE,
    ("organisation", "period"),
    (
        field("organisation", FieldType.ORGANISATION),
        field("period", FieldType.PERIOD),
        field("output", FieldType.AMOUNT),
        field("output_year_ago", FieldType.AMOUNT, year_ago_of="output"),
        field("profit", FieldType.AMOUNT),
        field("profit_year_ago", FieldType.AMOUNT, year_ago_of="profit"),
        field("staff", FieldType.WHOLE),
        field("size", FieldType.CODE, codes=(Code("large", text("large")), Code("small", text("small")))),
    ),
    "period",
    organisation="organisation",
)

PROJECT = Form(
    "project",
    text("project"),
    Purpose.PUBLIC,
    Timing.EVENT,
    ("project_no",),
    (
        field("project_no", FieldType.TEXT),
        field("signed", FieldType.DATE),
        field("amount", FieldType.AMOUNT),
        field("funding", FieldType.CODE, codes=(Code("domestic", text("domestic")), Code("foreign", text("foreign")))),
    ),
    "signed",
)

VISIT = Form(
    "visit",
    text("visit"),
    Purpose.SERVICE,
    Timing.EVENT,
    ("visit_no",),
    (
        field("visit_no", FieldType.TEXT),
        field("date", FieldType.DATE),
        field("organisation", FieldType.ORGANISATION),
        field("topic", FieldType.TEXT),
    ),
    "date",
    organisation="organisation",
)

CERTIFICATE = Form(
    "certificate",
    text("certificate"),
    Purpose.PUBLIC,
    Timing.SPAN,
    ("certificate_no",),
    (
        field("certificate_no", FieldType.TEXT),
        field("organisation", FieldType.ORGANISATION),
        field("issued", FieldType.DATE),
        field("expires", FieldType.DATE),
    ),
    "issued",
    until="expires",
    organisation="organisation",
)

SUCCESSION = Form(
    "succession",
    text("succession"),
    Purpose.PUBLIC,
    Timing.EVENT,
    ("predecessor", "successor"),
    (
        field("predecessor", FieldType.ORGANISATION),
        field("successor", FieldType.ORGANISATION),
        field("on", FieldType.DATE),
        field("kind", FieldType.CODE, codes=(Code("merger", text("merger")), Code("split", text("split")))),
    ),
    "on",
    register_role="succession",
)

INDEX = Form(
    "price_index",
    text("price index"),
    Purpose.PUBLIC,
    Timing.PERIOD,
    ("place", "period"),
    (
        field("place", FieldType.PLACE),
        field("period", FieldType.PERIOD),
        field("index", FieldType.NUMBER),
    ),
    "period",
    place="place",
)

AIR = Form(
    "air_day",
    text("air day"),
    Purpose.PUBLIC,
    Timing.EVENT,
    ("date",),
    (
        field("date", FieldType.DATE),
        field("valid", FieldType.BOOLEAN),
        field("good", FieldType.BOOLEAN),
    ),
    "date",
)

FORMS = {form.name: form for form in (RETURN, PROJECT, VISIT, CERTIFICATE, SUCCESSION, INDEX, AIR)}

Row = Mapping[str, Any]


def indicator(name: str, formula: Formula | None, unit: Unit = Unit.YUAN, **more: Any) -> Indicator:
    return Indicator(name, text(name), text(name), unit, formula, **more)


def definitions_of(*indicators: Indicator) -> Definitions:
    return Definitions(
        {one.id: one for one in indicators},
        FORMS,
        {place.code: place for place in PLACES},
        {one.id: one for one in SETS},
        {one.id: digest_of(one) for one in indicators},
    )


def returned(organisation: str, period: str, place: str = "p1", industry: str = "C17", **values: Any) -> Row:
    """A return for a year-to-date period."""
    span = Period.parse(period)
    envelope = {"_organisation": organisation, "_first": span.first, "_last": span.last}
    located = {"_place": place, "_industry": industry, "_key": f"{organisation}|{span}"}
    return {**envelope, **located, "organisation": organisation, "period": str(span), **values}


def happened(key: str, day: str, place: str | None = "p1", **values: Any) -> Row:
    """An event on a day."""
    on = date.fromisoformat(day)
    organisation = {"_organisation": values.get("organisation")}
    return {"_key": key, "_first": on, "_last": on, "_place": place, "_industry": "C17", **organisation, **values}


def held(key: str, since: str, until: str | None, place: str = "p1", **values: Any) -> Row:
    """Something that holds from a day until another one."""
    ends = date.fromisoformat(until) if until else None
    return {**happened(key, since, place, **values), "_last": ends}


def table(form: Form, rows: Sequence[Row]) -> pa.Table:
    wanted = schema(form)
    fixed = {"_version": 1, "_current": True, "_purpose": form.purpose, "_status": "approved", "_synthetic": False}
    came = {"_entered": datetime(2023, 7, 1, tzinfo=UTC), "_by": "clerk", "_file": "a.xlsx", "_sheet": "1"}
    filled = [{**fixed, **came, "_line": number, **row} for number, row in enumerate(rows, start=2)]
    return pa.Table.from_pylist([{name: row.get(name) for name in wanted.names} for row in filled], wanted)


def reader_of(rows: Mapping[str, Sequence[Row]], engine: Engine = Engine.DUCKDB) -> Reader:
    return reader_over({name: table(FORMS[name], each) for name, each in rows.items()}, FORMS, engine)


class World:
    """The small world: its forms, and how to put down records, indicators and readers."""

    forms = FORMS
    indicator = staticmethod(indicator)
    definitions = staticmethod(definitions_of)
    returned = staticmethod(returned)
    happened = staticmethod(happened)
    held = staticmethod(held)
    table = staticmethod(table)
    reader = staticmethod(reader_of)


@pytest.fixture(scope="session")
def world() -> type[World]:
    return World
