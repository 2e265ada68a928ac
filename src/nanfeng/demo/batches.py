"""The files of the demonstration, in the order in which offices send them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zlib import crc32

import numpy as np

from nanfeng.demo import occasions, programmes, register, services
from nanfeng.demo.calibration import Calibration
from nanfeng.demo.names import Namer
from nanfeng.demo.returns import file_returns
from nanfeng.demo.rows import Batch, Layout, Row
from nanfeng.demo.support_shape import Services, Support
from nanfeng.demo.zone import Zone, people
from nanfeng.kinds.text import Text

_FILING_TIME = timedelta(days=12)
_A_DAY = timedelta(days=1)
_EVENTS = ("on", "date")


@dataclass(frozen=True)
class Source:
    """What batches are made from. `providers` are service organisations as the register has them, those of the pool
    first and then those that have applied; `partners` banks and institutes by their ids. Random numbers go by topic: a
    change in one topic leaves the others as they were.
    """

    calibration: Calibration
    zone: Zone
    providers: tuple[Row, ...]
    partners: Mapping[str, Row]
    namer: Namer
    seed: int

    def rng(self, topic: str) -> np.random.Generator:
        """A fresh generator for a topic, the same for the same seed."""
        return np.random.default_rng([self.seed, crc32(topic.encode())])

    @property
    def closing(self) -> date:
        """The day on which everything but the returns is sent."""
        return self.calibration.returns.last + _FILING_TIME


def source_of(calibration: Calibration, seed: int) -> Source:
    """Draw the organisations that everything else is about."""
    rng = np.random.default_rng([seed, crc32(b"zone")])
    namer = Namer(calibration.names, rng)
    zone = people(calibration, namer, rng)
    providers = _organisations(calibration, namer)
    return Source(calibration, zone, providers, _partners(calibration.support, namer), namer, seed)


def all_batches(source: Source) -> Iterator[Batch]:
    """Every file: the register first, then the returns, then the rest. What cases write is in none of them."""
    calibration = source.calibration
    yield from _register(source)
    yield from _returns(source)
    if calibration.services:
        yield from _services(source, calibration.services)
    if calibration.support:
        yield from _support(source, calibration.support)
    for part in calibration.filed:
        yield Batch(part.form, f"{part.form}/{part.form}.xlsx", part.rows, part.entered_by, part.entered)


def pool(source: Source, plan: Services) -> list[Row]:
    """The pool of service organisations, those that left it included."""
    codes = [str(row["organisation"]) for row in source.providers[: plan.providers + plan.providers_left]]
    return services.provider_rows(plan, codes, source.rng("providers"))


def staying(providers: Sequence[Row]) -> list[Row]:
    """Those of the pool that have not left it."""
    return [row for row in providers if row["left"] is None]


def _organisation(namer: Namer, kind: str, trade: Text, division: str) -> Row:
    name = namer.name(trade)
    return {
        "organisation": namer.credit_code(division),
        "name": name.zh,
        "name_en": name.en,
        "kind": kind,
        "established": date(2012, 6, 1),
        "address": None,
    }


def _organisations(calibration: Calibration, namer: Namer) -> tuple[Row, ...]:
    plan = calibration.services
    if plan is None:
        return ()
    division = calibration.population.parks[0].division
    number = plan.providers + plan.providers_left + plan.applicants
    return tuple(_organisation(namer, "service", plan.provider_trade, division) for _ in range(number))


def _partners(plan: Support | None, namer: Namer) -> dict[str, Row]:
    partners = plan.partners if plan else ()
    return {partner.id: _organisation(namer, partner.kind, partner.trade, partner.division) for partner in partners}


def _register(source: Source) -> Iterator[Batch]:
    zone, plan = source.zone, source.calibration.services
    partners, providers = source.partners.values(), source.providers
    joined = register.joined(providers, plan.provider_place, plan.provider_industry) if plan else []
    sent = date(source.calibration.returns.first_year, 1, 15)
    office = source.calibration.population.parks[0].entered_by
    sheets = {
        "enterprise": [*register.enterprises(zone, source.namer), *partners, *providers],
        "membership": [*register.memberships(zone), *joined],
        "alias": register.aliases(zone),
        "succession": register.successions(zone),
    }
    for form, rows in sheets.items():
        if rows:
            yield Batch(form, f"register/{form}.xlsx", rows, office, _not_before(rows, sent))
    if scope := source.calibration.returns.scope:
        yield Batch(scope, f"register/{scope}.xlsx", register.scopes(zone), office, source.closing)


def _returns(source: Source) -> Iterator[Batch]:
    parks = {park.place: park for park in source.calibration.population.parks}
    filing = file_returns(source.zone, source.calibration.returns, source.rng("returns"))
    for period in filing.points():
        sent = min(period.last + _FILING_TIME, source.calibration.today - _A_DAY)
        for place, rows in sorted(filing.rows(period).items()):
            park = parks[place]
            file = f"monthly_return/{period.last:%Y-%m}-{place}{park.suffix}"
            title = f"{period.last.year}年1-{period.last.month}月"
            layout = Layout(unit=park.unit, encoding=park.encoding)
            yield Batch("monthly_return", file, rows, park.entered_by, sent, title=title, layout=layout)


def _services(source: Source, plan: Services) -> Iterator[Batch]:
    sheets = {"service_station": services.station_rows(plan, source.rng("stations"))}
    yield from _batches(source, plan.entered_by, sheets)


def _support(source: Source, plan: Support) -> Iterator[Batch]:
    partners = {name: str(row["organisation"]) for name, row in source.partners.items()}
    companies = source.zone.companies
    reporting = source.zone.reporting
    labs = [programmes.lab_rows(lab, companies, source.rng(f"{lab.lab}{lab.batch}")) for lab in plan.labs]
    listed = [reporting[index] for index in source.rng("listing").permutation(len(reporting))]
    fairs = source.rng("exhibitions")
    teams = source.rng("teams")
    sheets = {
        "credit": programmes.credit_rows(plan.credits, partners, (companies, source.rng("credit"))),
        "lab_member": [row for members, _ in labs for row in members],
        "lab_turnover": [row for _, survey in labs for row in survey],
        "exhibitor": [row for fair in plan.exhibitions for row in programmes.exhibitor_rows(fair, reporting, fairs)],
        "talent_team": [row for part in plan.teams for row in programmes.team_rows(part, reporting, teams)],
        "points_listing": [row for listing in plan.listings for row in programmes.listing_rows(listing, listed)],
        "technology_need": [
            row for needs in plan.needs for row in programmes.need_rows(needs, reporting, source.rng("needs"))
        ],
        "consent": register.consents(
            listed[: sum(sum(listing.classes.values()) for listing in plan.listings)], plan.consent, "finance"
        ),
        "liaison_office": occasions.office_rows(plan.offices),
        "conference": occasions.conference_rows(plan.conferences),
        "air_day": [row for air in plan.air for row in occasions.air_rows(air, source.rng("air"))],
    }
    yield from _batches(source, plan.entered_by, sheets)


def _batches(source: Source, office: str, sheets: dict[str, list[Row]]) -> Iterator[Batch]:
    for form, rows in sheets.items():
        if rows:
            yield Batch(form, f"{form}/{form}.xlsx", rows, office, _not_before(rows, source.closing))


def _not_before(rows: Sequence[Row], planned: date) -> date:
    """The day on which a sheet is sent: the planned one, or that of the last event in it (mergers, conferences)."""
    happened = [row.get(name) for row in rows for name in _EVENTS]
    return max([planned, *(day for day in happened if isinstance(day, date))])
