"""Cases of every programme: which there are, one of them, beginning, filling in and leading on."""

from collections.abc import Callable
from datetime import timedelta
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from ninja import Field, Query, Schema, Status

from nanfeng.cases.state import State
from nanfeng.web import city
from nanfeng.web.api.conditions import check, check_stated, tagged
from nanfeng.web.api.moves import Wish
from nanfeng.web.api.noun import Noun, Stated
from nanfeng.web.api.nouns.case_answers import row_out, whole_out
from nanfeng.web.api.nouns.case_shapes import CaseOut, CaseWhole
from nanfeng.web.api.paging import Order, Page, Paging, part
from nanfeng.web.api.problem import Fault, fault
from nanfeng.web.api.rows import typed_values
from nanfeng.web.api.shapes import PlainText, Short
from nanfeng.web.audit.services import looked
from nanfeng.web.doors import allow
from nanfeng.web.people.request import Request, post_of
from nanfeng.web.programmes import services
from nanfeng.web.programmes.models import Case
from nanfeng.web.programmes.queries import lists, one
from nanfeng.web.programmes.queries.lists import Which
from nanfeng.web.programmes.services import Application, Whose
from nanfeng.web.programmes.views.doors import WORKERS
from nanfeng.web.programmes.whole import whole

cases = Noun("cases")

Values = dict[Short, PlainText | int | bool | None]
"""What a case says, by field; each programme says what its fields take (see `values` there)."""


class Among(StrEnum):
    """Which cases are looked at: all that the caller may see, those that are his or his organisation's to see to, those
    that are due soon, those past their time.
    """

    ALL = "all"
    MINE = "mine"
    DUE = "due"
    LATE = "late"


_AMONG: dict[Among, Callable[[int], QuerySet[Case]]] = {
    Among.ALL: lambda _days: lists.cases(),
    Among.MINE: lambda _days: lists.mine(),
    Among.DUE: lambda days: lists.due(timedelta(days=days)),
    Among.LATE: lambda _days: lists.late(),
}


class CasesWanted(Paging):
    """Which cases; empty asks for nothing."""

    among: Among = Among.ALL
    days: int = Field(7, ge=0, le=3660, description="几日内到期 / with `among=due`: within so many days")
    programme: Short = ""
    stage: Short = ""
    state: State | None = None
    park: Short = ""
    cohort: Short = ""
    owner: Short = Field("", description="经办人的邮箱 / the mail address of who sees to it")
    text: Short = Field("", description="编号、单位或名称的一部分 / part of a number, name or title")

    def which(self) -> Which:
        """The question."""
        said = {name: getattr(self, name) for name in ("programme", "stage", "park", "cohort", "owner", "text")}
        return Which(state=self.state.value if self.state else "", **said)


class CaseWish(Schema):
    """A case to begin. Who acts for an organisation begins it for that one and names none. For others: `organisation`
    is a code or name that the register knows, or `name` what somebody is called who is in no register yet, in `park`.
    """

    programme: Short
    organisation: Short = ""
    name: Short = ""
    park: Short = ""
    title: Short = ""
    cohort: Short = ""
    values: Values = Field(default_factory=dict)


class ValuesWish(Schema):
    """Fields to fill in; null empties one, and one that is not named stays as it is."""

    values: Values = Field(min_length=1)


class CaseStep(Wish):
    """A step for a case of which the caller saw `version`."""

    version: int = Field(ge=0, le=10**9)


class SeenCase(Schema):
    """A case as it was seen in a list."""

    number: Short
    version: int = Field(ge=0, le=10**9)


class StepForMany(Wish):
    """The same step for many cases."""

    cases: list[SeenCase] = Field(min_length=1, max_length=200)


class CasesMoved(Schema):
    """How many moved; why others did not, by the number of the case."""

    moved: int
    refused: list[Fault]


@cases.get("/cases", Page[CaseOut])
@allow(*WORKERS)
def listed(request: Request, wanted: Query[CasesWanted]) -> dict[str, Any]:
    """办件列表 / The cases that the caller may see, the latest first: all, his own, those due soon or late."""
    found = _AMONG[wanted.among](wanted.days).filter(wanted.which().condition)
    page = part(found, Order("cases", ("-pk",)), wanted)
    return {"items": [row_out(case) for case in page.rows], "next": page.next}


@cases.post("/cases", CaseWhole, 201, stated=Stated.SHOWN)
@allow(*WORKERS)
def begin(request: Request, response: HttpResponse, wish: CaseWish) -> Status:
    """新建办件 / Begin a case; what its programme asks for from the beginning has to be there."""
    programme = city.pack().programmes.get(wish.programme)
    if programme is None:
        raise Http404("the city runs no such programme")
    whose = Whose(post_of(request).organisation or wish.organisation, wish.name, wish.park)
    typed = typed_values(programme, wish.values)
    case = services.apply(Application(programme.id, whose, typed, wish.title, wish.cohort))
    return Status(201, answer(response, case.number))


@cases.post("/cases/moves", CasesMoved)
@allow(*WORKERS)
def move_many(request: Request, wish: StepForMany) -> dict[str, Any]:
    """一次办理多件 / Take the same step with many cases, as they were seen; each moves or is refused alone."""
    moved = services.move_many({each.number: each.version for each in wish.cases}, wish.asked())
    refused = [fault(error.issue) | {"at": number} for number, error in moved.refused.items()]
    return {"moved": len(moved.cases), "refused": refused}


@cases.get("/cases/{slug:number}", CaseWhole, stated=Stated.SHOWN)
@allow(*WORKERS)
def show(request: Request, response: HttpResponse, number: str) -> dict[str, Any]:
    """一个办件 / One case: what it says, where it stands, what is missing, what may be done."""
    said = answer(response, number)
    looked("case", number, said["organisation"])
    return said


@cases.post("/cases/{slug:number}/values", CaseWhole, stated=Stated.REQUIRED)
@allow(*WORKERS)
def save(request: Request, response: HttpResponse, number: str, wish: ValuesWish) -> dict[str, Any]:
    """填写办件 / Fill in fields of a case. `If-Match` says which state of it the caller saw."""
    row = case_numbered(number)
    found = whole(row)
    seen = services.token(found)
    check_stated(request, seen)
    services.save(number, seen, typed_values(found.programme, wish.values))
    return answer(response, number)


@cases.post("/cases/{slug:number}/moves", CaseWhole, stated=Stated.MINDED)
@allow(*WORKERS)
def move(request: Request, response: HttpResponse, number: str, wish: CaseStep) -> dict[str, Any]:
    """办理一步 / Take a step; 409 where another was taken since `version`, and with every rule that refuses it."""
    check(request, services.token(whole(case_numbered(number))))
    services.move(number, wish.version, wish.asked())
    return answer(response, number)


def case_numbered(number: str) -> Case:
    """A case that the caller may see; raise Http404 for others."""
    row = one.case(number)
    if row is None:
        raise Http404("there is no such case, or it is not the caller's to see")
    return row


def answer(response: HttpResponse, number: str) -> dict[str, Any]:
    """The case as it stands now, its state said in the answer's `ETag`."""
    shown = one.shown(case_numbered(number))
    tagged(response, shown.token)
    return whole_out(shown)
