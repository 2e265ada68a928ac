"""What is neither a company's nor a project's: liaison offices, conferences, days of air monitoring."""

from collections.abc import Sequence
from datetime import timedelta

import numpy as np

from nanfeng.demo.rows import Row
from nanfeng.demo.support_shape import Air, Conference, Office


def office_rows(offices: Sequence[Office]) -> list[Row]:
    """The liaison offices, all open still."""
    return [{"office_no": o.office_no, "city": o.city, "opened": o.opened, "closed": None} for o in offices]


def conference_rows(conferences: Sequence[Conference]) -> list[Row]:
    """The conferences."""
    return [
        {"conference_no": c.conference_no, "name": c.name, "date": c.on, "companies": c.companies} for c in conferences
    ]


def air_rows(air: Air, rng: np.random.Generator) -> list[Row]:
    """One row a station and day; a day that is not valid does not say whether it was good."""
    rows: list[Row] = []
    for offset in range(air.period.days):
        for station in air.stations:
            valid = bool(rng.random() < float(air.valid))
            good = bool(rng.random() < float(air.good))
            day = air.period.first + timedelta(days=offset)
            rows.append({"date": day, "station": station, "valid": valid, "good": good if valid else None})
    return rows
