"""Rounds of visits and the service month: cases of the zone itself, with their lines and questionnaires."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import numpy as np

from nanfeng.cases.case import case_number
from nanfeng.cases.past import CALLED
from nanfeng.demo.rows import Row
from nanfeng.demo.support_shape import Rounds
from nanfeng.demo.told import before, stages
from nanfeng.demo.zone import Company

_DAY = timedelta(days=1)
_HARDEST = ("market", "finance", "talent", "technology", "costs", "none")


def told_rounds(parks: Sequence[str], today: date) -> list[Row]:
    """One round of visits a park under way on the day, the next being planned, and one of the spring summed up."""
    return [row for number, park in enumerate(parks, start=1) for row in _of_park(number, park, today)]


def _of_park(number: int, park: str, today: date) -> list[Row]:
    spring = date(today.year, 4, 10)
    now = _round((f"LC-{number}A", park), "八月高企走访", before(today, 5), today)
    later = _round((f"LC-{number}B", park), "九月诉求回访", today, today + 30 * _DAY)
    done = _round((f"LC-{number}C", park), "四月服务需求调研", before(spring, 6), spring)
    summary = {"companies_reached": 20 + number, "issues_found": 4 + number, "findings": "用工与融资诉求较多"}
    return [
        {**done, **stages({"under_way": spring, "summed_up": spring + 25 * _DAY}), "aim": "service", **summary},
        {**now, **stages({"under_way": before(today, 1)}), "aim": "cultivation"},
        {**later, "aim": "follow_up"},
    ]


def _round(of: tuple[str, str], title: str, drafted: date, first: date) -> Row:
    number, park = of
    return {
        "case": number,
        CALLED: title,
        "park": park,
        **stages({"drafted": drafted}),
        "title": title,
        "first_day": first,
        "last_day": first + 20 * _DAY,
    }


def plan_rows(
    rounds: Rounds, parks: Sequence[str], companies: Mapping[str, Sequence[Company]], today: date
) -> list[Row]:
    """The lines of the rounds that are under way; `companies` are those of each park."""
    return [
        {
            "plan_no": f"JH{today.year}-{park_number}{line:02}",
            "case": case_number("visit_round", today.year, 3 * (park_number - 1) + 2),
            "organisation": company.code,
            "park": park,
            "planned": today + (line % 4) * _DAY,
        }
        for park_number, park in enumerate(parks, start=1)
        for line, company in enumerate(companies[park][: rounds.visits], start=1)
    ]


def told_month(rounds: Rounds, today: date) -> Row:
    """The Enterprise Service Month that is under way on the day."""
    began = before(today, 19)
    return {
        "case": "YD-1",
        CALLED: rounds.month,
        **stages({"drafted": before(began, 30), "submitted": before(began, 12), "under_way": began}),
        "title": rounds.month,
        "theme": "走进千企，服务到家",
        "first_day": began,
        "last_day": began + 30 * _DAY,
        "companies_wanted": rounds.companies_wanted,
        "stations_taking_part": rounds.stations_taking_part,
    }


def questionnaire_rows(
    rounds: Rounds, companies: Sequence[Company], today: date, rng: np.random.Generator
) -> list[Row]:
    """What companies answered in the service month so far."""
    chosen = rng.permutation(len(companies))[: rounds.questionnaires]
    return [
        {
            "questionnaire_no": f"WJ{today.year}-{number:04}",
            "case": case_number("service_month", today.year, 1),
            "organisation": companies[index].code,
            "date": before(today, int(rng.integers(1, 19))),
            "channel": "visit",
            "orders": ("more", "same", "fewer")[int(rng.integers(3))],
            "hardest": _HARDEST[int(rng.integers(len(_HARDEST)))],
            "satisfaction": int(rng.integers(3, 6)),
        }
        for number, index in enumerate(chosen, start=1)
    ]
