"""The book of a programme's limits: what each case takes of them, so that no seat and no yuan is given twice."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from nanfeng.cases.attempt import listed
from nanfeng.cases.case import Case
from nanfeng.cases.course import Course
from nanfeng.cases.day import local_day
from nanfeng.cases.funds import Limit
from nanfeng.cases.programme import Part, Programme
from nanfeng.kinds.issue import Issue
from nanfeng.kinds.text import Text

Pot = tuple[str, ...]
"""A limit's id, with the values of what it is `per`: each pot has the limit's total to itself."""

Book = Mapping[Pot, Decimal]
"""How much is taken of each pot; a pot that is not there is untouched."""


@dataclass(frozen=True)
class Draw:
    """What one case takes of a pot."""

    limit: Limit
    pot: Pot
    amount: Decimal


def draws(programme: Programme, case: Case) -> tuple[Draw, ...]:
    """What a case takes as it stands, of every limit of which it takes something."""
    taken = (Draw(limit, _pot(programme, limit, case), _taken(programme, limit, case)) for limit in programme.limits)
    return tuple(draw for draw in taken if draw.amount)


def book(programme: Programme, cases: Iterable[Case]) -> Book:
    """What several cases take together."""
    found: dict[Pot, Decimal] = defaultdict(Decimal)
    for case in cases:
        for draw in draws(programme, case):
            found[draw.pot] += draw.amount
    return found


def overdrawn(programme: Programme, before: Case | None, after: Case, others: Book) -> tuple[Issue, ...]:
    """Every limit that a change of a case would overdraw, where all other cases take what the book `others` says.

    Who takes no more than before is let be, also where a total was lowered since.
    """
    had = {} if before is None else {draw.pot: draw.amount for draw in draws(programme, before)}
    return tuple(
        _refusal(programme, draw, others.get(draw.pot, Decimal(0)))
        for draw in draws(programme, after)
        if draw.amount > had.get(draw.pot, Decimal(0))
        and others.get(draw.pot, Decimal(0)) + draw.amount > draw.limit.total
    )


def unclear(programme: Programme, limit: Limit, case: Case) -> Text | None:
    """Why nobody can say what a case takes of a limit, or of which pot; None where it is clear."""
    names = (*limit.per, *([] if limit.of is None else [limit.of]))
    gaps = listed([_label(programme, name) for name in names if name != "year" and _value(name, case) is None])
    if gaps.zh:
        return Text(f"未填写{gaps.zh}", f"not filled in: {gaps.en}")
    amount = None if limit.of is None else case.values.get(limit.of)
    if limit.of is None or not isinstance(amount, int | Decimal) or amount >= 0:
        return None
    label = _label(programme, limit.of)
    return Text(f"{label.zh}为负数", f"{label.en} is negative")


def first_came(programme: Programme, course: Course, stage: str) -> datetime | None:
    """When a case first came to a stage or beyond it; None where it never did, or nobody kept when."""
    known = {one.id for one in programme.stages}
    passed = [(course.start, course.began), *((step.target, step.happened) for step in course.steps)]
    named = ((programme.name_now(Part.STAGE, name), when) for name, when in passed)
    return next((when for name, when in named if name in known and programme.reached(name, stage)), None)


def _taken(programme: Programme, limit: Limit, case: Case) -> Decimal:
    """Its part while it goes on; and never less than what was paid of it."""
    paid = Decimal(0) if limit.of is None else case.paid(limit.of)
    counts = case.course.state.goes_on and programme.reached(case.course.stage, limit.since)
    return max(_part(limit, case), paid) if counts else paid


def _part(limit: Limit, case: Case) -> Decimal:
    amount = 1 if limit.of is None else case.values.get(limit.of)
    return max(Decimal(amount), Decimal(0)) if isinstance(amount, int | Decimal) else Decimal(0)


def _pot(programme: Programme, limit: Limit, case: Case) -> Pot:
    year = first_came(programme, case.course, limit.since) if "year" in limit.per else None
    values = [(local_day(year).year if year else None) if name == "year" else _value(name, case) for name in limit.per]
    return (limit.id, *("" if value is None else str(value) for value in values))


def _value(name: str, case: Case) -> object:
    own = {"cohort": case.cohort, "park": case.park, "organisation": case.organisation or None}
    return own[name] if name in own else case.values.get(name)


def _label(programme: Programme, name: str) -> Text:
    return next((each.label for each in programme.fields if each.name == name), _OWN.get(name, Text(name, name)))


_OWN = {"cohort": Text("批次", "cohort"), "park": Text("园区", "park"), "organisation": Text("单位", "organisation")}


def _refusal(programme: Programme, draw: Draw, others: Decimal) -> Issue:
    free, label = max(draw.limit.total - others, Decimal(0)), draw.limit.label
    wrong = Text(
        f"“{label.zh}”只剩{free:,}，而这里需要{draw.amount:,}",
        f"only {free:,} of {label.en!r} is left, and this takes {draw.amount:,}",
    )
    mend = Text("减少金额，或等待名额、资金释放", "ask for less, or wait until some is given back")
    return Issue("limit", programme.id, draw.limit.id, wrong, mend)
