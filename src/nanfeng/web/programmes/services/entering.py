"""Many cases that went on before the platform knew of them, entered at once: with as many queries as for one."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from nanfeng.cases.attempt import FlowError
from nanfeng.cases.binding import bound_digest
from nanfeng.cases.book import draws
from nanfeng.cases.case import Case as CoreCase
from nanfeng.cases.case import case_number
from nanfeng.cases.case_form import CASE
from nanfeng.cases.course import Course as CoreCourse
from nanfeng.cases.day import local_day
from nanfeng.cases.handling import Doing
from nanfeng.cases.past import CALLED, past_case, past_issues
from nanfeng.cases.programme import Programme
from nanfeng.cases.time_limit import due
from nanfeng.forms.value import Value
from nanfeng.web import city
from nanfeng.web.audit.services import Note, note
from nanfeng.web.flows.models import Course
from nanfeng.web.flows.services import Thing, enter_many
from nanfeng.web.organisations.models import Organisation
from nanfeng.web.people.scope import SYSTEM, seeing
from nanfeng.web.programmes.models import Case, Taken
from nanfeng.web.programmes.recorded import forms_of, rows_of_new, write_rows
from nanfeng.web.programmes.services.beginning import NOUN
from nanfeng.web.programmes.services.keeping import check_writes, parties_of, taken_of
from nanfeng.web.programmes.whole import Whole
from nanfeng.web.records.intake import Sender
from nanfeng.web.records.register import parks_on
from nanfeng.web.records.services import hold

PastRow = Mapping[str, Value]
"""A past case, by the names of `cases.past.past_form`."""


@dataclass(frozen=True)
class Telling:
    """Who tells of past cases, as their courses keep it and as their records do, and the account that sees to them from
    now on (empty: nobody).
    """

    by: Doing
    sender: Sender
    owner: str = ""


@dataclass(frozen=True)
class _Past:
    """A past case, what it is called, and what it was called where it went on before."""

    case: CoreCase
    name: str
    client: UUID
    began: datetime


def tell_past(programme: Programme, rows: Sequence[PastRow], telling: Telling) -> list[Case]:
    """Enter the cases that rows tell of, and leave those that are there already as they are.

    Raise FlowError with what of one of them cannot be; nothing is written then.
    """
    check_writes()
    hold(forms_of(programme))
    there = known_numbers(programme, [str(row[CASE]) for row in rows])
    new = [row for row in rows if row[CASE] not in there]
    _judge(programme, new, telling.by)
    cases = enter_past(programme, new, telling)
    note(Note("import", NOUN, programme.id, "", {"cases": [None, str(len(cases))]}))
    return cases


def enter_past(programme: Programme, rows: Sequence[PastRow], telling: Telling) -> list[Case]:
    """Write cases that are not there yet, with their steps, what they take of limits and all their records. The
    programme's cases are held, and each row was judged.

    Raise FlowError where a record that follows from one of them could not stand.
    """
    with seeing(SYSTEM):
        past = _placed([_past(programme, row, telling.by) for row in rows], telling.by)
        numbers = _numbers(programme, past)
        edition = city.kept_edition()
        things = [_thing(programme, one, number, edition) for one, number in zip(past, numbers, strict=True)]
        courses = enter_many(programme.id, things)
        cases = [_row(programme, *each) for each in zip(past, numbers, courses, strict=True)]
        for case in cases:
            case.owner = telling.owner
        Case.objects.bulk_create(cases)
        _take(programme, cases, past)
        wholes = [Whole(row, city.pack(), programme, one.case) for row, one in zip(cases, past, strict=True)]
        write_rows(rows_of_new(wholes, telling.sender))
    return cases


def known_numbers(programme: Programme, numbers: Sequence[str]) -> Mapping[str, str]:
    """By the numbers that cases had those that are cases here already, with the numbers that they have here."""
    clients = {_client(programme, number): number for number in numbers}
    with seeing(SYSTEM):
        cases = Case.objects.filter(programme=programme.id)
        imported = cases.filter(client__in=clients).values_list("client", "number")
        own = cases.filter(number__in=numbers).values_list("number", flat=True)
        return {clients[client]: number for client, number in imported} | {number: number for number in own}


def _judge(programme: Programme, rows: Sequence[PastRow], by: Doing) -> None:
    """Raise FlowError with what cannot be, row after row: each takes of the limits what those before it have left."""
    taken = dict(by.others)
    for row in rows:
        case = past_case(programme, row, by)
        if issues := tuple(past_issues(programme, case, replace(by, others=taken))):
            raise FlowError(issues)
        for draw in draws(programme, case):
            taken[draw.pot] = taken.get(draw.pot, 0) + draw.amount


def _past(programme: Programme, row: PastRow, by: Doing) -> _Past:
    case, number = past_case(programme, row, by), str(row[CASE])
    return _Past(case, str(row[CALLED] or number), _client(programme, number), case.course.began or by.at)


def _placed(past: Sequence[_Past], by: Doing) -> list[_Past]:
    """The same in the parks and under the names that the register says, whatever was told."""
    named = {one.case.organisation for one in past} - {""}
    parks, names = parks_on(named, local_day(by.at)), dict(_names(named))
    found = []
    for one in past:
        of = one.case.organisation
        case = replace(one.case, park=parks.get(of) or one.case.park)
        found.append(replace(one, case=case, name=names.get(of, one.name)))
    return found


def _names(organisations: set[str]) -> Iterable[tuple[str, str]]:
    return Organisation.objects.filter(pk__in=organisations).values_list("pk", "name")


def _client(programme: Programme, number: str) -> UUID:
    """What makes a row that is told twice one case: the number that the case had."""
    return uuid5(NAMESPACE_URL, f"nanfeng:{programme.id}:{number}")


def _take(programme: Programme, cases: Sequence[Case], past: Sequence[_Past]) -> None:
    """Keep what the cases take of the programme's limits."""
    Taken.objects.bulk_create(
        taken_of(case, programme, draw)
        for case, one in zip(cases, past, strict=True)
        for draw in draws(programme, one.case)
    )


def _numbers(programme: Programme, past: Sequence[_Past]) -> list[tuple[int, int]]:
    """The year and the serial of each: they follow those that are there."""
    years = [local_day(one.began).year for one in past]
    last: Counter[int] = Counter()
    for year in set(years):
        newest = Case.objects.filter(programme=programme.id, year=year).order_by("-serial").first()
        last[year] = newest.serial if newest else 0
    found = []
    for year in years:
        last[year] += 1
        found.append((year, last[year]))
    return found


def _thing(programme: Programme, one: _Past, number: tuple[int, int], edition: str) -> tuple[Thing, CoreCourse]:
    thing = Thing(
        NOUN,
        case_number(programme.id, *number),
        one.case.organisation,
        one.case.park or "",
        programme.use,
        bound_digest(programme, one.case),
        edition=edition,
    )
    return thing, one.case.course


def _row(programme: Programme, one: _Past, number: tuple[int, int], course: Course) -> Case:
    year, serial = number
    past = one.case.course
    return Case(
        number=course.subject,
        programme=programme.id,
        year=year,
        serial=serial,
        client=one.client,
        cohort=one.case.cohort or "",
        course=course,
        organisation=one.case.organisation,
        name=one.name,
        parties=parties_of(programme, one.case),
        park=one.case.park or "",
        purpose=programme.use.value,
        title=one.name,
        begun=one.began,
        version=past.version,
        stage=past.stage,
        state=past.state.value,
        since=past.since or one.began,
        due=due(programme.flow, past),
    )
