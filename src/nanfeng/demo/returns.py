"""Monthly returns: cumulative amounts of every reporting enterprise, in whole thousands of yuan.

Amounts are scaled so that the zone's totals equal the anchors exactly, level and year-ago value alike. What an
enterprise states this year about last year is what it filed then, except where it revised; enterprises that entered
or left make the two differ further, as they do in reality.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

import numpy as np
from numpy.typing import NDArray

from nanfeng.demo.apportion import Floats, Whole, apportion
from nanfeng.demo.business import Business, Years, draw_business
from nanfeng.demo.calibration import Anchor, Returns
from nanfeng.demo.rows import Row
from nanfeng.demo.zone import Company, Zone
from nanfeng.kinds.period import Period
from nanfeng.kinds.unit import Unit

_FEWEST_EMPLOYEES = 12


@dataclass(frozen=True)
class Measure:
    """Amounts of one measure in thousands of yuan, by year, companies × increments: as filed, and as stated for the
    year before.
    """

    current: Mapping[int, Whole]
    year_ago: Mapping[int, Whole]


@dataclass(frozen=True)
class Filing:
    """All that is filed. Companies are in the order of the zone's reporting companies."""

    zone: Zone
    plan: Returns
    business: Business
    measures: Mapping[str, Measure]

    def points(self) -> list[Period]:
        """The year-to-date periods that returns are filed for, January–February first."""
        years = range(self.plan.first_year, self.plan.last.year + 1)
        points = [Period.of_months(year, 1, month) for year in years for month in range(2, 13)]
        last = self.plan.collecting.last if self.plan.collecting else self.plan.last
        return [point for point in points if point.last <= last]

    def rows(self, period: Period) -> dict[str, list[Row]]:
        """The returns for a period, by the park that they are sent through, without those that are still missing."""
        day = period.last
        parks = self.zone.parks_on(day)
        gone = {merger.predecessor.code for merger in self.zone.mergers if merger.on <= day}
        columns = self._columns(period)
        sheets: dict[str, list[Row]] = {}
        for index, company in enumerate(self.zone.reporting):
            if company.code in gone or not _in_scope(company, day.year):
                continue
            row: Row = {
                "organisation": company.code,
                "period": f"{day.year}年1-{day.month}月",
                **{name: column[index] for name, column in columns.items()},
            }
            sheets.setdefault(parks[company.code], []).append(row)
        collecting = self.plan.collecting
        if collecting is None or collecting.last != day:
            return sheets
        return {park: rows[: len(rows) - collecting.missing] for park, rows in sheets.items()}

    def _columns(self, period: Period) -> dict[str, list[int | None]]:
        columns: dict[str, list[int | None]] = {}
        for name, measure in self.measures.items():
            columns[name] = _in_yuan(self._to_date(measure.current, period))
            columns[f"{name}_year_ago"] = _in_yuan(self._to_date(measure.year_ago, period))
        revenue = self._to_date(self.measures["revenue"].current, period)
        research = revenue * self.business.research[:, 0]
        columns["research"] = [None if np.isnan(amount) else round(amount) * 1_000 for amount in research]
        columns["employees"] = [int(number) for number in self._employees()]
        return columns

    def _to_date(self, amounts: Mapping[int, Whole], period: Period) -> Whole:
        """Cumulative amounts; a successor's hold those of the company that it took over by then."""
        total = amounts[period.last.year][:, : period.last.month - 1].sum(axis=1)
        place = {company.code: index for index, company in enumerate(self.zone.reporting)}
        for merger in self.zone.mergers:
            if merger.on <= period.last:
                total[place[merger.successor.code]] += total[place[merger.predecessor.code]]
        return total

    def _employees(self) -> Whole:
        year_before = self.measures["output"].year_ago[self.plan.last.year][:, : self.plan.last.month - 1]
        annual = year_before.sum(axis=1) * 11_000 / year_before.shape[1]
        heads = annual / float(self.plan.output_per_head) * self.business.employees[:, 0]
        return np.maximum(np.rint(heads), _FEWEST_EMPLOYEES).astype(np.int64)


def file_returns(zone: Zone, plan: Returns, rng: np.random.Generator) -> Filing:
    """Draw every enterprise's amounts, calibrated to the anchors."""
    business = draw_business(zone.reporting, plan, rng)
    drawn = {"output": business.output, "revenue": business.revenue, "exports": business.exports}
    calibrated = {name: _Calibration(zone, plan, name, business.revision).measure(drawn[name]) for name in drawn}
    return Filing(zone, plan, business, {**calibrated, "profit": _profit(calibrated["revenue"], business.margin)})


def _profit(revenue: Measure, margin: Years) -> Measure:
    """Profit follows revenue; what is stated for the year before has the margin of that year."""
    return Measure(
        {year: np.rint(amounts * margin[year]).astype(np.int64) for year, amounts in revenue.current.items()},
        {year: np.rint(amounts * margin[year - 1]).astype(np.int64) for year, amounts in revenue.year_ago.items()},
    )


@dataclass(frozen=True)
class _Calibration:
    """Turns the drawn amounts of one measure into whole ones that come to its anchors."""

    zone: Zone
    plan: Returns
    name: str
    revision: Years

    def measure(self, drawn: Years) -> Measure:
        last = self.plan.last.year
        stated = drawn[last - 1] * self.revision[last]
        current, year_ago, scale = self._anchored(drawn[last], stated)
        measure = Measure({last: current}, {last: year_ago})
        filed = self._earlier(measure, {year: amounts * scale for year, amounts in drawn.items()})
        if self.plan.collecting is None:
            return filed
        following = Measure({last: _followed(current, drawn[last])}, {last: _followed(year_ago, stated)})
        return Measure({**filed.current, **following.current}, {**filed.year_ago, **following.year_ago})

    def _anchored(self, level: Floats, base: Floats) -> tuple[Whole, Whole, float]:
        """The last year's amounts and year-ago values, and the factor between drawn year-ago values and filed ones."""
        width = self.plan.last.month - 1
        filing = np.array([_in_scope(company, self.plan.last.year) for company in self.zone.reporting])
        current, year_ago = (np.zeros((len(filing), width), dtype=np.int64) for _ in range(2))
        begin, level_before, base_before = 0, 0, 0
        for anchor in self._anchors():
            end = anchor.period.last.month - 1
            level_now, base_now = _thousands(anchor)
            current[filing, begin:end] = apportion(level[filing, begin:end], level_now - level_before)
            year_ago[filing, begin:end] = apportion(base[filing, begin:end], base_now - base_before)
            begin, level_before, base_before = end, level_now, base_now
        scale = float(year_ago[filing].sum() / base[filing, :width].sum())
        missing = ~filing
        current[missing] = np.rint(level[missing, :width] * scale)
        year_ago[missing] = np.rint(base[missing, :width] * scale)
        return current, year_ago, scale

    def _anchors(self) -> list[Anchor]:
        anchors = [anchor for anchor in self.plan.anchors if anchor.measure == self.name]
        if not anchors or max(anchor.period.last for anchor in anchors) != self.plan.last:
            raise ValueError(f"{self.name} needs an anchor for the year to {self.plan.last}")
        return sorted(anchors, key=lambda anchor: anchor.period)

    def _earlier(self, latest: Measure, drawn: Years) -> Measure:
        """Years before the last, backwards: filed is what is stated a year later, where that was not revised."""
        current, year_ago = dict(latest.current), dict(latest.year_ago)
        for year in range(self.plan.last.year - 1, self.plan.first_year - 1, -1):
            filed = _whole(drawn[year])
            kept = self.revision[year + 1][:, 0] == 1
            stated = year_ago[year + 1]
            filed[kept, : stated.shape[1]] = stated[kept]
            current[year] = filed
            year_ago[year] = _whole(drawn[year - 1] * self.revision[year])
        return Measure(current, year_ago)


def _followed(known: Whole, drawn: Floats) -> Whole:
    """Calibrated amounts and those of the month after them, as drawn, on the same scale."""
    width = known.shape[1]
    scale = known.sum() / drawn[:, :width].sum()
    return np.hstack([known, np.rint(drawn[:, width : width + 1] * scale).astype(np.int64)])


def _thousands(anchor: Anchor) -> tuple[int, int]:
    """The level and the year-ago value of an anchor, in whole thousands of yuan."""
    level = anchor.value * anchor.unit.factor / Unit.THOUSAND_YUAN.factor
    base = (level / (1 + anchor.growth / 100)).quantize(Decimal(1), ROUND_HALF_EVEN)
    return int(level), int(base)


def _whole(amounts: Floats) -> Whole:
    return np.rint(amounts).astype(np.int64)


def _in_yuan(thousands: NDArray[np.int64]) -> list[int | None]:
    return [int(amount) * 1_000 for amount in thousands]


def _in_scope(company: Company, year: int) -> bool:
    first, last = company.first_year, company.last_year
    return first is not None and first <= year and (last is None or year <= last)
