"""What can be computed back from linked tables, and what it takes that it cannot."""

import csv
from itertools import groupby
from operator import itemgetter

import numpy as np
import pytest

from nanfeng.release.attack import Target, audit, bounds
from nanfeng.release.protect import Task, protect
from nanfeng.release.system import System

UNSAFE = 3
"""The golden case protects every region with at most so many."""


class Tables:
    """Regions under two different subtotals and one total."""

    def __init__(self, rows):
        self.names = [row["region"] for row in rows]
        self.values = [float(row["n"]) for row in rows]
        self.relations = []
        for column in ("county", "group"):
            of = itemgetter(column)
            parts = {name: [row["region"] for row in group] for name, group in groupby(sorted(rows, key=of), of)}
            for name, regions in parts.items():
                self.margin(name, regions)
            if "Total" not in self.names:
                self.margin("Total", list(parts))
            else:
                self.relate("Total", list(parts))

    def margin(self, name, parts):
        self.values.append(sum(self.values[self.names.index(part)] for part in parts))
        self.names.append(name)
        self.relate(name, parts)

    def relate(self, name, parts):
        self.relations.append({self.names.index(name): -1.0} | {self.names.index(part): 1.0 for part in parts})

    def system(self):
        return System.of(np.array(self.values), np.zeros(len(self.values)), self.relations)


@pytest.fixture
def tables(golden):
    with (golden / "disclosure" / "cells.csv").open(encoding="utf-8") as file:
        return Tables(list(csv.DictReader(file)))


@pytest.fixture
def unsafe(tables):
    regions = [not name.startswith(("county", "BIG", "small", "Total")) for name in tables.names]
    return np.array(regions) & (np.array(tables.values) <= UNSAFE)


def targets(tables, unsafe):
    return [Target(int(cell), max(0.15 * tables.values[cell], 1.0)) for cell in np.flatnonzero(unsafe)]


def task(tables, unsafe):
    size = len(tables.names)
    return Task([[target] for target in targets(tables, unsafe)], unsafe, np.zeros(size, dtype=bool), np.ones(size))


def test_finds_the_cell_that_linked_tables_give_away(tables, unsafe):
    found = audit(tables.system(), unsafe, targets(tables, unsafe))
    assert [(tables.names[one.cell], one.low, one.high) for one in found] == [("K", 3.0, 3.0)]


def test_k_is_not_recoverable_from_what_is_published(tables, unsafe):
    system = tables.system()
    given = protect(system, task(tables, unsafe))
    assert not given.failed
    assert (given.unknown & ~unsafe).sum() >= 1
    low, high = bounds(system, given.unknown, tables.names.index("K"))
    assert low <= 2
    assert high >= 4
    assert audit(system, given.unknown, targets(tables, unsafe)) == []


def test_what_is_published_is_known_and_what_nothing_bounds_is_not():
    system = System.of(np.array([4.0, 6.0, 10.0]), np.zeros(3), [{0: 1.0, 1: 1.0, 2: -1.0}])
    both = np.array([True, True, False])
    assert bounds(system, both, 2) == (10.0, 10.0)
    assert bounds(system, both, 0) == pytest.approx((0.0, 10.0))
    assert bounds(system, np.ones(3, dtype=bool), 2) == pytest.approx((0.0, np.inf))


def test_what_cannot_be_left_out_protects_nothing():
    system = System.of(np.array([4.0, 6.0, 10.0]), np.zeros(3), [{0: 1.0, 1: 1.0, 2: -1.0}])
    unknown, fixed = np.array([True, False, False]), np.array([False, True, True])
    given = protect(system, Task([[Target(0, 1.0)]], unknown, fixed, np.ones(3)))
    assert given.failed == (0,)
    assert len(audit(system, given.unknown, [Target(0, 1.0)])) == 1
