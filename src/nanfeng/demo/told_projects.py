"""Investment projects as cases: what was signed has come from a lead through negotiation, and more leads are under way
or came to nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

import numpy as np

from nanfeng.cases.past import CALLED
from nanfeng.demo.investment_shape import Investment, Leads
from nanfeng.demo.names import Namer
from nanfeng.demo.rows import Cell, Row
from nanfeng.demo.told import before, stages
from nanfeng.kinds.text import Text

_WAN = 10_000
_DAY = timedelta(days=1)
_NEGOTIATED, _LED = (25, 150), (5, 40)
"""Days from negotiation to signing, and from the lead to negotiation: the fewest and the most."""


def told_projects(rows: Sequence[Row], parks: Mapping[str, str], rng: np.random.Generator) -> list[Row]:
    """Signed projects; `parks` gives the park of a district, for those that have one."""
    return [{**_signed(row, rng), "park": parks.get(str(row["place"]))} for row in rows]


def _signed(row: Row, rng: np.random.Generator) -> Row:
    signed, amount = row["signed"], row["amount"]
    if not isinstance(signed, date) or not isinstance(amount, int):
        raise ValueError(f"the project {row['project_no']} has no day of signing, or no amount")
    negotiating = before(signed, int(rng.integers(*_NEGOTIATED)))
    came: Row = {
        "lead": before(negotiating, int(rng.integers(*_LED))),
        "negotiating": negotiating,
        **{stage: row[stage] for stage in ("signed", "started", "in_production")},
    }
    told = {name: row[name] for name in row if name not in ("project_no", *came)}
    return {
        "case": row["project_no"],
        CALLED: row["investor"],
        **stages(came),
        **told,
        "lead_source": "own",
        "intended": int(amount * float(rng.uniform(0.9, 1.4))) // _WAN * _WAN,
        **_arrived(row, amount, rng),
    }


def _arrived(row: Row, amount: int, rng: np.random.Generator) -> Row:
    """What has arrived of a project that has started, by the end of the month after."""
    started = row["started"]
    if not isinstance(started, date):
        return {}
    share = 0.9 if row["in_production"] else float(rng.uniform(0.05, 0.4))
    return {"arrived": Decimal(int(amount * share) // _WAN * _WAN), "arrived_until": started}


def told_leads(investment: Investment, namer: Namer, today: date, rng: np.random.Generator) -> Iterator[Row]:
    """Leads that are under way, and those that came to nothing."""
    number = 0
    for leads in investment.leads:
        for _ in range(leads.number):
            number += 1
            yield {"case": f"XS{today.year}-{number:04}", **_lead(leads, investment, namer, (today, rng))}


def _lead(leads: Leads, investment: Investment, namer: Namer, drawn: tuple[date, np.random.Generator]) -> Row:
    today, rng = drawn
    sectors = sorted(investment.topics)
    topics = investment.topics[sectors[rng.integers(len(sectors))]]
    topic = topics[rng.integers(len(topics))]
    investor = namer.name(Text(topic, topic))
    came = before(today, int(rng.integers(leads.youngest, leads.oldest + 1)))
    later = min(came + timedelta(days=12), today)
    said: dict[str, Cell] = {
        CALLED: investor.zh,
        "name": f"{investor.zh}{topic}项目",
        "investor": investor.zh,
        "lead_source": leads.source,
        "liaison_office": leads.office,
        "conference": leads.conference,
    }
    if leads.stage == "negotiating":
        said["intended"] = int(rng.lognormal(9.6, 0.8)) * _WAN
    days: Row = {"lead": came, "negotiating": later if leads.stage == "negotiating" else None}
    ended: Row = {"state": leads.state, "until": min(later + 3 * _DAY, today)} if leads.state != "active" else {}
    return {**said, **stages(days), **ended}
