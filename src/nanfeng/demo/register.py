"""The register of organisations as it is sent in: enterprises, memberships, former names, successions, consents."""

from collections.abc import Iterable

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


def consents(companies: Iterable[Company], form: str, purpose: str) -> list[Row]:
    """Consents to use the records of a form for another purpose, from the establishment on."""
    return [
        {"organisation": company.code, "form": form, "purpose": purpose, "since": company.established, "until": None}
        for company in companies
    ]
