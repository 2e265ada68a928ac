"""Services to companies as cases: what visits, contacts and the pool of providers came of, and what is open still."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import numpy as np

from nanfeng.demo.rows import Cell, Row
from nanfeng.demo.support_shape import OpenCases, Services
from nanfeng.demo.told import before, spread, stages
from nanfeng.demo.zone import Company

_QUALIFIED = ("legal", "intellectual_property")
_GRADES = ("excellent", "good", "good", "pass")
_ISSUES = ("finance", "talent", "technology", "market", "intellectual_property", "policy", "utilities")
_RESULTS = ("solved", "solved", "solved", "partly", "explained")


def told_issues(contacts: Sequence[Row], rng: np.random.Generator) -> list[Row]:
    """The issue that each contact handled. What was asked by telephone or online was answered on the spot: nobody
    passed it on, and nobody rated it.
    """
    return [_issue(row, rng) for row in contacts]


def _issue(row: Row, rng: np.random.Generator) -> Row:
    day = _day(row["date"])
    came: dict[str, Cell] = {"registered": day, "handled": day, "closed": day}
    said: dict[str, Cell] = {"called_on": day, "handler": "station"}
    if row["kind"] == "visit":
        registered, closed = before(day, int(rng.integers(1, 6))), day + timedelta(days=2)
        came |= {"registered": registered, "dispatched": registered, "rated": day, "closed": closed}
        said |= {"called_on": closed, "score": int(rng.integers(3, 6)), "handler": "provider"}
    return {
        "case": row["contact_no"],
        "organisation": row["organisation"],
        **stages(came),
        **said,
        **_asked(rng),
        "channel": row["kind"],
        "station": row["station"],
        "provider": row["provider"],
        "handled_on": day,
        "result": _one_of(_RESULTS, rng),
        "done": "已对接服务机构并答复企业",
        "solved": True,
    }


def told_visits(visits: Sequence[Row], open_from: date, rng: np.random.Generator) -> list[Row]:
    """Tutoring visits; those since `open_from` have not been followed up."""
    return [_visit(row, open_from, rng) for row in visits]


def _visit(row: Row, open_from: date, rng: np.random.Generator) -> Row:
    day = _day(row["date"])
    planned, followed = before(day, int(rng.integers(2, 10))), day + timedelta(days=int(rng.integers(1, 12)))
    done = day < open_from
    return {
        "case": row["visit_no"],
        "organisation": row["organisation"],
        "park": row["park"],
        **stages({"planned": planned, "visited": day, "followed_up": followed if done else None}),
        "planned_for": day,
        "visited_on": day,
        "topic": row["topic"],
        "readiness": _one_of(("ready", "next_year", "next_year", "far"), rng),
        "outcome": _one_of(("done", "none_needed"), rng) if done else None,
    }


def told_providers(providers: Sequence[Row], rng: np.random.Generator) -> list[Row]:
    """The organisations of the pool, from application to admission, and those that left it."""
    return [
        {
            "case": f"RK-{number:03}",
            "organisation": row["organisation"],
            **stages({"admitted": row["admitted"], "left": row["left"], **_applied(_day(row["admitted"]))}),
            **_profile(str(row["service_kind"]), rng),
            "visited": before(_day(row["admitted"]), 7),
            "credit_clear": True,
            "opinion": "证照齐全，有专职服务人员",
            "graded_year": 2022,
            "grade": _one_of(_GRADES, rng),
        }
        for number, row in enumerate(providers, start=1)
    ]


def _applied(admitted: date) -> Row:
    return {"draft": before(admitted, 25), "submitted": before(admitted, 14), "checked": before(admitted, 7)}


def told_applicants(services: Services, codes: Sequence[str], today: date, rng: np.random.Generator) -> Iterator[Row]:
    """Organisations that have applied for the pool and are not in it yet, some of them long since."""
    order = ("draft", "submitted", "checked")
    for number, code in enumerate(codes, start=1):
        reached = order[: 1 + number % len(order)]
        days = [before(today, ago) for ago in sorted(spread(1, 19, len(reached), rng), reverse=True)]
        checked = {"visited": days[-1], "credit_clear": True, "opinion": "已实地核验"} if len(reached) == 3 else {}
        yield {
            "case": f"RS-{number:03}",
            "organisation": code,
            **stages(dict(zip(reached, days, strict=True))),
            **_profile(_one_of(services.provider_kinds, rng), rng),
            **checked,
        }


def _profile(kind: str, rng: np.random.Generator) -> Row:
    return {
        "service_kind": kind,
        "introduction": "面向园区企业的专业服务机构（虚构）",
        "served": int(rng.integers(8, 120)),
        "licence_until": date(2025, 12, 31) if kind in _QUALIFIED else None,
    }


def open_issues(
    plan: Sequence[OpenCases], companies: Sequence[Company], today: date, rng: np.random.Generator
) -> Iterator[Row]:
    """Issues that are being handled, and those that wait or were withdrawn."""
    order = ("registered", "dispatched", "handled", "rated")
    for number, (case, company) in enumerate(drawn(plan, companies, rng), start=1):
        reached = order[: order.index(case.stage) + 1]
        days = came_by(case, len(reached), today, rng)
        handled = {"handled_on": days[2], "result": "solved", "done": "已答复企业"} if len(reached) > 2 else {}
        yield {
            "case": f"SQ{today.year}-{number:04}",
            "organisation": company.code,
            **stages(dict(zip(reached, days, strict=True))),
            **_asked(rng),
            **ended(case, days[-1], today),
            "channel": _one_of(("visit", "call", "online"), rng),
            "handler": "park" if len(reached) > 1 else None,
            **handled,
            "score": 5 if case.stage == "rated" else None,
        }


def planned_visits(
    plan: Sequence[OpenCases], companies: Sequence[Company], today: date, rng: np.random.Generator
) -> Iterator[Row]:
    """Visits that are on the plan of the days to come."""
    for number, (case, company) in enumerate(drawn(plan, companies, rng), start=1):
        (day,) = came_by(case, 1, today, rng)
        yield {
            "case": f"ZF{today.year}-{number:04}",
            "organisation": company.code,
            **stages({"planned": day}),
            **ended(case, day, today),
            "planned_for": today + timedelta(days=int(rng.integers(0, 12))),
        }


def drawn(
    plan: Sequence[OpenCases], companies: Sequence[Company], rng: np.random.Generator
) -> Iterator[tuple[OpenCases, Company]]:
    """So many cases of each kind, each of another company."""
    order = iter(rng.permutation(len(companies)))
    for case in plan:
        for _ in range(case.number):
            yield case, companies[next(order)]


def came_by(case: OpenCases, stages_reached: int, today: date, rng: np.random.Generator) -> list[date]:
    """The days on which a case came to its stages, the last of them within the bounds of its kind."""
    last = before(today, int(rng.integers(case.youngest, case.oldest + 1)))
    days = [last]
    while len(days) < stages_reached:
        days.insert(0, before(days[0], int(rng.integers(1, case.pace + 1))))
    return days


def ended(case: OpenCases, last: date, today: date) -> Row:
    """The state of a case that does not simply go on, and since when."""
    return {} if case.state == "active" else {"state": case.state, "until": min(last + timedelta(days=2), today)}


def _asked(rng: np.random.Generator) -> Row:
    kind = _one_of(_ISSUES, rng)
    return {"subject": f"企业诉求（虚构）：{kind}", "kind": kind}


def _day(cell: Cell) -> date:
    if not isinstance(cell, date):
        raise ValueError(f"{cell!r} is no day")
    return cell


def _one_of(choices: Sequence[str], rng: np.random.Generator) -> str:
    return choices[int(rng.integers(len(choices)))]
