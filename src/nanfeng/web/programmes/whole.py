"""A case with everything that its rules read, put together from where it is kept.

Who sees a case sees what belongs to it; so that is looked up as the platform itself, once the case was found.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, TypeVar

from django.db.models import QuerySet

from nanfeng.cases.case import Case as CoreCase
from nanfeng.cases.case import Confirmation, Payment
from nanfeng.cases.case_form import form_name
from nanfeng.cases.course import Actor
from nanfeng.cases.programme import Part, Programme
from nanfeng.forms.field import Field, FieldType
from nanfeng.forms.value import Value
from nanfeng.kinds.role import Role
from nanfeng.pack.pack import Pack
from nanfeng.web import city, clock
from nanfeng.web.flows.models import Course, Step
from nanfeng.web.flows.queries import path
from nanfeng.web.people.scope import SYSTEM, seeing
from nanfeng.web.programmes import models
from nanfeng.web.records.models import Record
from nanfeng.web.records.values import value_of

One = TypeVar("One")


@dataclass(frozen=True)
class Whole:
    """A case as it is kept (`row`), as its rules read it (`case`), and by which definitions it goes."""

    row: models.Case
    pack: Pack
    programme: Programme
    case: CoreCase
    papers: tuple[models.Paper, ...] = ()
    steps: tuple[Step, ...] = ()

    def with_case(self, **changes: object) -> "Whole":
        """The same with other facts."""
        return replace(self, case=replace(self.case, **changes))


def with_course(row: models.Case) -> models.Case:
    """A case that was found, with its course, which those who only take part in it do not see themselves."""
    with seeing(SYSTEM):
        row.course = Course.objects.get(case=row)
    return row


def definition(row: models.Case) -> tuple[Pack, Programme]:
    """The definitions that a case goes by: those under which it began, or was moved over last."""
    pack = city.edition(row.course.edition)
    return pack, pack.programmes[row.programme]


def whole(row: models.Case) -> Whole:
    """Everything of a case that was found already, with a constant number of queries."""
    (found,) = wholes([row])
    return found


def wholes(rows: Sequence[models.Case]) -> list[Whole]:
    """Everything of many cases that were found already, each with its course: with as many queries as for one."""
    with seeing(SYSTEM):
        kept = _kept(rows)
    return [_whole(row, kept) for row in rows]


@dataclass(frozen=True)
class _Kept:
    """What is kept of cases: their steps by the keys of their courses, what they say by the keys of their records, and
    all else by their own keys.
    """

    steps: Mapping[int, list[Step]]
    records: Mapping[str, Record]
    papers: Mapping[int, list[models.Paper]]
    links: Mapping[int, list[str]]
    confirmations: Mapping[int, list[models.Confirmation]]
    payments: Mapping[int, list[models.Payment]]


def _kept(rows: Sequence[models.Case]) -> _Kept:
    courses = [row.course for row in rows]
    keys = [record_key(row.number, row.stage) for row in rows]
    forms = {form_name(row.programme) for row in rows}
    of_cases = {"case__in": [row.pk for row in rows]}
    steps = Step.objects.filter(course__in=courses).select_related("course").order_by("number")
    links = models.Link.objects.filter(stands=True, **of_cases).values_list("case", "form")
    return _Kept(
        steps=_by((step.course.pk, step) for step in steps),
        records={record.key: record for record in Record.objects.filter(form__in=forms, key__in=keys, current=True)},
        papers=_by_case(models.Paper.objects.filter(taken_back=None, **of_cases)),
        links=_by(links),
        confirmations=_by_case(models.Confirmation.objects.filter(**of_cases)),
        payments=_by_case(models.Payment.objects.filter(**of_cases)),
    )


def _by_case(found: QuerySet[Any]) -> Mapping[int, list[Any]]:
    return _by((one.case.pk, one) for one in found.select_related("case").order_by("pk"))


def _by(pairs: Iterable[tuple[int, One]]) -> Mapping[int, list[One]]:
    found: dict[int, list[One]] = {}
    for key, one in pairs:
        found.setdefault(key, []).append(one)
    return found


def _whole(row: models.Case, kept: _Kept) -> Whole:
    pack, programme = definition(row)
    steps, papers = tuple(kept.steps.get(row.course.pk, ())), tuple(kept.papers.get(row.pk, ()))
    case = CoreCase(
        course=replace(path(row.course, steps), began=row.begun),
        organisation=row.organisation,
        edition=programme.edition,
        park=row.park or None,
        cohort=row.cohort or None,
        values=_values(programme, kept.records.get(record_key(row.number, row.stage))),
        papers=by_kind(programme, papers),
        linked=Counter(kept.links.get(row.pk, ())),
        confirmations=tuple(_confirmation(one) for one in kept.confirmations.get(row.pk, ())),
        payments=tuple(_payment(programme, one) for one in kept.payments.get(row.pk, ())),
        today=clock.today(),
    )
    return Whole(row, pack, programme, case, papers, steps)


def held(each: Field, value: Value) -> Value:
    """A value as the core holds it, where the store has it in another type: whole numbers are int."""
    return int(value) if each.type is FieldType.WHOLE and isinstance(value, Decimal) else value


def record_key(number: str, stage: str) -> str:
    """The key of the record of a case in a stage."""
    return f"{number}|{stage}"


def by_kind(programme: Programme, papers: Sequence[models.Paper]) -> Mapping[str, tuple[str, ...]]:
    """The sha256 of documents by what the programme calls their kinds."""
    found: dict[str, tuple[str, ...]] = {}
    for paper in papers:
        kind = programme.name_now(Part.PAPER, paper.kind)
        found[kind] = (*found.get(kind, ()), paper.sha256)
    return found


def _values(programme: Programme, record: Record | None) -> Mapping[str, Value]:
    """What the case says; every record of it says the same."""
    return {each.name: held(each, value_of(record, each)) for each in programme.fields}


def _confirmation(one: models.Confirmation) -> Confirmation:
    return Confirmation(one.outcome, one.digest, Actor(one.by, Role(one.role), one.acting_for or None), one.entered)


def _payment(programme: Programme, one: models.Payment) -> Payment:
    """It is never changed: what an earlier edition called otherwise has the name of this one here."""
    return Payment(
        programme.name_now(Part.INSTALMENT, one.instalment),
        programme.name_now(Part.FIELD, one.of),
        one.amount,
        one.day,
        one.reference,
    )
