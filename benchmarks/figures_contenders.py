"""The same questions, answered by Nanfeng, by hand-written SQL in DuckDB, and by pandas.

Answers are rows of (measure, basis or "level", park or "zone", group or "*") with the value, the number of
enterprises behind it and the share of the largest, so that all three have done the same work. pandas computes in
float64, as its users do.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from benchmarks.figures_world import FORMS, GROUPS, MEASURES, PARKS, definitions
from nanfeng.figures.compute import compute
from nanfeng.figures.largest import largest
from nanfeng.figures.request import Request
from nanfeng.kinds.figure import Basis, Figure, FigureKey
from nanfeng.kinds.period import Period
from nanfeng.ledger.read import DuckSession, Reader

Answer = dict[str, tuple[float, int, float]]
"""By "measure basis place group": value, enterprises, share of the largest."""

NOW, THEN = (
    "_first = DATE '2023-01-01' AND _last = DATE '2023-06-30'",
    "_first = DATE '2022-01-01' AND _last = DATE '2022-06-30'",
)
LARGEST = 100


def nanfeng_totals(folder: Path) -> Answer:
    return _answers(compute(_requests(()), definitions(), _reader(folder)))


def nanfeng_growth(folder: Path) -> Answer:
    return _answers(compute(_requests((Basis.COMPARABLE, Basis.MATCHED)), definitions(), _reader(folder)))


def nanfeng_largest(folder: Path) -> Answer:
    found = largest(FigureKey.parse("output/2023-H1/zone"), LARGEST, definitions(), _reader(folder))
    return {one.organisation: (float(one.value), 1, 1.0) for one in found}


def sql_totals(folder: Path) -> Answer:
    values = ", ".join(f"sum({m}), count({m}), max(abs({m}))::double / sum(abs({m}))" for m in MEASURES)
    rows = _query(f"SELECT {_CELL}, {values} FROM ({_rows(folder, NOW)}) {_CUBE}")
    return {
        f"{measure} level {place} {group}": values[3 * i : 3 * i + 3]
        for place, group, *values in rows
        for i, measure in enumerate(MEASURES)
    }


def sql_growth(folder: Path) -> Answer:
    paired = ", ".join(f"{m} AS now_{m}, {m}_year_ago AS then_{m}" for m in MEASURES)
    comparable = _growth_by_cell(f"SELECT _place, grp, {paired} FROM ({_rows(folder, NOW)})")
    home = "max(if(_organisation = unit, _place, NULL)) AS _place, max(if(_organisation = unit, grp, NULL)) AS grp"
    now, then = (", ".join(f"sum({m}) AS {side}_{m}" for m in MEASURES) for side in ("now", "then"))
    matched = _growth_by_cell(
        f"SELECT * FROM (SELECT unit, {home}, {now} FROM ({_followed(folder, NOW)}) GROUP BY unit) "
        f"JOIN (SELECT unit, {then} FROM ({_followed(folder, THEN)}) GROUP BY unit) USING (unit) "
        "WHERE _place IS NOT NULL"
    )
    return {
        f"{measure} {basis} {place} {group}": values[3 * i : 3 * i + 3]
        for basis, rows in (("comparable", comparable), ("matched", matched))
        for place, group, *values in rows
        for i, measure in enumerate(MEASURES)
    }


def _growth_by_cell(units: str) -> list[Any]:
    cells = f"SELECT _place, grp, {_PARTS} FROM ({units}) GROUP BY _place, grp"
    return _query(f"SELECT {_CELL}, {_GROWTH} FROM ({cells}) {_CUBE}")


def _followed(folder: Path, period: str) -> str:
    """The rows of a period, each with the enterprise that its own has become."""
    return (
        f"SELECT r.*, coalesce(successor, r._organisation) AS unit FROM ({_rows(folder, period)}) r "
        f"LEFT JOIN '{folder}/succession.parquet' s ON r._organisation = predecessor"
    )


def sql_largest(folder: Path) -> Answer:
    rows = _query(f"SELECT _organisation, output FROM ({_rows(folder, NOW)}) ORDER BY output DESC, 1 LIMIT {LARGEST}")
    return {organisation: (value, 1, 1.0) for organisation, value in rows}


def pandas_totals(folder: Path) -> Answer:
    rows = _frame(folder, 2023, MEASURES)
    return _pandas_cells(
        rows, lambda cell, m: (cell[m].sum(), cell[m].count(), cell[m].abs().max() / cell[m].abs().sum()), "level"
    )


def pandas_growth(folder: Path) -> Answer:
    now = _frame(folder, 2023, (*MEASURES, *(f"{m}_year_ago" for m in MEASURES)))
    names = {m: f"now_{m}" for m in MEASURES} | {f"{m}_year_ago": f"then_{m}" for m in MEASURES}
    comparable = _pandas_cells(now.rename(columns=names), _pandas_growth, "comparable")
    merged = pd.read_parquet(folder / "succession.parquet", columns=["predecessor", "successor"])
    became = merged.set_index("predecessor")["successor"]
    then = _frame(folder, 2022, MEASURES)
    for side in (now, then):
        side["unit"] = side["_organisation"].map(became).fillna(side["_organisation"])
    own = now[now["unit"] == now["_organisation"]].set_index("unit")[["_place", "grp"]]
    sums_now = now.groupby("unit")[list(MEASURES)].sum(min_count=1).add_prefix("now_")
    sums_then = then.groupby("unit")[list(MEASURES)].sum(min_count=1).add_prefix("then_")
    matched = own.join(sums_now, how="inner").join(sums_then, how="inner")
    return comparable | _pandas_cells(matched, _pandas_growth, "matched")


def pandas_largest(folder: Path) -> Answer:
    rows = _frame(folder, 2023, ("output",))
    found = rows.sort_values(["output", "_organisation"], ascending=[False, True]).head(LARGEST)
    return {one: (value, 1, 1.0) for one, value in zip(found["_organisation"], found["output"], strict=True)}


CONTENDERS: Mapping[str, Mapping[str, Callable[[Path], Answer]]] = {
    "totals": {"nanfeng": nanfeng_totals, "sql": sql_totals, "pandas": pandas_totals},
    "growth": {"nanfeng": nanfeng_growth, "sql": sql_growth, "pandas": pandas_growth},
    "largest": {"nanfeng": nanfeng_largest, "sql": sql_largest, "pandas": pandas_largest},
}


def _requests(growth: tuple[Basis, ...]) -> list[Request]:
    period = Period.parse("2023-H1")
    return [Request(m, period, "zone", "park", ("sector",), growth=growth, level=not growth) for m in MEASURES]


def _reader(folder: Path) -> Reader:
    session = DuckSession()
    frames = {name: session.parquet(folder / f"{name}.parquet") for name in FORMS}
    return Reader(frames, {"succession": "succession"})


def _answers(figures: list[Figure]) -> Answer:
    return {
        f"{f.key.indicator} {f.key.growth or 'level'} {f.key.place} {dict(f.key.scope).get('sector', '*')}": (
            float(f.value or 0),
            f.contributors or 0,
            f.largest_share or 0.0,
        )
        for f in figures
    }


_GROUP = " ".join(f"WHEN starts_with(_industry, '{prefixes[0]}') THEN '{group}'" for group, prefixes in GROUPS.items())
_CELL = "coalesce(_place, 'zone'), coalesce(grp, '*')"
_CUBE = "GROUP BY CUBE (_place, grp) HAVING grouping(grp) = 1 OR grp IS NOT NULL"
_PARTS = ", ".join(
    f"sum(now_{m}) {both} AS now_{m}, sum(then_{m}) {both} AS then_{m}, count(*) {both} AS n_{m}, "
    f"max(abs(now_{m})) {both} AS top_now_{m}, max(abs(then_{m})) {both} AS top_then_{m}, "
    f"sum(abs(now_{m})) {both} AS all_now_{m}, sum(abs(then_{m})) {both} AS all_then_{m}"
    for m in MEASURES
    for both in [f"FILTER (WHERE now_{m} IS NOT NULL AND then_{m} IS NOT NULL)"]
)
_GROWTH = ", ".join(
    f"(sum(now_{m})::double / sum(then_{m})::double - 1) * 100, sum(n_{m}), "
    f"greatest(max(top_now_{m})::double / sum(all_now_{m}), max(top_then_{m})::double / sum(all_then_{m}))"
    for m in MEASURES
)
"""First by park and group, then the margins of these few: four times as fast as a cube over all enterprises."""


def _rows(folder: Path, period: str) -> str:
    return (
        f"SELECT *, CASE {_GROUP} END AS grp FROM '{folder}/monthly_return.parquet' "
        f"WHERE {period} AND _current AND _status <> 'withdrawn'"
    )


def _query(sql: str) -> list[Any]:
    return [
        tuple(float(v) if i > 1 or not isinstance(v, str) else v for i, v in enumerate(row))
        for row in duckdb.connect().sql(sql).fetchall()
    ]


def _frame(folder: Path, year: int, measures: tuple[str, ...]) -> pd.DataFrame:
    period = [("_first", "=", pd.Timestamp(year, 1, 1).date()), ("_last", "=", pd.Timestamp(year, 6, 30).date())]
    columns = ["_organisation", "_place", "_industry", *measures]
    rows = pd.read_parquet(
        folder / "monthly_return.parquet",
        columns=columns,
        filters=[*period, ("_current", "=", True)],
        dtype_backend="pyarrow",
    )
    rows = rows.astype(dict.fromkeys(measures, "float64") | dict.fromkeys(columns[:3], object))
    rows["grp"] = rows["_industry"].str[:2].map({prefixes[0]: group for group, prefixes in GROUPS.items()})
    return rows


def _pandas_growth(cell: pd.DataFrame, measure: str) -> tuple[float, int, float]:
    both = cell[[f"now_{measure}", f"then_{measure}"]].dropna()
    sums, largest = both.sum(), both.abs().max() / both.abs().sum()
    return (sums.iloc[0] / sums.iloc[1] - 1) * 100, len(both), largest.max()


def _pandas_cells(rows: pd.DataFrame, value: Callable[[pd.DataFrame, str], Any], basis: str) -> Answer:
    places = {"zone": rows, **{park: rows[rows["_place"] == park] for park in PARKS}}
    cells = {
        (place, group): inside if group == "*" else inside[inside["grp"] == group]
        for place, inside in places.items()
        for group in ("*", *GROUPS)
    }
    return {f"{m} {basis} {place} {group}": value(cell, m) for (place, group), cell in cells.items() for m in MEASURES}
