"""High-tech certificates as cases: from cultivation through the application to the certificate and its end, and the
applications that are under way.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import numpy as np

from nanfeng.demo.rows import Cell, Row
from nanfeng.demo.support_shape import OpenCases
from nanfeng.demo.told import before, stages
from nanfeng.demo.told_services import came_by, drawn, ended
from nanfeng.demo.zone import Company

_FIELDS = ("electronics", "materials", "manufacturing", "energy", "biology")
_IN_ORDER = ("cultivating", "applied", "recommended", "publicised")
_DAY = timedelta(days=1)
_DETAILED_SINCE = date(2022, 1, 1)
"""Of older applications only beginning, certificate and its end are on file."""


def told_certificates(certificates: Sequence[Row], today: date, rng: np.random.Generator) -> list[Row]:
    """The application that each certificate came of."""
    held: set[str] = set()
    rows: list[Row] = []
    for row in certificates:
        holder = str(row["organisation"])
        rows.append(_certified(row, holder in held, today, rng))
        held.add(holder)
    return rows


def _certified(row: Row, renewed: bool, today: date, rng: np.random.Generator) -> Row:
    issued, expires = row["issued"], row["expires"]
    if not isinstance(issued, date) or not isinstance(expires, date):
        raise ValueError(f"the certificate {row['certificate_no']} has no days")
    began = before(issued, int(rng.integers(180, 360)))
    came: dict[str, Cell] = {"cultivating": began, "certified": issued}
    if issued >= _DETAILED_SINCE:
        came |= {"applied": before(issued, 150), "recommended": before(issued, 110), "publicised": before(issued, 25)}
    return {
        "case": row["certificate_no"],
        "organisation": row["organisation"],
        **stages({**came, "expired": expires + _DAY if expires < today else None}),
        "application": "renewal" if renewed else "new",
        "year": issued.year,
        **_technology(rng),
        "certificate_no": row["certificate_no"],
        "issued": issued,
        "expires": expires,
    }


def open_applications(
    plan: Sequence[OpenCases], companies: Sequence[Company], today: date, rng: np.random.Generator
) -> Iterator[Row]:
    """Companies under cultivation, and their applications as far as they have come."""
    for number, (case, company) in enumerate(drawn(plan, companies, rng), start=1):
        reached = _IN_ORDER[: _IN_ORDER.index(case.stage) + 1]
        days = came_by(case, len(reached), today, rng)
        yield {
            "case": f"PY{today.year}-{number:04}",
            "organisation": company.code,
            **stages(dict(zip(reached, days, strict=True))),
            **ended(case, days[-1], today),
            "application": "new",
            "year": today.year,
            **(_technology(rng) if len(reached) > 1 else {}),
        }


def _technology(rng: np.random.Generator) -> Row:
    return {
        "core_ip": int(rng.integers(6, 40)),
        "technology_field": _FIELDS[int(rng.integers(len(_FIELDS)))],
        "main_products": "主要产品（虚构）",
        "serious_offence": False,
        "score_ip": int(rng.integers(20, 30)),
        "score_transformation": int(rng.integers(20, 30)),
        "score_management": int(rng.integers(14, 20)),
        "score_growth": int(rng.integers(14, 20)),
    }
