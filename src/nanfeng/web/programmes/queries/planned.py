"""What is planned day by day: records that plan a case for an organisation, such as the visits of a round."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from nanfeng.cases.case_form import CASE
from nanfeng.cases.programme import Linked, Programme
from nanfeng.ledger.versions import WITHDRAWN
from nanfeng.web import city
from nanfeng.web.organisations.models import Organisation
from nanfeng.web.people.scope import present
from nanfeng.web.programmes.models import Case, Link
from nanfeng.web.programmes.queries.lists import GOING_ON, cases
from nanfeng.web.records.models import Record


@dataclass(frozen=True)
class Planned:
    """A case that is planned: by the plan of which `case`, for whom and on which `day`; `programme` is what it will be
    a case of, `made` its number, empty while there is none.
    """

    record: Record
    case: Case
    name: str
    programme: str
    made: str

    @property
    def day(self) -> date:
        """The day that it is planned for."""
        if self.record.first is None:
            raise ValueError(f"the plan {self.record.key} has no day; a form that plans has a day that is required")
        return self.record.first


def plan_of(programme: Programme) -> Linked | None:
    """The records by which cases of a programme plan others; None where they plan nothing."""
    return next((linked for linked in programme.linked if linked.plans), None)


def plan_forms(programme: str = "") -> Mapping[str, Linked]:
    """By name the forms whose records plan cases, of this programme alone where one is named."""
    plans = [found for one in city.pack().programmes.values() if (found := plan_of(one))]
    return {one.form: one for one in plans if programme in ("", one.plans)}


def planned_in(case: Case, linked: Linked) -> list[Planned]:
    """What a case that was found plans, day by day."""
    keys = Link.objects.filter(case=case, form=linked.form, stands=True).values("key")
    return _planned(_standing([linked.form]).filter(key__in=keys), {case.number: case})


def planned_between(first: date, last: date, programme: str = "") -> list[Planned]:
    """What cases that go on plan from one day to another, both included; three queries."""
    rows = list(_standing(plan_forms(programme)).filter(first__gte=first, first__lte=last))
    going_on = cases().filter(state__in=GOING_ON, number__in={row.content[CASE] for row in rows})
    return _planned(rows, {case.number: case for case in going_on})


def planned_as(key: str, programme: str) -> Planned | None:
    """What a record plans for a programme; None where it is gone, or has led to a case already."""
    rows = list(_standing(plan_forms(programme)).filter(key=key))
    known = cases().filter(number__in={row.content[CASE] for row in rows})
    return next((one for one in _planned(rows, {case.number: case for case in known}) if not one.made), None)


def _standing(forms: Iterable[str]) -> QuerySet[Record]:
    found = Record.objects.filter(present().readable, form__in=list(forms), current=True)
    return found.exclude(status=WITHDRAWN).order_by("first", "key")


def _planned(rows: Iterable[Record], known: Mapping[str, Case]) -> list[Planned]:
    kept = [row for row in rows if row.content[CASE] in known]
    entries = Organisation.objects.filter(pk__in={row.organisation for row in kept})
    names = dict(entries.values_list("pk", "name"))
    found: list[Planned] = []
    for row in kept:
        linked = plan_forms()[row.form]
        made = row.content.get(linked.made or "") or ""
        name = names.get(row.organisation, row.organisation)
        found.append(Planned(row, known[row.content[CASE]], name, linked.plans or "", made))
    return found
