"""Records of other forms that belong to a case: their field `case` names it."""

from collections.abc import Mapping

import pyarrow as pa

from nanfeng.cases.case_form import CASE
from nanfeng.forms.form import Form
from nanfeng.intake.context import Barred
from nanfeng.intake.fault import Fault
from nanfeng.kinds.text import Text
from nanfeng.ledger.versions import WITHDRAWN
from nanfeng.web import city
from nanfeng.web.people.scope import SYSTEM, seeing
from nanfeng.web.programmes.models import Case, Link

UNKNOWN_CASE = Fault(
    "unknown_case",
    Text("没有这个办件，或它不是该单位的", "there is no such case, or it is not that organisation's"),
    Text("核对办件编号；没有办件的留空", "Check the number of the case; leave it empty where there is none"),
)


def programmes_linking(form: Form) -> list[str]:
    """The programmes whose cases records of this form may belong to."""
    return [
        programme.id
        for programme in city.pack().programmes.values()
        if form.name in [linked.form for linked in programme.linked]
    ]


def barred(form: Form) -> Barred | None:
    """Bars records that name a case which is not theirs."""
    programmes = programmes_linking(form)
    if not programmes:
        return None
    with seeing(SYSTEM):
        named = Case.objects.filter(programme__in=programmes).values_list("number", "organisation", "parties")
        known = {number: {organisation, *parties} for number, organisation, parties in named}
    return lambda rows: _strangers(rows, known)


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


def _strangers(rows: pa.Table, known: Mapping[str, set[str]]) -> dict[int, Fault]:
    """Rows that name a case which is not there, or another organisation's; who is not registered yet is no other."""
    named = zip(rows[CASE].to_pylist(), rows["_organisation"].to_pylist(), strict=True)
    found: dict[int, Fault] = {}
    for row, (number, organisation) in enumerate(named):
        theirs = known.get(number)
        if number and (theirs is None or (organisation and theirs - {""} and organisation not in theirs)):
            found[row] = UNKNOWN_CASE
    return found
