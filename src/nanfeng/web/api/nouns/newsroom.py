"""The newsroom: articles written, changed, published and withdrawn; who wrote one does not publish it."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Field, Query, Schema, Status
from pydantic import AfterValidator, StringConstraints

from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text
from nanfeng.web.api.conditions import check, check_stated, tagged
from nanfeng.web.api.noun import Noun, Stated
from nanfeng.web.api.paging import Order, Page, Paging, part
from nanfeng.web.api.problem import ProblemError, Words, words_of
from nanfeng.web.api.shapes import Number, Short
from nanfeng.web.doors import allow
from nanfeng.web.people.request import Request, account_of
from nanfeng.web.site.models import Article
from nanfeng.web.site.prose import faults
from nanfeng.web.site.queries import articles as queries
from nanfeng.web.site.queries.releases import out
from nanfeng.web.site.services import articles

newsroom = Noun("site")
EDITORS = (Role.PLANNER, Role.APPROVER, Role.AUDITOR)
_NO_RELEASE = Text("没有这份已发布的发布", "there is no such release that is out")


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("the text is empty")
    return text


Title = Annotated[
    str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00]*$"), AfterValidator(_not_blank)
]
Body = Annotated[
    str, StringConstraints(min_length=1, max_length=50_000, pattern=r"^[^\x00]*$"), AfterValidator(_not_blank)
]


class Titles(Schema):
    """A title in both languages."""

    zh: Title
    en: Title


class Bodies(Schema):
    """A text in both languages: Markdown in which every number is a reference to a figure."""

    zh: Body
    en: Body


class ArticleWish(Schema):
    """What an article is to say. `embargo` is the first day on which the public sees it; `release` the one whose
    windows references without a period mean.
    """

    kind: Literal["news", "notice"] = "news"
    title: Titles
    body: Bodies
    embargo: date = Field(ge=date(1990, 1, 1), le=date(2100, 12, 31))
    release: Short = ""

    def draft(self) -> articles.Draft:
        """The same as the service takes it; raise ProblemError (422) where the release is none that is out."""
        release = out().filter(pk=self.release).first() if self.release else None
        if self.release and release is None:
            raise ProblemError(422, _NO_RELEASE)
        title, body = Text(self.title.zh, self.title.en), Text(self.body.zh, self.body.en)
        return articles.Draft(self.kind, title, body, self.embargo, release)


class DraftOut(Schema):
    """An article as the newsroom has it. `version` counts its changes."""

    id: int
    kind: str
    title: Words
    body: Words
    embargo: date
    release: str | None
    version: int
    written_by: str
    changed_at: datetime
    published_at: datetime | None
    published_by: str


class DraftWhole(DraftOut):
    """An article, and what stands against its publication: references that are wrong, or whose figure is not out."""

    faults: list[Words]


@newsroom.get("/newsroom/articles", Page[DraftOut])
@allow(*EDITORS)
def drafts(request: Request, wanted: Query[Paging]) -> dict[str, Any]:
    """编辑部的全部文章 / All articles, drafts among them, the latest first."""
    page = part(queries.every().select_related("release"), Order("newsroom", ("-embargo", "-pk")), wanted)
    return {"items": [_shown(each) for each in page.rows], "next": page.next}


@newsroom.post("/newsroom/articles", DraftWhole, 201, stated=Stated.SHOWN)
@allow(Role.PLANNER)
def write(request: Request, response: HttpResponse, wish: ArticleWish) -> Status:
    """撰写文章 / Begin an article."""
    return Status(201, _whole(response, articles.write(wish.draft(), account_of(request).email)))


@newsroom.get("/newsroom/articles/{int:pk}", DraftWhole, stated=Stated.SHOWN)
@allow(*EDITORS)
def draft(request: Request, response: HttpResponse, pk: Number) -> dict[str, Any]:
    """一篇文章 / One article, and what stands against its publication."""
    return _whole(response, _found(pk))


@newsroom.put("/newsroom/articles/{int:pk}", DraftWhole)
@allow(Role.PLANNER)
def rewrite(request: Request, response: HttpResponse, pk: Number, wish: ArticleWish) -> dict[str, Any]:
    """修改草稿 / Change a draft; one that is published is withdrawn first."""
    seen = _found(pk)
    check_stated(request, seen.version)
    return _whole(response, articles.rewrite(pk, seen.version, wish.draft(), account_of(request).email))


@newsroom.post("/newsroom/articles/{int:pk}/publish", DraftWhole, stated=Stated.MINDED)
@allow(Role.APPROVER)
def publish(request: Request, response: HttpResponse, pk: Number) -> dict[str, Any]:
    """发布文章 / Let the public see an article from its embargo on."""
    seen = _found(pk)
    check(request, seen.version)
    return _whole(response, articles.publish(pk, seen.version, account_of(request).email))


@newsroom.post("/newsroom/articles/{int:pk}/withdraw", DraftWhole, stated=Stated.MINDED)
@allow(Role.APPROVER)
def withdraw(request: Request, response: HttpResponse, pk: Number) -> dict[str, Any]:
    """撤回文章 / Make an article a draft again."""
    seen = _found(pk)
    check(request, seen.version)
    return _whole(response, articles.withdraw(pk, seen.version))


def _found(pk: int) -> Article:
    return get_object_or_404(queries.every().select_related("release"), pk=pk)


def _whole(response: HttpResponse, one: Article) -> dict[str, Any]:
    tagged(response, one.version)
    wrong = faults((one.body_zh, one.body_en), one.release)
    return _shown(one) | {"faults": [words_of(fault) for fault in wrong]}


def _shown(one: Article) -> dict[str, Any]:
    said = {
        name: getattr(one, name) for name in DraftOut.model_fields if name not in ("id", "title", "body", "release")
    }
    texts = {"title": words_of(one.title), "body": words_of(one.body)}
    return {"id": one.pk, "release": one.release.pk if one.release else None} | said | texts
