"""The public site: news, and telling the zone that something is wrong."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.shortcuts import get_object_or_404
from ninja import Field, Query, Schema, Status
from pydantic import StringConstraints

from nanfeng.kinds.role import Role
from nanfeng.web.api.noun import Noun
from nanfeng.web.api.paging import Order, Page, Paging, part
from nanfeng.web.api.problem import Words
from nanfeng.web.api.shapes import Number, PlainText, Short
from nanfeng.web.doors import allow, allow_public
from nanfeng.web.people.request import Request, account_of
from nanfeng.web.site.models import Article, ErrorReport
from nanfeng.web.site.queries import articles, readers
from nanfeng.web.site.services import reports

site = Noun("site")


class ArticleOut(Schema):
    """News or a notice. Every number in its bodies (Markdown) is a reference to a figure."""

    id: int
    kind: str
    title: Words
    body: Words
    embargo: date
    published_at: datetime | None


class ReportWish(Schema):
    """What is wrong, or a question. `figure` is a figure's key; an answer goes to `mail`, where there is one."""

    kind: Literal["error", "question"]
    text: Annotated[str, StringConstraints(min_length=1, max_length=4000, pattern=r"^[^\x00]*$")]
    figure: Short = ""
    mail: Annotated[str, StringConstraints(max_length=200, pattern=r"^$|^[^@\s\x00]+@[^@\s\x00]+$")] = ""
    language: Literal["zh", "en"] = "zh"


class ReportState(Schema):
    """What became of what somebody reported; `number` is what he was given to ask after it with."""

    number: str
    state: str
    answer: str
    made: datetime
    answered_at: datetime | None


class ReaderReport(ReportState):
    """What a reader reported, for who answers it."""

    id: int
    kind: str
    page: str
    figure: str
    text: str


class AnswerWish(Schema):
    """The answer to a report."""

    state: Literal["accepted", "refused", "corrected"]
    words: PlainText = Field(min_length=1)


class ReportsWanted(Paging):
    """Which reports."""

    state: Literal["", "open", "accepted", "refused", "corrected"] = ""


@site.get("/articles", Page[ArticleOut])
@allow_public
def news(request: Request, wanted: Query[Paging]) -> dict[str, Any]:
    """新闻与通知 / News and notices, the latest first."""
    page = part(articles.out(), Order("articles", ("-embargo", "-pk")), wanted)
    return {"items": [_article(each) for each in page.rows], "next": page.next}


@site.post("/error-reports", ReportState, 201)
@allow_public
def report(request: Request, wish: ReportWish) -> Status:
    """报告错误或提问 / Say that something is wrong, or ask."""
    return Status(201, reports.report(reports.Said(page="", **wish.dict())))


@site.get("/error-reports/{number}", ReportState)
@allow_public
def report_state(request: Request, number: str) -> ErrorReport:
    """处理进展 / What became of a report, by the number that was given."""
    return get_object_or_404(ErrorReport, number=number.strip().upper()[:12])


@site.get("/error-reports", Page[ReaderReport])
@allow(Role.STATISTICIAN, Role.AUDITOR)
def inbox(request: Request, wanted: Query[ReportsWanted]) -> dict[str, Any]:
    """读者的报告 / What readers reported, the latest first."""
    page = part(readers.reports(wanted.state), Order("error reports", ("-made", "-pk")), wanted)
    return {"items": page.rows, "next": page.next}


@site.post("/error-reports/{int:pk}/answer", ReportState)
@allow(Role.STATISTICIAN)
def answer(request: Request, pk: Number, wish: AnswerWish) -> ErrorReport:
    """答复一份报告 / Answer a report."""
    found = get_object_or_404(ErrorReport, pk=pk)
    return reports.answer(found.pk, wish.state, wish.words, account_of(request).email)


def _article(one: Article) -> dict[str, Any]:
    return {
        "id": one.pk,
        "title": {"zh": one.title_zh, "en": one.title_en},
        "body": {"zh": one.body_zh, "en": one.body_en},
        **{name: getattr(one, name) for name in ("kind", "embargo", "published_at")},
    }
