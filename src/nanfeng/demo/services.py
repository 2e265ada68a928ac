"""What the zone's service stations do: visits, contacts, the pool of service organisations and its staff."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from nanfeng.demo.days import working_days
from nanfeng.demo.rows import Row
from nanfeng.demo.support_shape import Services
from nanfeng.demo.zone import Zone


def visit_rows(services: Services, zone: Zone, rng: np.random.Generator) -> list[Row]:
    """Tutoring visits to companies of all parks; some companies are visited more than once."""
    visited = rng.choice(len(zone.companies), services.visits)
    days = working_days(services.visit_period, services.visits, rng)
    parks = zone.parks_on(services.visit_period.last)
    rows: list[Row] = []
    for number, (index, day) in enumerate(zip(visited, days, strict=True), start=1):
        company = zone.companies[index]
        rows.append(
            {
                "visit_no": f"FD{day.year}-{number:04}",
                "date": day,
                "organisation": company.code,
                "park": parks.get(company.code, company.park.place),
                "topic": _one_of(services.topics, rng),
            }
        )
    return rows


def contact_rows(services: Services, zone: Zone, providers: Sequence[Row], rng: np.random.Generator) -> list[Row]:
    """Contacts with companies: more contacts than companies, because some come again."""
    served = [zone.companies[index] for index in rng.permutation(len(zone.companies))[: services.companies]]
    again = [served[index] for index in rng.integers(0, len(served), services.contacts - services.companies)]
    later = [zone.companies[index] for index in rng.integers(0, len(zone.companies), services.later_contacts)]
    days = rng.permutation(np.array(working_days(services.contact_period, services.contacts, rng)))
    later_days = working_days(services.later_period, services.later_contacts, rng)
    contacts = sorted(zip([*days, *later_days], [*served, *again, *later], strict=True), key=lambda contact: contact[0])
    stations = _stations_by_park(services)
    return [
        {
            "contact_no": f"FW{number:06}",
            "date": day,
            "organisation": company.code,
            "station": _one_of(stations[company.park.place], rng),
            "provider": providers[int(rng.integers(len(providers)))]["organisation"],
            "kind": _one_of(services.contact_kinds, rng),
        }
        for number, (day, company) in enumerate(contacts, start=1)
    ]


def station_rows(services: Services, rng: np.random.Generator) -> list[Row]:
    """The service stations, all open still."""
    days = working_days(services.stations_opened, len(services.stations), rng)
    return [
        {"station_no": _station_no(number), "name": station.name, "park": station.park, "opened": day, "closed": None}
        for number, (station, day) in enumerate(zip(services.stations, days, strict=True), start=1)
    ]


def provider_rows(services: Services, codes: Sequence[str], rng: np.random.Generator) -> list[Row]:
    """The pool of service organisations, with those that left it again."""
    days = working_days(services.admitted, len(codes), rng)
    leaving = set(rng.permutation(len(codes))[: services.providers_left].tolist())
    return [
        {
            "organisation": code,
            "admitted": day,
            "left": _half_way(day, services.admitted.last) if number in leaving else None,
            "service_kind": _one_of(services.provider_kinds, rng),
        }
        for number, (code, day) in enumerate(zip(codes, days, strict=True))
    ]


def professional_rows(services: Services, providers: Sequence[Row], rng: np.random.Generator) -> list[Row]:
    """The staff of the pool under made-up numbers, with those that left."""
    staying = [row for row in providers if row["left"] is None]
    number = services.professionals + services.professionals_left
    days = working_days(services.admitted, number, rng)
    leaving = set(rng.permutation(number)[: services.professionals_left].tolist())
    return [
        {
            "person_no": f"ZY{index + 1:03}",
            "provider": staying[index % len(staying)]["organisation"],
            "joined": day,
            "left": _half_way(day, services.admitted.last) if index in leaving else None,
        }
        for index, day in enumerate(days)
    ]


def _stations_by_park(services: Services) -> dict[str, list[str]]:
    stations: dict[str, list[str]] = {}
    for number, station in enumerate(services.stations, start=1):
        stations.setdefault(station.park, []).append(_station_no(number))
    return stations


def _half_way(first: date, last: date) -> date:
    return first + (last - first) / 2


def _station_no(number: int) -> str:
    return f"ZD{number:02}"


def _one_of(choices: Sequence[str], rng: np.random.Generator) -> str:
    return choices[int(rng.integers(len(choices)))]
