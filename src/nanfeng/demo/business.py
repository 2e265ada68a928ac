"""How enterprises fare: size, growth, season and mix, drawn before anything is calibrated.

Amounts are increments: January–February as one, then month by month, eleven to a year, in an arbitrary unit.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from nanfeng.demo.apportion import Floats
from nanfeng.demo.calibration import Returns
from nanfeng.demo.zone import Company

_SMALLEST = 0.06
_GROWTH_SPREAD = 0.08
_MONTHLY_NOISE = 0.06
_CORRECTIONS = 0.002
_REVISED = 0.12
_MOST_EXPORTED = 0.75

Years = Mapping[int, Floats]
"""By year, companies × increments."""


@dataclass(frozen=True)
class Business:
    """Amounts by year from the year before the first return on, in the order of the companies.

    `revision` is what a year-ago value states, relative to what was filed then: by year, companies × 1, one for most.
    `margin` is profit in revenue, by year. `research` is its share in revenue, NaN where the enterprise does not say.
    """

    output: Years
    revenue: Years
    exports: Years
    revision: Years
    margin: Years
    research: Floats
    employees: Floats


def draw_business(companies: tuple[Company, ...], plan: Returns, rng: np.random.Generator) -> Business:
    """Draw how every company does in every year."""
    size = (len(companies), 1)
    output = _output(companies, plan, rng)
    ratio = float(plan.revenue_to_output) * rng.lognormal(0, 0.08, size)
    revenue = {year: amounts * ratio * rng.lognormal(0, 0.015, size) for year, amounts in output.items()}
    share = _export_share(companies, plan, rng)
    exports = {
        year: amounts * np.minimum(share * rng.lognormal(0, 0.05, size), _MOST_EXPORTED)
        for year, amounts in revenue.items()
    }
    margin = float(plan.margin) * rng.lognormal(0, 0.35, size)
    margins = {year: np.where(rng.random(size) < float(plan.loss_makers), -margin / 2, margin) for year in output}
    research = float(plan.research) * rng.lognormal(0, 0.5, size)
    return Business(
        output=output,
        revenue=revenue,
        exports=exports,
        revision={year: _revision(size, rng) for year in output},
        margin=margins,
        research=np.where(rng.random(size) < float(plan.research_unsaid), np.nan, research),
        employees=rng.lognormal(0, 0.3, size),
    )


def _output(companies: tuple[Company, ...], plan: Returns, rng: np.random.Generator) -> Years:
    seasons = np.array([float(season) for season in plan.seasons])
    level = _annual_level(companies)
    years: dict[int, Floats] = {}
    for year in range(plan.first_year - 1, plan.last.year + 1):
        growth = np.array([[float(company.trade.growth.get(str(year), 0))] for company in companies])
        level = level * (1 + growth / 100 + rng.normal(0, _GROWTH_SPREAD, level.shape))
        months = level * seasons / seasons.sum() * rng.lognormal(0, _MONTHLY_NOISE, (len(companies), len(seasons)))
        corrected = rng.random(months.shape) < _CORRECTIONS
        corrected[:, 0] = False
        years[year] = np.where(corrected, -0.2 * months, months)
    return years


def _annual_level(companies: tuple[Company, ...]) -> Floats:
    """Sizes, such that each trade comes to about its share of the zone and none is too small for the scope."""
    level = np.array([company.size for company in companies])
    trades = np.array([company.trade.id for company in companies])
    for trade in {company.trade.id: company.trade for company in companies}.values():
        inside = trades == trade.id
        level[inside] *= float(trade.output) / level[inside].sum()
    return np.maximum(level, _SMALLEST * level.mean())[:, np.newaxis]


def _export_share(companies: tuple[Company, ...], plan: Returns, rng: np.random.Generator) -> Floats:
    size = (len(companies), 1)
    trade = np.array([[float(company.trade.exports)] for company in companies])
    return np.where(rng.random(size) < float(plan.exporters), trade * rng.lognormal(0, 0.3, size), 0.0)


def _revision(size: tuple[int, int], rng: np.random.Generator) -> Floats:
    return np.where(rng.random(size) < _REVISED, rng.lognormal(0, 0.04, size), 1.0)
