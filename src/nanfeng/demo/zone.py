"""The organisations of the demonstration: invented enterprises in the parks, their moves, renames and mergers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from nanfeng.demo.calibration import Calibration, Park, Population, Trade
from nanfeng.demo.names import Namer
from nanfeng.kinds.text import Text

_DAY = timedelta(days=1)
_SIZE_SPREAD = 1.15


@dataclass(frozen=True)
class Company:
    """An organisation that does not exist.

    `first_year` and `last_year` bound its time in the statistical scope, both None outside of it. `size` is relative to
    others of its trade. `former` is the name that it had before `renamed`.
    """

    code: str
    name: Text
    established: date
    park: Park
    trade: Trade
    industry: str
    size: float
    first_year: int | None = None
    last_year: int | None = None
    former: Text | None = None
    renamed: date | None = None

    @property
    def in_scope(self) -> bool:
        """Whether it ever sends monthly returns."""
        return self.first_year is not None


@dataclass(frozen=True)
class Stay:
    """That a company was in a park from one day until another (the last day there, None while it stays)."""

    company: Company
    park: str
    since: date
    until: date | None = None


@dataclass(frozen=True)
class Merger:
    """That one company took over another, which ended the day before."""

    predecessor: Company
    successor: Company
    on: date


@dataclass(frozen=True)
class Zone:
    """All companies, those in the statistical scope first, with where they were and what became of them."""

    companies: tuple[Company, ...]
    stays: tuple[Stay, ...]
    mergers: tuple[Merger, ...]

    @property
    def reporting(self) -> tuple[Company, ...]:
        """The companies that send monthly returns."""
        return tuple(company for company in self.companies if company.in_scope)

    def parks_on(self, day: date) -> dict[str, str]:
        """The park of every company on a day, by credit code."""
        return {
            stay.company.code: stay.park
            for stay in self.stays
            if stay.since <= day and (stay.until is None or day <= stay.until)
        }


def people(calibration: Calibration, namer: Namer, rng: np.random.Generator) -> Zone:
    """Draw the companies of the parks, and what happens to them."""
    population = calibration.population
    first_year = calibration.returns.first_year
    reporting = [
        replace(_company(park, population, namer, rng), first_year=first_year)
        for park in population.parks
        for _ in range(park.enterprises)
    ]
    reporting = _enter_and_leave(reporting, population, rng)
    others = [_company(park, population, namer, rng) for park in population.parks for _ in range(park.others)]
    companies = _rename([*reporting, *others], population, namer, rng)
    steady = [company for company in companies if company.first_year == first_year and company.last_year is None]
    mergers = _merge(steady, population.mergers)
    busy = {company.code for merger in mergers for company in (merger.predecessor, merger.successor)}
    movers = [company for company in steady if company.code not in busy]
    return Zone(tuple(companies), tuple(_stays(companies, _moves(movers, population), mergers)), tuple(mergers))


def _company(park: Park, population: Population, namer: Namer, rng: np.random.Generator) -> Company:
    weights = np.array([float(trade.parks.get(park.place, 1) * trade.output) ** 0.6 for trade in population.trades])
    trade = population.trades[rng.choice(len(weights), p=weights / weights.sum())]
    return Company(
        namer.credit_code(park.division),
        namer.name(trade.name),
        date(int(rng.integers(1995, 2020)), int(rng.integers(1, 13)), int(rng.integers(1, 29))),
        park,
        trade,
        trade.industries[rng.integers(len(trade.industries))],
        float(park.scale) * rng.lognormal(0, _SIZE_SPREAD),
    )


def _enter_and_leave(companies: list[Company], population: Population, rng: np.random.Generator) -> list[Company]:
    changed = list(companies)
    order = iter(rng.permutation(len(changed)))
    for year, number in population.entrants.items():
        for index in _take(order, number):
            changed[index] = replace(changed[index], first_year=int(year))
    for year, number in population.exits.items():
        for index in _take(order, number):
            changed[index] = replace(changed[index], last_year=int(year))
    return changed


def _take(order: Iterable[int], number: int) -> list[int]:
    return [int(index) for index, _ in zip(order, range(number), strict=False)]


def _rename(companies: list[Company], population: Population, namer: Namer, rng: np.random.Generator) -> list[Company]:
    changed = list(companies)
    for index in rng.permutation(len(changed))[: population.renames]:
        company = changed[index]
        day = population.renamed.first + int(rng.integers(population.renamed.days)) * _DAY
        changed[index] = replace(company, former=namer.name(company.trade.name), renamed=day)
    return changed


def _merge(companies: Sequence[Company], days: tuple[date, ...]) -> list[Merger]:
    """Pair companies of one park and trade, a pair for each day; the larger takes over the smaller."""
    mergers: list[Merger] = []
    waiting: dict[tuple[str, str], Company] = {}
    for company in companies:
        if len(mergers) == len(days):
            break
        kind = (company.park.place, company.trade.id)
        if partner := waiting.pop(kind, None):
            smaller, larger = sorted((company, partner), key=lambda one: one.size)
            mergers.append(Merger(smaller, larger, days[len(mergers)]))
        else:
            waiting[kind] = company
    return mergers


def _moves(companies: Sequence[Company], population: Population) -> dict[str, tuple[str, date]]:
    """Where movers go, and when, by credit code."""
    moves: dict[str, tuple[str, date]] = {}
    for move in population.moves:
        there = [company for company in companies if company.park.place == move.origin and company.code not in moves]
        moves |= {company.code: (move.destination, move.on) for company in there[: move.enterprises]}
    return moves


def _stays(companies: list[Company], moves: dict[str, tuple[str, date]], mergers: Sequence[Merger]) -> Iterable[Stay]:
    ends = {merger.predecessor.code: merger.on - _DAY for merger in mergers}
    for company in companies:
        if company.code not in moves:
            yield Stay(company, company.park.place, company.established, ends.get(company.code))
            continue
        park, day = moves[company.code]
        yield Stay(company, company.park.place, company.established, day - _DAY)
        yield Stay(company, park, day)
