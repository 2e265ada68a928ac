"""What the zone runs for companies: loans, labs, exhibitions, talent teams, certificates, rankings, needs."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal

import numpy as np

from nanfeng.demo.apportion import apportion, apportion_between
from nanfeng.demo.days import working_days
from nanfeng.demo.rows import Row
from nanfeng.demo.support_shape import Certificates, Credit, Exhibition, Lab, Listing, Needs, Teams
from nanfeng.demo.zone import Company

_WAN = 10_000
_LEAST_CREDIT = 50
_VALID_YEARS = 3
_RENEWAL_WINDOW = timedelta(days=183)


def credit_rows(
    products: Sequence[Credit], lenders: Mapping[str, str], draw: tuple[Sequence[Company], np.random.Generator]
) -> list[Row]:
    """Approved loans. `lenders` gives credit codes by id; `draw` the companies to draw from, and how."""
    rows = [row for credit in products for row in _approvals(credit, lenders[credit.lender], draw)]
    return [{"credit_no": f"SX{number:05}", **row} for number, row in enumerate(rows, start=1)]


def _approvals(credit: Credit, bank: str, draw: tuple[Sequence[Company], np.random.Generator]) -> list[Row]:
    companies, rng = draw
    chosen = [companies[index] for index in rng.permutation(len(companies))[: credit.companies]]
    borrowers = [*chosen, *chosen[: credit.second]]
    days = working_days(credit.period, len(borrowers), rng)
    amounts = apportion_between(rng.lognormal(0, 0.7, len(borrowers)), credit.amount, _LEAST_CREDIT, credit.amount)
    return [
        {
            "product": credit.products[number % len(credit.products)],
            "bank": bank,
            "organisation": company.code,
            "approved": day,
            "amount": int(amount) * _WAN,
        }
        for number, (company, day, amount) in enumerate(zip(borrowers, days, amounts, strict=True))
    ]


def lab_rows(lab: Lab, companies: Sequence[Company], rng: np.random.Generator) -> tuple[list[Row], list[Row]]:
    """Members of a batch, and their answers to the turnover survey, year-ago turnover included."""
    members = [companies[index].code for index in rng.permutation(len(companies))[: lab.members]]
    sizes = rng.lognormal(0, 0.8, lab.members)
    before = (lab.turnover / (1 + lab.growth / 100)).quantize(Decimal(1), ROUND_HALF_EVEN)
    turnover = apportion(sizes, lab.turnover)
    year_ago = apportion(sizes * rng.lognormal(0, 0.2, lab.members), int(before))
    batch: Row = {"lab": lab.lab, "batch": lab.batch}
    joined: list[Row] = [{**batch, "organisation": code, "joined": lab.joined, "left": None} for code in members]
    survey: list[Row] = [
        {
            **batch,
            "organisation": code,
            "period": str(lab.period),
            "turnover": int(now) * _WAN,
            "turnover_year_ago": int(then) * _WAN,
        }
        for code, now, then in zip(members, turnover, year_ago, strict=True)
    ]
    return joined, survey


def exhibitor_rows(exhibition: Exhibition, companies: Sequence[Company], rng: np.random.Generator) -> list[Row]:
    """The exhibitors of one edition with their intended orders."""
    chosen = rng.permutation(len(companies))[: exhibition.exhibitors]
    orders = apportion(rng.lognormal(0, 0.8, exhibition.exhibitors), exhibition.orders)
    return [
        {
            "exhibition": exhibition.name,
            "edition": exhibition.edition,
            "organisation": companies[index].code,
            "date": exhibition.on,
            "intended_orders": int(amount) * _WAN,
        }
        for index, amount in zip(chosen, orders, strict=True)
    ]


def team_rows(teams: Teams, companies: Sequence[Company], rng: np.random.Generator) -> list[Row]:
    """Talent teams and what they brought."""
    hosts = rng.permutation(len(companies))[: teams.teams]
    days = working_days(teams.period, teams.teams, rng)
    support = apportion(rng.choice([100.0, 200.0, 300.0, 500.0, 1000.0], teams.teams), teams.support)
    heads = 1 + apportion(rng.lognormal(0, 0.4, teams.teams), teams.people - teams.teams)
    return [
        {
            "team_no": f"TD{day.year}-{number:03}",
            "organisation": companies[host].code,
            "approved": day,
            "support": int(amount) * _WAN,
            "people": int(people),
        }
        for number, (host, day, amount, people) in enumerate(zip(hosts, days, support, heads, strict=True), start=1)
    ]


def certificate_rows(
    rounds: Sequence[Certificates], companies: Sequence[Company], rng: np.random.Generator
) -> list[Row]:
    """Certificates of all rounds: renewals go to those whose certificates have just ended, the others to newcomers."""
    ends: dict[str, date] = {}
    rows: list[Row] = []
    order = [companies[index].code for index in rng.permutation(len(companies))]
    for plan in sorted(rounds, key=lambda plan: plan.issued):
        ended = [code for code, end in ends.items() if plan.issued - _RENEWAL_WINDOW <= end < plan.issued]
        fresh = [code for code in order if code not in ends]
        holders = [*ended[: plan.renewals], *fresh[: plan.number - plan.renewals]]
        expires = plan.issued.replace(year=plan.issued.year + _VALID_YEARS) - timedelta(days=1)
        ends |= dict.fromkeys(holders, expires)
        rows += [
            {
                "certificate_no": f"SY{plan.issued:%Y%m}{number:05}",
                "organisation": code,
                "kind": plan.kind,
                "issued": plan.issued,
                "expires": expires,
            }
            for number, code in enumerate(holders, start=1)
        ]
    return rows


def listing_rows(listing: Listing, companies: Sequence[Company]) -> list[Row]:
    """The ranking: ranks run through the size classes one after another."""
    classes = [name for name, number in listing.classes.items() for _ in range(number)]
    return [
        {
            "year": listing.year,
            "organisation": company.code,
            "listed_on": listing.listed_on,
            "rank": rank,
            "size_class": size_class,
        }
        for rank, (company, size_class) in enumerate(zip(companies, classes, strict=False), start=1)
    ]


def need_rows(needs: Needs, companies: Sequence[Company], rng: np.random.Generator) -> list[Row]:
    """Technology needs, one a company."""
    chosen = rng.permutation(len(companies))[: needs.number]
    return [
        {
            "need_no": f"XQ{needs.on.year}-{number:03}",
            "organisation": companies[index].code,
            "presented": needs.on,
            "institution_place": needs.place,
            "topic": needs.topics[rng.integers(len(needs.topics))],
        }
        for number, index in enumerate(chosen, start=1)
    ]
