"""Beginning a case."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from nanfeng.cases.binding import bound_digest
from nanfeng.cases.case import Case as CoreCase
from nanfeng.cases.case import case_number
from nanfeng.cases.course import begin as begin_course
from nanfeng.cases.day import local_day
from nanfeng.cases.handling import begin_case
from nanfeng.cases.programme import Programme
from nanfeng.forms.value import Value
from nanfeng.kinds.text import Text
from nanfeng.web import city, clock
from nanfeng.web.audit.services import present_doer
from nanfeng.web.flows.services import Thing
from nanfeng.web.flows.services import begin as begin_flow
from nanfeng.web.people.roles import STAFF
from nanfeng.web.people.scope import SYSTEM, present, seeing
from nanfeng.web.programmes.access import NotForYouError, seen
from nanfeng.web.programmes.models import Case
from nanfeng.web.programmes.recorded import forms_of
from nanfeng.web.programmes.services.keeping import check_writes, doing, keep
from nanfeng.web.programmes.whole import Whole
from nanfeng.web.records.register import park_on
from nanfeng.web.records.services import hold

NOUN = "case"


@dataclass(frozen=True)
class Begun:
    """What a case begins with. `organisation` is empty for somebody who is in no register yet; `park` counts where the
    register says none. `title` empty: the name. `client` is what the phone called it that sent it, so that what is sent
    twice is one case. `happened` is when it was begun, None for now: by that it is numbered.
    """

    programme: str
    organisation: str
    name: str
    park: str = ""
    cohort: str = ""
    title: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)
    client: UUID | None = None
    happened: datetime | None = None


@transaction.atomic
def begin(begun: Begun) -> Case:
    """Begin a case under the city's present definitions, filled in as far as it is.

    Raise FlowError with every rule that refuses it, and NotForYouError where it is beyond the present scope.
    """
    check_writes()
    programme = city.pack().programmes[begun.programme]
    begun = placed(begun)
    _check_scope(programme, begun)
    hold(forms_of(programme))
    known = Case.objects.filter(seen(), client=begun.client).first() if begun.client else None
    return known or _begin(programme, begun)


def _begin(programme: Programme, begun: Begun) -> Case:
    now = doing(programme)
    by = replace(now, at=min(begun.happened or now.at, now.at))
    case = begin_case(
        programme,
        CoreCase(
            course=begin_course(programme.flow, by.at),
            organisation=begun.organisation,
            edition=programme.edition,
            park=begun.park or None,
            cohort=begun.cohort or None,
            values={each.name: begun.values.get(each.name) for each in programme.fields},
            today=clock.today(),
        ),
        by,
    )
    with seeing(SYSTEM):
        row = _row(begun, programme, case, by.at)
    return keep(Whole(row, city.pack(), programme, case), case)


def _row(begun: Begun, programme: Programme, case: CoreCase, at: datetime) -> Case:
    """The case's row and its course; the programme's cases are held."""
    year = local_day(at).year
    last = Case.objects.filter(programme=programme.id, year=year).order_by("-serial").first()
    serial = last.serial + 1 if last else 1
    number = case_number(programme.id, year, serial)
    digest = bound_digest(programme, case)
    thing = Thing(NOUN, number, begun.organisation, begun.park, programme.use, digest, edition=city.kept_edition())
    return Case.objects.create(
        number=number,
        programme=programme.id,
        year=year,
        serial=serial,
        client=begun.client,
        cohort=begun.cohort,
        course=begin_flow(programme.id, thing),
        organisation=begun.organisation,
        park=begun.park,
        name=begun.name,
        purpose=programme.use.value,
        title=begun.title or begun.name,
        owner=_owner(),
        begun=at,
        stage=case.course.stage,
        since=at,
    )


def placed(begun: Begun) -> Begun:
    """The same in the park that the register says, whatever was asked."""
    park = park_on(begun.organisation, clock.today()) if begun.organisation else ""
    return replace(begun, park=park or begun.park)


def _owner() -> str:
    """Staff see to the cases that they begin; others' cases wait for somebody who does."""
    doer = present_doer()
    return doer.who if doer.role in STAFF else ""


def _check_scope(programme: Programme, begun: Begun) -> None:
    """Raise NotForYouError where the case would be beyond the present scope."""
    if not present().holds(begun.organisation, begun.park, programme.use):
        raise NotForYouError(
            Text("该单位不在您的办理范围内", "this organisation is beyond what you may act for or work with")
        )
