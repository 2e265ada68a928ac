"""A joint table of investment projects that agrees with every published total: an integer program.

A cell is one combination of window, funding, sector, origin and class; it holds a number of projects and their amount
in whole millions of yuan. Totals are linear in the cells, so that a published breakdown along each dimension alone is
enough to make projects that reproduce all of them at once.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np
from scipy.optimize import milp

from nanfeng.demo.apportion import Floats
from nanfeng.demo.investment_shape import Projects, Total
from nanfeng.kinds.period import Period

FUNDING = ("domestic", "foreign")
SECTORS = ("primary", "secondary", "tertiary")
ORIGINS = ("outside", "local")
CLASSES = (
    ("false", "false", "false"),
    ("true", "false", "false"),
    ("true", "true", "false"),
    ("true", "false", "true"),
    ("true", "true", "true"),
)
"""Whether major, and for major ones whether in the ten parks and in the northern park."""

_LARGEST = 12_000
_BOUNDS = {
    ("domestic", "false"): (100, 990),
    ("domestic", "true"): (1_000, _LARGEST),
    ("foreign", "false"): (110, 640),
    ("foreign", "true"): (1_050, _LARGEST),
}
"""Millions of yuan a project. Foreign projects keep clear of both thresholds, in yuan and in dollars, at any rate from
6.4 to 10 yuan a dollar.
"""

_MARGIN = 0.2
"""How far, as a share, the mean of a cell keeps from the bounds of single projects, so that its projects differ."""

_TYPICAL = 800
"""Millions of yuan that weigh as much as one project when a table is compared with an even spread."""

_RAKING_ROUNDS = 40

Linear = tuple[Floats, Floats | float, Floats | float]
"""A matrix over all variables, and the least and the most that each of its rows may come to."""


@dataclass(frozen=True)
class Cell:
    """Projects that agree in everything that totals are published by; `amount` in millions of yuan."""

    window: Period
    marks: dict[str, str]
    projects: int = 0
    amount: int = 0

    @property
    def bounds(self) -> tuple[int, int]:
        """The least and the most that one project of the cell may come to, in millions of yuan."""
        return _BOUNDS[self.marks["funding"], self.marks["major"]]


def joint_table(block: Projects) -> list[Cell]:
    """The cells that hold projects; raise ValueError where the totals contradict one another.

    Among all tables that agree, one is chosen whose counts and amounts are close to an even spread, so that the
    breakdowns cross. Counts are settled first, then amounts: together they would take ten times as long.
    """
    cells = _cells(block.windows)
    size = len(cells)
    program = _Program(block, cells)
    anything = np.zeros(4 * size), np.full(4 * size, np.inf)
    counts = program.solve(anything, whole=slice(0, size))[:size]
    amounts = program.solve(_with_counts(anything, counts), whole=slice(size, 2 * size))[size : 2 * size]
    return [
        Cell(cell.window, cell.marks, int(count), int(amount))
        for cell, count, amount in zip(cells, counts, amounts, strict=True)
        if count
    ]


def _with_counts(bounds: tuple[Floats, Floats], counts: Floats) -> tuple[Floats, Floats]:
    low, high = (bound.copy() for bound in bounds)
    low[: len(counts)] = high[: len(counts)] = counts
    return low, high


class _Program:
    """The integer program. Its variables are counts, amounts, and how far each of them is from the even spread."""

    def __init__(self, block: Projects, cells: list[Cell]) -> None:
        totals = [row for total in block.totals for row in _rows(total, cells)]
        wanted = np.array([value for _, value in totals])
        self._name = str(block.windows[0])
        self._cost = np.repeat([0, 0, 1, 1 / _TYPICAL], len(cells))
        self._constraints = [
            (np.array([row for row, _ in totals]), wanted, wanted),
            *_within_bounds(cells),
            *_near(_spread(block.totals, cells)),
        ]

    def solve(self, bounds: tuple[Floats, Floats], whole: slice) -> Floats:
        """The best variables within bounds, those of the slice whole numbers."""
        integrality = np.zeros(len(self._cost))
        integrality[whole] = 1
        result = milp(
            c=self._cost,
            constraints=self._constraints,
            bounds=bounds,
            integrality=integrality,
            options={"mip_rel_gap": 0.25, "node_limit": 5_000},
        )
        if result.x is None:
            raise ValueError(f"no projects agree with all totals of the block from {self._name}: {result.message}")
        return np.rint(result.x)


def _cells(windows: tuple[Period, ...]) -> list[Cell]:
    return [
        Cell(
            window,
            {
                "funding": funding,
                "sector": sector,
                "origin": origin,
                "major": major,
                "in_ten_parks": ten,
                "in_northern_park": north,
            },
        )
        for window, funding, sector, origin, (major, ten, north) in product(windows, FUNDING, SECTORS, ORIGINS, CLASSES)
    ]


def _rows(total: Total, cells: list[Cell]) -> list[tuple[Floats, float]]:
    inside = np.array([float(_counts_in(total, cell)) for cell in cells])
    nothing = np.zeros(len(cells))
    rows: list[tuple[Floats, float]] = []
    if total.projects is not None:
        rows.append((np.concatenate([inside, nothing, nothing, nothing]), total.projects))
    if total.amount is not None:
        rows.append((np.concatenate([nothing, inside, nothing, nothing]), total.amount))
    return rows


def _counts_in(total: Total, cell: Cell) -> bool:
    return total.period.contains(cell.window) and all(cell.marks[name] == value for name, value in total.where.items())


def _within_bounds(cells: list[Cell]) -> list[Linear]:
    one = np.eye(len(cells))
    nothing = np.zeros((len(cells), 2 * len(cells)))
    low = np.diag([cell.bounds[0] * (1 + _MARGIN) for cell in cells])
    high = np.diag([cell.bounds[1] * (1 - _MARGIN) for cell in cells])
    return [
        (np.hstack([-low, one, nothing]), 0, np.inf),
        (np.hstack([-high, one, nothing]), -np.inf, 0),
    ]


def _near(spread: Floats) -> list[Linear]:
    """The second half of the variables holds how far the first half is from `spread`, upwards or downwards."""
    one = np.eye(len(spread))
    return [
        (np.hstack([one, -one]), -np.inf, spread),
        (np.hstack([one, one]), spread, np.inf),
    ]


def _spread(totals: tuple[Total, ...], cells: list[Cell]) -> Floats:
    """Counts, then amounts, that the cells would hold if the dimensions were independent of one another (raking)."""
    counts = np.ones(len(cells))
    amounts = np.array([float(np.sqrt(cell.bounds[0] * cell.bounds[1])) for cell in cells])
    for total in _RAKING_ROUNDS * list(totals):
        inside = np.array([_counts_in(total, cell) for cell in cells])
        if total.projects is not None:
            counts[inside] *= total.projects / counts[inside].sum()
        if total.amount is not None:
            amounts[inside] *= total.amount / amounts[inside].sum()
    return np.concatenate([counts, amounts])
