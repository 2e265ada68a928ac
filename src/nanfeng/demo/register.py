"""The register of organisations as it is sent in: enterprises, memberships, former names, successions, consents, and
who is in the statistical scope.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from nanfeng.demo.names import Namer
from nanfeng.demo.rows import Row
from nanfeng.demo.zone import Company, Zone


def enterprises(zone: Zone, namer: Namer) -> list[Row]:
    """One row for each company, under its present name."""
    return [
        {
            "organisation": company.code,
            "name": company.name.zh,
            "name_en": company.name.en,
            "kind": "enterprise",
            "established": company.established,
            "address": namer.names.address.format(number=number),
        }
        for number, company in enumerate(zone.companies, start=1)
    ]


def memberships(zone: Zone) -> list[Row]:
    """Which park and industry each company belonged to, and when."""
    return [
        {
            "organisation": stay.company.code,
            "park": stay.park,
            "industry": stay.company.industry,
            "since": stay.since,
            "until": stay.until,
        }
        for stay in zone.stays
    ]


def joined(organisations: Iterable[Row], place: str, industry: str) -> list[Row]:
    """Memberships of other organisations, from their establishment on."""
    here = {"park": place, "industry": industry, "until": None}
    return [{"organisation": row["organisation"], "since": row["established"], **here} for row in organisations]


def aliases(zone: Zone) -> list[Row]:
    """The former names."""
    return [
        {
            "organisation": company.code,
            "name": company.former.zh,
            "since": company.established,
            "until": company.renamed,
        }
        for company in zone.companies
        if company.former
    ]


def successions(zone: Zone) -> list[Row]:
    """Who took over whom."""
    return [
        {
            "predecessor": merger.predecessor.code,
            "successor": merger.successor.code,
            "on": merger.on,
            "kind": "merger",
        }
        for merger in zone.mergers
    ]


def scopes(zone: Zone) -> list[Row]:
    """Who was in the statistical scope, from the beginning of a year to the end of one, or to a merger."""
    merged = {merger.predecessor.code: merger.on - timedelta(days=1) for merger in zone.mergers}
    return [
        {
            "organisation": company.code,
            "entered": date(company.first_year, 1, 1),
            "left": merged.get(company.code) or (company.last_year and date(company.last_year, 12, 31)),
        }
        for company in zone.reporting
        if company.first_year
    ]


def consents(companies: Iterable[Company], form: str, purpose: str) -> list[Row]:
    """Consents to use the records of a form for another purpose, from the establishment on."""
    return [
        {"organisation": company.code, "form": form, "purpose": purpose, "since": company.established, "until": None}
        for company in companies
    ]
