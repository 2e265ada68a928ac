"""A case with everything that its rules read, put together from where it is kept.

Who sees a case sees what belongs to it; so that is looked up as the platform itself, once the case was found.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

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
from nanfeng.web.flows.queries import history, path
from nanfeng.web.people.scope import SYSTEM, seeing
from nanfeng.web.programmes import models
from nanfeng.web.records.models import Record
from nanfeng.web.records.values import value_of


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
    pack, programme = definition(row)
    with seeing(SYSTEM):
        steps = tuple(history(row.course))
        papers = tuple(models.Paper.objects.filter(case=row, taken_back=None).order_by("pk"))
        case = CoreCase(
            course=replace(path(row.course, steps), began=row.begun),
            organisation=row.organisation,
            edition=programme.edition,
            park=row.park or None,
            cohort=row.cohort or None,
            values=_values(programme, row),
            papers=by_kind(programme, papers),
            linked=_linked(row),
            confirmations=_confirmations(row),
            payments=_payments(programme, row),
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


def _values(programme: Programme, row: models.Case) -> Mapping[str, Value]:
    """What the case says; every record of it says the same."""
    form, key = form_name(programme.id), record_key(row.number, row.stage)
    record = Record.objects.filter(form=form, key=key, current=True).first()
    return {each.name: held(each, value_of(record, each)) for each in programme.fields}


def _linked(row: models.Case) -> Mapping[str, int]:
    return Counter(models.Link.objects.filter(case=row, stands=True).values_list("form", flat=True))


def _confirmations(row: models.Case) -> tuple[Confirmation, ...]:
    given = models.Confirmation.objects.filter(case=row).order_by("pk")
    return tuple(
        Confirmation(one.outcome, one.digest, Actor(one.by, Role(one.role), one.acting_for or None), one.entered)
        for one in given
    )


def _payments(programme: Programme, row: models.Case) -> tuple[Payment, ...]:
    """They are never changed: what an earlier edition called otherwise has the name of this one here."""
    return tuple(
        Payment(
            programme.name_now(Part.INSTALMENT, one.instalment),
            programme.name_now(Part.FIELD, one.of),
            one.amount,
            one.day,
            one.reference,
        )
        for one in models.Payment.objects.filter(case=row).order_by("pk")
    )
