"""Two releases of one period: what was published stays published, and no revision shows a single organisation."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from scipy.optimize import linprog

from nanfeng.kinds.figure import FigureKey, Status
from nanfeng.kinds.period import Period
from nanfeng.release.build import BuildRequest, prepare
from nanfeng.release.disclose import exposed
from nanfeng.release.release import HELD
from nanfeng.release.replay import replay

pytestmark = pytest.mark.slow

TOTAL = FigureKey.parse("output/2023-H1/zone")
PARKS = [replace(TOTAL, place=place) for place in ("north", "south", "east")]


def late(firms, park, number):
    """Newcomers to a park, like its first enterprise."""
    first = next(firm for firm in firms if firm.park == park)
    return tuple(replace(first, name=f"reg:late{park}{one}") for one in range(number))


def corrected(firms, factor, number=1):
    """The first enterprises, all in the north, file other amounts."""
    first = [replace(firm, spring=int(firm.spring * factor), half=int(firm.half * factor)) for firm in firms[:number]]
    return (*first, *firms[number:])


def june_corrected(firms):
    """The first enterprise files another half-year, and leaves January to May as they were."""
    return (replace(firms[0], half=firms[0].half + 90), *firms[1:])


def swapped(firms):
    """The first enterprise goes, and another one comes to its park."""
    return (replace(firms[0], name="reg:other", spring=3000, half=4000), *firms[1:])


def told(release, key):
    figure = release.figure(key)
    return figure.value, HELD in figure.flags


@pytest.mark.parametrize(
    "second",
    [
        lambda firms: (*firms, *late(firms, "north", 1)),
        swapped,
        lambda firms: corrected(firms, 1.2),
        lambda firms: corrected(firms, 10),
        june_corrected,
        lambda firms: firms[1:],
    ],
    ids=["late", "swap", "correction", "slip", "june", "withdrawn"],
)
def test_what_was_published_is_kept_where_the_revision_would_show_a_single_one(tmp_path, make, firms, second):
    before = make(tmp_path, firms)
    after = make(tmp_path, second(firms), earlier=(before.id,))
    for key in (TOTAL, PARKS[0]):
        assert told(after, key) == (before.figure(key).value, True)
        assert after.figure(key).vintage == before.vintage
        assert "As published before" in after.figure(key).reason.en
    assert told(after, PARKS[1]) == (before.figure(PARKS[1]).value, False)
    assert replay(tmp_path, after.id) == []


def test_the_corrections_of_three_revise_what_was_published(tmp_path, make, firms):
    before = make(tmp_path, firms)
    after = make(tmp_path, corrected(firms, 1.2, number=3), earlier=(before.id,))
    for key in (TOTAL, PARKS[0]):
        assert after.figure(key).value > before.figure(key).value
        assert HELD not in after.figure(key).flags
    assert replay(tmp_path, after.id) == []


def test_what_lies_between_two_revised_periods_may_not_rest_on_one(tmp_path, make, town, close, firms):
    """Three corrected January to May, and a fourth the half-year alone: June's change would be the fourth's."""
    before = make(tmp_path, firms)
    first = [replace(firm, spring=firm.spring + 100, half=firm.half + 100) for firm in firms[:3]]
    fourth = replace(firms[3], half=firms[3].half + 100)
    vintage = close(tmp_path, (*first, fourth, *firms[4:]))
    request = BuildRequest(before.period, "zone", vintage, before.built_at, "test", earlier=(before.id,))
    made = prepare(tmp_path, town, "bulletin", request)
    spring = replace(TOTAL, period=Period.parse("2023-01..2023-05"))
    assert [told(made.release, key)[1] for key in (TOTAL, spring)].count(True) == 1
    assert exposed(made.material, made.decided) == []


def test_what_a_total_has_beyond_a_part_may_not_rest_on_one(tmp_path, make, town, close, firms):
    """Four correct, three of them in one sector: the total less that sector would tell the fourth's."""
    before = make(tmp_path, firms)
    moved = [replace(firm, half=firm.half + 100) for firm in (*firms[:3], firms[4])]
    changed = {firm.name: firm for firm in moved}
    vintage = close(tmp_path, tuple(changed.get(firm.name, firm) for firm in firms))
    request = BuildRequest(before.period, "zone", vintage, before.built_at, "test", earlier=(before.id,))
    made = prepare(tmp_path, town, "bulletin", request)
    sectors = [replace(TOTAL, scope=(("sector", code),)) for code in ("metal", "food")]
    assert told(made.release, sectors[1])[1]
    assert [told(made.release, key)[1] for key in (TOTAL, sectors[0])].count(True) == 1
    assert exposed(made.material, made.decided) == []


def test_what_is_held_is_revised_once_enough_have_changed(tmp_path, make, firms):
    before = make(tmp_path, firms)
    one = make(tmp_path, (*firms, *late(firms, "north", 1)), earlier=(before.id,))
    three = make(tmp_path, (*firms, *late(firms, "north", 3)), earlier=(before.id, one.id))
    assert told(one, TOTAL)[1]
    value, held = told(three, TOTAL)
    assert not held
    assert value > before.figure(TOTAL).value


class Reader:
    """Lays two releases side by side and looks for what the parks' totals changed by, knowing that all is positive."""

    def __init__(self, before, after):
        steps = [told(after, key)[0] - told(before, key)[0] for key in (TOTAL, *PARKS)]
        self.known = [
            None if told(after, key)[1] else float(step) for key, step in zip((TOTAL, *PARKS), steps, strict=True)
        ]

    def bounds(self, park):
        """How much the late returns of a park can have come to."""
        rows = [[1.0] * 3, *np.eye(3).tolist()]
        equations = [(row, step) for row, step in zip(rows, self.known, strict=True) if step is not None]
        goal = np.eye(3)[park]
        given = {"A_eq": [row for row, _ in equations], "b_eq": [step for _, step in equations]} if equations else {}
        least, most = (linprog(sign * goal, method="highs", **given) for sign in (1, -1))
        return least.fun, np.inf if most.status == 3 else -most.fun


def test_what_is_held_cannot_be_computed_from_what_is_revised(tmp_path, make, firms):
    """Three came late in the north and one in the south: the zone's revision less the north's is that one."""
    before = make(tmp_path, firms)
    single = late(firms, "south", 1)
    after = make(tmp_path, (*firms, *late(firms, "north", 3), *single), earlier=(before.id,))
    low, high = Reader(before, after).bounds(1)
    assert low <= single[0].half * 0.85
    assert high >= single[0].half * 1.15


def test_the_attacker_finds_nothing_in_what_goes_out(tmp_path, make, town, close, firms):
    before = make(tmp_path, firms)
    vintage = close(tmp_path, (*firms, *late(firms, "north", 3), *late(firms, "south", 1)))
    request = BuildRequest(before.period, "zone", vintage, before.built_at, "test", earlier=(before.id,))
    made = prepare(tmp_path, town, "bulletin", request)
    assert made.decided.held
    assert exposed(made.material, made.decided) == []
    without = replace(made.decided, secondary=frozenset())
    assert exposed(made.material, without)


@pytest.mark.parametrize(("number", "hidden"), [(1, True), (2, True), (3, False)])
def test_two_dates_do_not_give_away_what_a_known_organisation_was_granted_between(
    tmp_path, make, firms, number, hidden
):
    """Everybody had something by May, and in June a few were granted more: the number behind the stock stays."""
    june = date(2023, 6, 1)
    again = tuple(replace(firm, visited=(*firm.visited, june)) for firm in firms[:number])
    made = make(tmp_path, (*again, *firms[number:]), publication="grants")
    dates = [made.figure(FigureKey.parse(f"granted/{period}/zone")) for period in ("2023-01..2023-05", "2023-H1")]
    assert (Status.SUPPRESSED in [figure.status for figure in dates]) is hidden
    assert not all(figure.status is Status.SUPPRESSED for figure in dates)
