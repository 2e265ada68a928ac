"""Whoever lays all releases side by side cannot place the correction of too few: an attacker written apart from the
program.
"""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from tests.conftest import PROVE

from nanfeng.kinds.figure import FigureKey, Status
from nanfeng.kinds.period import Period
from nanfeng.release.changes import change_between
from nanfeng.release.rules import STANDARD

pytestmark = pytest.mark.slow

PARKS, SECTORS = ("north", "south", "east"), ("metal", "food")
SPRING, JUNE, HALF = (Period.parse(text) for text in ("2023-01..2023-05", "2023-06", "2023-H1"))
ATOMS = tuple(product(PARKS, SECTORS, (SPRING, JUNE)))
KEYS = [
    FigureKey("output", period, place, scope)
    for period, place, scope in product(
        (SPRING, JUNE, HALF), ("zone", *PARKS), ((), *((("sector", code),) for code in SECTORS))
    )
]

steps = st.integers(-300, 300)
corrections = st.dictionaries(st.integers(0, 18), st.tuples(steps, steps), min_size=1, max_size=6)


def corrected(firms, changes):
    """Firms of which some filed other amounts for January to May and for June."""
    return tuple(
        replace(firm, spring=firm.spring + spring, half=firm.half + spring + june)
        for number, firm in enumerate(firms)
        for spring, june in [changes.get(number, (0, 0))]
    )


def inside(key, atom):
    place, sector, period = atom
    sectors = {code for _, code in key.scope} or {*SECTORS}
    return key.place in ("zone", place) and sector in sectors and key.period.contains(period)


def filed(firms, key):
    """What each firm adds to a figure."""
    places = {"C34": "metal", "C14": "food"}
    amounts = {}
    for firm in firms:
        for period, amount in ((SPRING, firm.spring), (JUNE, firm.half - firm.spring)):
            if inside(key, (firm.park, places[firm.industry], period)):
                amounts[firm.name] = amounts.get(firm.name, 0) + amount
    return amounts


class Attacker:
    """Knows all published levels, that amounts are not negative, and where nothing changed."""

    def __init__(self, releases, firms):
        changed = [any(filed(one, _key(atom)) != filed(firms[0], _key(atom)) for one in firms) for atom in ATOMS]
        self.columns = [list(range(len(ATOMS)))]
        later = iter(range(len(ATOMS), 2 * len(ATOMS)))
        self.columns.append([next(later) if moved else number for number, moved in enumerate(changed)])
        told = {}
        for release, key in product(releases, KEYS):
            figure = release.figures.get(key)
            if figure is not None and figure.status is Status.COMPUTED:
                epoch = [one.vintage for one in releases].index(figure.vintage)
                told[tuple(self.row(key, epoch))] = float(figure.value)
        self.rows, self.values = list(told), list(told.values())

    def row(self, key, epoch):
        """The figure as a sum of what is unknown."""
        row = np.zeros(2 * len(ATOMS))
        for atom, column in zip(ATOMS, self.columns[epoch], strict=True):
            row[column] = inside(key, atom)
        return row

    def bounds(self, key):
        """How far down and up the change of a figure can be."""
        goal = self.row(key, 1) - self.row(key, 0)
        found = [
            linprog(sign * goal, A_eq=self.rows, b_eq=self.values, bounds=(0, None), method="highs") for sign in (1, -1)
        ]
        low, high = (np.inf if one.status == 3 else one.fun for one in found)
        return (-np.inf if found[0].status == 3 else low), (np.inf if found[1].status == 3 else -high)


def _key(atom):
    place, sector, period = atom
    return FigureKey("output", period, place, (("sector", sector),))


@pytest.fixture(scope="module")
def before(tmp_path_factory, make, firms):
    home = tmp_path_factory.mktemp("releases")
    return home, make(home, firms)


@settings(max_examples=60 if PROVE else 8, phases=[Phase.generate])
@given(changes=corrections)
def test_no_change_of_too_few_can_be_placed(before, make, firms, changes):
    home, first = before
    other = corrected(firms, changes)
    second = make(home, other, earlier=(first.id,))
    attacker = Attacker((first, second), (firms, other))
    for key in KEYS:
        change = change_between(filed(firms, key), filed(other, key), STANDARD)
        amount = float(change.amount)
        if change.lonely and amount:
            low, high = attacker.bounds(key)
            room = abs(amount) * STANDARD.width * 0.999
            assert low <= amount - room, key
            assert high >= amount + room, key
