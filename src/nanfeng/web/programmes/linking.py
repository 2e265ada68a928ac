"""Records of other forms that belong to a case: their field `case` names it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial

import pyarrow as pa

from nanfeng.cases.attempt import listed
from nanfeng.cases.case_form import CASE
from nanfeng.cases.programme import Linked, Programme
from nanfeng.forms.form import Form
from nanfeng.intake.fault import Fault
from nanfeng.intake.names import Names
from nanfeng.kinds.text import Text
from nanfeng.ledger.versions import WITHDRAWN
from nanfeng.web import city
from nanfeng.web.audit.services import present_doer
from nanfeng.web.people.scope import SYSTEM, seeing
from nanfeng.web.programmes.models import Case, Link
from nanfeng.web.records.access import may_file


def programmes_linking(form: Form) -> list[str]:
    """The programmes whose cases records of this form may belong to."""
    return [
        programme.id
        for programme in city.pack().programmes.values()
        if form.name in [linked.form for linked in programme.linked]
    ]


def names(form: Form) -> Mapping[str, Names]:
    """What a record of a form may name: the number of a case that it belongs to, of a programme that links the form."""
    programmes = programmes_linking(form)
    return {CASE: _cases_of(programmes)} if programmes else {}


def named_by(programme: Programme) -> Mapping[str, Names]:
    """The same for a programme's own fields, where a projection takes from one the case that its record belongs to."""
    fed = {one.fields[CASE]: city.pack().forms[one.form] for one in programme.projections if CASE in one.fields}
    known = {each.name: names(fed[each.name]) for each in programme.fields if each.name in fed}
    return {name: found[CASE] for name, found in known.items() if found}


def link(form: Form, rows: pa.Table) -> None:
    """Note to which cases records belong that came in."""
    programmes = programmes_linking(form)
    if not programmes:
        return
    said = rows.select(["_key", "_status", CASE]).to_pylist()
    with seeing(SYSTEM):
        named = Case.objects.filter(programme__in=programmes, number__in={row[CASE] for row in said if row[CASE]})
        cases = {case.number: case for case in named}
        before = Link.objects.filter(form=form.name, key__in=[row["_key"] for row in said])
        before.update(stands=False)  # a record may name another case than before, or none
        links = [
            Link(case=cases[row[CASE]], form=form.name, key=row["_key"], stands=row["_status"] != WITHDRAWN)
            for row in said
            if row[CASE] in cases
        ]
        Link.objects.bulk_create(
            links, update_conflicts=True, unique_fields=["case", "form", "key"], update_fields=["stands"]
        )


@dataclass(frozen=True)
class Belonging:
    """A kind of records that belong to a case: how many there are, and whether the present doer files them."""

    linked: Linked
    count: int
    files: bool


def belonging(programme: Programme, counts: Mapping[str, int]) -> list[Belonging]:
    """The records that belong to a case of a programme, by their kinds; `counts` says how many of each form."""
    forms, role = city.pack().filed, present_doer().role
    return [
        Belonging(one, counts.get(one.form, 0), one.form in forms and may_file(forms[one.form], role))
        for one in programme.linked
    ]


def _cases_of(programmes: list[str]) -> Names:
    labels = listed([city.pack().programmes[name].label for name in programmes])
    return Names(
        whose=partial(_whose, programmes),
        unknown=Fault(
            "unknown_case",
            Text(f"“{labels.zh}”中没有这个编号的办件", f"there is no case of that number under: {labels.en}"),
            Text("核对办件编号；不属于办件的留空", "Check the number; leave it empty where it belongs to no case"),
        ),
        foreign=Fault(
            "foreign_case",
            Text("这个办件不是该单位的", "that case is not this organisation's"),
            Text("核对办件编号和单位", "Check the number of the case, and the organisation"),
        ),
    )


def _whose(programmes: list[str], numbers: Collection[str]) -> Mapping[str, Collection[str]]:
    """By the numbers of cases that there are, whose each is, and who takes part."""
    with seeing(SYSTEM):
        named = Case.objects.filter(programme__in=programmes, number__in=numbers)
        found = named.values_list("number", "organisation", "parties")
        return {number: {organisation, *parties} - {""} for number, organisation, parties in found}
