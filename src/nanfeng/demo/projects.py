"""The register of signed investment projects, made from joint tables that agree with the published breakdowns."""

from datetime import date, timedelta

import numpy as np

from nanfeng.demo.apportion import apportion, apportion_between
from nanfeng.demo.days import working_days
from nanfeng.demo.investment_shape import Investment, Projects
from nanfeng.demo.joint import Cell as TableCell
from nanfeng.demo.joint import joint_table
from nanfeng.demo.names import Namer
from nanfeng.demo.rows import Cell, Row
from nanfeng.kinds.text import Text

_MILLION = 1_000_000
_WAN = 10_000
_WAN_IN_MILLION = 100
_IN_TEN_PARKS = 0.25


def project_rows(investment: Investment, namer: Namer, rng: np.random.Generator) -> list[Row]:
    """All projects of all blocks, in order of signing."""
    rows = [row for block in investment.blocks for row in _block_rows(block, investment, rng)]
    rows.sort(key=lambda row: str(row["signed"]))
    counters: dict[str, int] = {}
    numbered: list[Row] = []
    for row in rows:
        year = str(row["signed"])[:4]
        counters[year] = counters.get(year, 0) + 1
        topic = _topic(str(row["sector"]), investment, rng)
        investor = namer.name(Text(topic, topic))
        names: Row = {"name": f"{investor.zh}{topic}项目", "investor": investor.zh}
        numbered.append({"project_no": f"XM{year}-{counters[year]:04}", **names, **row})
    return numbered


def _topic(sector: str, investment: Investment, rng: np.random.Generator) -> str:
    topics = investment.topics[sector]
    return topics[rng.integers(len(topics))]


def _block_rows(block: Projects, investment: Investment, rng: np.random.Generator) -> list[dict[str, Cell]]:
    rows = [row for cell in joint_table(block) for row in _cell_rows(cell, investment, rng)]
    rows = _in_dollars(rows, block)
    last = max(window.last for window in block.windows)
    order = rng.permutation(len(rows))
    for index in order[: block.started]:
        rows[index]["started"] = _later(rows[index]["signed"], last, rng)
    for index in order[: block.in_production]:
        rows[index]["in_production"] = _later(rows[index]["started"], last, rng)
    return rows


def _later(day: Cell, last: date, rng: np.random.Generator) -> date:
    """A day from a day on, not after the last."""
    if not isinstance(day, date):
        raise ValueError(f"{day!r} is no day to count from")
    return day + timedelta(days=int(rng.integers(0, (last - day).days + 1)))


def _cell_rows(cell: TableCell, investment: Investment, rng: np.random.Generator) -> list[dict[str, Cell]]:
    days = working_days(cell.window, cell.projects, rng)
    low, high = (bound * _WAN_IN_MILLION for bound in cell.bounds)
    sizes = rng.lognormal(0, 0.6, cell.projects)
    amounts = apportion_between(sizes, cell.amount * _WAN_IN_MILLION, low, high)
    return [
        {
            "signed": day,
            "amount": int(amount) * _WAN,
            "amount_usd": None,
            **{name: cell.marks[name] for name in ("funding", "sector", "origin")},
            **_where(cell, investment, rng),
            "started": None,
            "in_production": None,
        }
        for day, amount in zip(days, amounts, strict=True)
    ]


def _where(cell: TableCell, investment: Investment, rng: np.random.Generator) -> Row:
    """The place, and whether in a key park: as the table says for major projects, drawn for the others."""
    northern = cell.marks["in_northern_park"] == "true"
    ten = cell.marks["in_ten_parks"] == "true"
    if cell.marks["major"] == "false":
        ten = bool(rng.random() < _IN_TEN_PARKS)
    places = investment.northern_places if northern else investment.places
    return {"place": places[rng.integers(len(places))], "in_ten_parks": ten, "in_northern_park": northern}


def _in_dollars(rows: list[dict[str, Cell]], block: Projects) -> list[dict[str, Cell]]:
    """Give the foreign-funded projects their dollars, in whole ten thousands, in proportion to their yuan."""
    foreign = [row for row in rows if row["funding"] == "foreign"]
    if not foreign:
        return rows
    yuan = np.array([float(str(row["amount"])) for row in foreign])
    dollars = apportion(yuan, int(block.usd * _MILLION) // _WAN)
    for row, amount in zip(foreign, dollars, strict=True):
        row["amount_usd"] = int(amount) * _WAN
    return rows
