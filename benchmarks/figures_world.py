"""Half a million enterprises with two years of cumulative returns, on disk once, and the definitions over them."""

import tempfile
from pathlib import Path

import duckdb

from nanfeng.figures.definitions import Definitions
from nanfeng.figures.indicator import Indicator, Sum
from nanfeng.forms.columns import schema
from nanfeng.forms.field import Field, FieldType
from nanfeng.forms.form import Form, Purpose, Timing
from nanfeng.kinds.digest import digest_of
from nanfeng.kinds.industry import IndustryGroup, IndustrySet
from nanfeng.kinds.place import Place, PlaceKind
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Unit

ENTERPRISES = 500_000
MERGED = 100
MEASURES = ("output", "revenue", "exports", "profit", "research")
PARKS = tuple(f"park_{number}" for number in range(1, 6))
GROUPS = {f"group_{number}": (f"C{number}",) for number in range(1, 5)}


def text(words: str) -> Text:
    return Text(words, words)


def _fields() -> tuple[Field, ...]:
    pairs = [(name, f"{name}_year_ago") for name in MEASURES]
    amounts = [
        field
        for own, ago in pairs
        for field in (
            Field(own, text(own), FieldType.AMOUNT),
            Field(ago, text(ago), FieldType.AMOUNT, year_ago_of=own),
        )
    ]
    return (
        Field("organisation", text("organisation"), FieldType.ORGANISATION),
        Field("period", text("period"), FieldType.PERIOD),
        *amounts,
    )


RETURN = Form(
    "monthly_return",
    text("monthly return"),
    Purpose.STATISTICS,
    Timing.CUMULATIVE,
    ("organisation", "period"),
    _fields(),
    "period",
    organisation="organisation",
)
SUCCESSION = Form(
    "succession",
    text("succession"),
    Purpose.PUBLIC,
    Timing.EVENT,
    ("predecessor", "successor"),
    tuple(
        Field(name, text(name), kind)
        for name, kind in (
            ("predecessor", FieldType.ORGANISATION),
            ("successor", FieldType.ORGANISATION),
            ("on", FieldType.DATE),
            ("kind", FieldType.CODE),
        )
    ),
    "on",
    register_role="succession",
)
FORMS = {form.name: form for form in (RETURN, SUCCESSION)}


def definitions() -> Definitions:
    indicators = [Indicator(n, text(n), text(n), Unit.YUAN, Sum("sum", RETURN.name, n)) for n in MEASURES]
    places = [Place("zone", PlaceKind.ZONE, text("zone"))]
    places += [Place(park, PlaceKind.PARK, text(park), ("zone",)) for park in PARKS]
    sector = IndustrySet("sector", text("sector"), tuple(IndustryGroup(g, text(g), p) for g, p in GROUPS.items()))
    return Definitions(
        {one.id: one for one in indicators},
        FORMS,
        {place.code: place for place in places},
        {sector.id: sector},
        {one.id: digest_of(one) for one in indicators},
    )


def folder() -> Path:
    """The Parquet files, made at the first call (a minute or two, about a gigabyte)."""
    made = Path(tempfile.gettempdir()) / f"nanfeng-bench-figures-{ENTERPRISES}"
    if not (made / "done").exists():
        made.mkdir(exist_ok=True)
        connection = duckdb.connect()
        connection.execute(f"COPY ({_returns()}) TO '{made}/monthly_return.parquet' (FORMAT parquet, COMPRESSION zstd)")
        connection.execute(f"COPY ({_successions()}) TO '{made}/succession.parquet' (FORMAT parquet)")
        (made / "done").touch()
    return made


def _returns() -> str:
    """Each enterprise files eleven returns a year; a tenth is new in the second year, a tenth gone, some move. In the
    order of a vintage: by the last day of the period.
    """
    park = f"'park_' || (1 + hash(o, if(year = 2023 and o % 20 = 3, 2, 1)) % {len(PARKS)})"
    industry = "'C' || (1 + hash(o, 3) % 5) || (hash(o, 4) % 100)::varchar"
    level = "((hash(o, {salt}) % 100000000)::decimal(18,2) / 7)::decimal(16,2)"
    amounts = ", ".join(
        f"({level.format(salt=salt)} * (month + hash(o, year, {salt}) % 3))::decimal(18,2) {name},"
        f"({level.format(salt=salt)} * (month + hash(o, year - 1, {salt}) % 3))::decimal(18,2) {name}_year_ago"
        for salt, name in enumerate(MEASURES, start=10)
    )
    period = "year || '-01..' || year || '-' || lpad(month::varchar, 2, '0')"
    wanted = _cast(RETURN)
    return f"""
        WITH base AS (
            SELECT o, year, month, 'uscc:9144' || lpad(o::varchar, 14, '0') AS organisation, {period} AS period,
                   {park} AS _place, {industry} AS _industry, {amounts}
            FROM range({ENTERPRISES}) t(o), (VALUES (2022), (2023)) y(year), range(2, 13) m(month)
            WHERE CASE WHEN year = 2022 THEN o % 10 <> 7 ELSE o % 10 <> 8 AND o >= {MERGED} END
        ), envelope AS (
            SELECT *, organisation || '|' || period AS _key, organisation AS _organisation,
                   make_date(year, 1, 1) AS _first, last_day(make_date(year, month::int, 1)) AS _last, 1 AS _version,
                   true AS _current, 'statistics' AS _purpose, 'approved' AS _status, true AS _synthetic,
                   TIMESTAMP '2023-07-01' AS _entered, 'clerk' AS _by, NULL AS _for, 'returns.xlsx' AS _file,
                   '1' AS _sheet, o % 1000 AS _line
            FROM base
        )
        SELECT {wanted} FROM envelope ORDER BY _last, _organisation"""


def _successions() -> str:
    wanted = _cast(SUCCESSION)
    return f"""
        WITH base AS (
            SELECT 'uscc:9144' || lpad(o::varchar, 14, '0') AS predecessor,
                   'uscc:9144' || lpad((o + 1000 - o % 10)::varchar, 14, '0') AS successor
            FROM range({MERGED}) t(o)
        )
        SELECT {wanted} FROM (
            SELECT *, predecessor || '|' || successor AS _key, NULL AS _organisation, DATE '2023-01-10' AS _first,
                   DATE '2023-01-10' AS _last, NULL AS _place, NULL AS _industry, 1 AS _version, true AS _current,
                   'public' AS _purpose, 'approved' AS _status, true AS _synthetic, DATE '2023-01-10' AS "on",
                   'merger' AS kind, NULL AS _entered, NULL AS _by, NULL AS _for, NULL AS _file, NULL AS _sheet,
                   NULL AS _line
            FROM base)"""


def _cast(form: Form) -> str:
    names = {"string": "VARCHAR", "date32[day]": "DATE", "int32": "INTEGER", "bool": "BOOLEAN"}
    kinds = {"decimal128(18, 2)": "DECIMAL(18,2)", "timestamp[us, tz=UTC]": "TIMESTAMPTZ"}
    return ", ".join(f'"{field.name}"::{(names | kinds)[str(field.type)]} AS "{field.name}"' for field in schema(form))


if __name__ == "__main__":
    print(folder())
