"""Logging on the way: a case begun, filled in, with its photo, and led on, whole or not at all, and once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from nanfeng.cases.attempt import FlowError
from nanfeng.cases.programme import Programme
from nanfeng.cases.quick import Quick
from nanfeng.forms.value import Value
from nanfeng.kinds.issue import Issue
from nanfeng.kinds.text import Text
from nanfeng.web import city, clock
from nanfeng.web.flows.services import Asked
from nanfeng.web.programmes.access import seen
from nanfeng.web.programmes.models import Case
from nanfeng.web.programmes.queries.planned import Planned, plan_forms, planned_as
from nanfeng.web.programmes.recorded import forms_of
from nanfeng.web.programmes.services.applying import registered
from nanfeng.web.programmes.services.beginning import Begun, begin
from nanfeng.web.programmes.services.keeping import check_writes
from nanfeng.web.programmes.services.moving import move
from nanfeng.web.programmes.services.papers import Attached, attach
from nanfeng.web.programmes.services.planning import tick
from nanfeng.web.programmes.services.talking import add_task
from nanfeng.web.programmes.typed import understood
from nanfeng.web.records.services import hold


@dataclass(frozen=True)
class Photo:
    """A picture as it was sent: its name and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Sent:
    """What a phone sends. `client` is what it called the case; `organisation` is typed by a person; `plan` is the key
    of the record that planned it, empty for none. `at` is when it was saved on the phone. `task` is to be followed up
    by `task_day`; empty: nothing is.
    """

    programme: str
    client: UUID
    organisation: str
    typed: Mapping[str, str]
    photo: Photo | None = None
    plan: str = ""
    at: datetime | None = None
    task: str = ""
    task_day: date | None = None


@transaction.atomic
def log(sent: Sent) -> Case:
    """Write down what was done on the way; sent twice it is there once.

    Raise FlowError with every rule that refuses it, NotForYouError where it is beyond the present scope: nothing is
    written then.
    """
    check_writes()
    programme = city.pack().programmes[sent.programme]
    hold({*forms_of(programme), *plan_forms(programme.id)})
    known = Case.objects.filter(seen(), client=sent.client).first()
    return known or _log(programme, _quick(programme), sent)


def _log(programme: Programme, quick: Quick, sent: Sent) -> Case:
    planned = planned_as(sent.plan, programme.id) if sent.plan else None
    case = begin(_begun(programme, _values(programme, quick, sent, planned), sent))
    if sent.photo and quick.photo:
        attach(case.number, Attached(quick.photo, sent.photo.name, sent.photo.content))
    if quick.step:
        case = move(case.number, case.version, Asked(quick.step, happened=case.begun))
    if planned:
        tick(planned, case)
    if sent.task:
        add_task(case.number, sent.task, sent.task_day or clock.today())
    return case


def _quick(programme: Programme) -> Quick:
    if programme.quick is None:
        wrong = Text(f"“{programme.label.zh}”没有快速记录", f"{programme.label.en!r} has no short form")
        mend = Text("在项目页面新建办件", "begin a case on the programme's page")
        raise FlowError((Issue("quick", programme.id, "", wrong, mend),))
    return programme.quick


def _values(programme: Programme, quick: Quick, sent: Sent, planned: Planned | None) -> Mapping[str, Value]:
    """What the case says: what was typed, today where nothing was, and the case by whose plan it was made."""
    today = dict.fromkeys(quick.today, clock.today().isoformat())
    of = {quick.of: planned.case.number} if planned and quick.of else {}
    return understood(programme, {**today, **of, **{name: text for name, text in sent.typed.items() if text}})


def _begun(programme: Programme, values: Mapping[str, Value], sent: Sent) -> Begun:
    entry = registered(programme, sent.organisation)
    whose = {"organisation": entry.pk, "name": entry.name, "park": entry.park}
    return Begun(programme.id, **whose, values=values, client=sent.client, happened=sent.at)
