"""Cases as the rows of a spreadsheet, in the shape in which past ones are handed in."""

from collections.abc import Iterator, Mapping
from datetime import date

from django.db.models import QuerySet

from nanfeng.cases.case_form import CASE, COHORT, ORGANISATION, PARK, STAGE, STATE, UNTIL, form_name
from nanfeng.cases.day import local_day
from nanfeng.cases.past import CALLED, came
from nanfeng.cases.programme import Programme
from nanfeng.cases.state import State
from nanfeng.intake.template import Row
from nanfeng.ledger.versions import WITHDRAWN
from nanfeng.web import city
from nanfeng.web.flows.models import Step
from nanfeng.web.people.scope import SYSTEM, seeing
from nanfeng.web.programmes.access import readable, seen
from nanfeng.web.programmes.models import Case
from nanfeng.web.records.queries import Which, table


def past_rows(programme: Programme) -> list[Row]:
    """The cases of a programme that the present doer may see, in the order of their numbers, without the fields that
    he does not read; a constant number of queries.
    """
    cases = Case.objects.filter(seen(), programme=programme.id).order_by("year", "serial")
    with seeing(SYSTEM):
        form = city.pack().forms[form_name(programme.id)]
        stays: dict[str, list[Mapping[str, object]]] = {}
        for row in table(form, Which(current=True)).to_pylist():
            if row["_status"] != WITHDRAWN:
                stays.setdefault(row[CASE], []).append(row)
        ended = _ended(cases)
    return [_row(programme, case, stays.get(case.number, []), ended.get(case.pk)) for case in cases]


def _row(programme: Programme, case: Case, stays: list[Mapping[str, object]], ended: date | None) -> Row:
    own = {
        CASE: case.number,
        ORGANISATION: case.organisation or None,
        CALLED: None if case.organisation else case.name,
        PARK: case.park or None,
        COHORT: case.cohort or None,
        STAGE: case.stage,
        STATE: case.state,
        UNTIL: ended,
    }
    said = {each.name: row[each.name] for row in stays[:1] for each in readable(programme, None)}
    return {**said, **own, **dict(_days(programme, stays))}


def _days(programme: Programme, stays: list[Mapping[str, object]]) -> Iterator[tuple[str, object]]:
    stages = {stage.id for stage in programme.stages}
    return ((came(str(row[STAGE])), row["since"]) for row in stays if row[STAGE] in stages)


def _ended(cases: QuerySet[Case]) -> Mapping[int, date]:
    """By the key of each case that does not simply go on, the day of its last step."""
    ended = cases.exclude(state=State.ACTIVE.value).order_by()
    steps = Step.objects.filter(course__case__in=ended).order_by("number").values_list("course__case", "happened")
    return {case: local_day(happened) for case, happened in steps}
