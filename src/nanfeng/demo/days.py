"""Days on which things happen."""

from datetime import date, timedelta

import numpy as np

from nanfeng.kinds.period import Period


def working_days(period: Period, number: int, rng: np.random.Generator) -> list[date]:
    """Days of the period drawn with repetition, weekends left out, in order."""
    days = [period.first + timedelta(days=offset) for offset in range(period.days)]
    working = [day for day in days if day.weekday() < 5]
    return sorted(working[index] for index in rng.integers(0, len(working), number))
