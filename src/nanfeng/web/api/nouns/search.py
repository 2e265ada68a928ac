"""Search over everything that the caller may see."""

from collections.abc import Sequence
from typing import Annotated

from ninja import Field, Query, Schema
from pydantic import StringConstraints

from nanfeng.kinds.role import Role
from nanfeng.web.api.noun import Noun
from nanfeng.web.api.problem import Words
from nanfeng.web.api.shapes import Short
from nanfeng.web.doors import allow_signed_in
from nanfeng.web.look.search import LONGEST, SHORTEST, Group
from nanfeng.web.look.search import search as search_all
from nanfeng.web.people.request import Request

search = Noun("search")
_Text = Annotated[str, StringConstraints(min_length=SHORTEST, max_length=LONGEST, pattern=r"^[^\x00]*$")]


class Wanted(Schema):
    """What is looked for: of one kind alone, where one is named."""

    text: _Text = Field(description="名称、编号或代码的一部分 / part of a name, number or code")
    kind: Short = ""


class HitOut(Schema):
    """Something found: the key by which it is asked for elsewhere, what it is called, a line about it, its page."""

    key: str
    title: Words
    note: Words
    url: str


class GroupOut(Schema):
    """What was found of a kind, the best first; `more`: there is more of it than stands here."""

    kind: str
    label: Words
    hits: list[HitOut]
    more: bool


@search.get("/search", list[GroupOut])
@allow_signed_in
def find(request: Request, wanted: Query[Wanted]) -> Sequence[Group]:
    """查找全部 / What fits a text, of everything that the caller may see: a few of each kind, or many of one."""
    return search_all(wanted.text, wanted.kind, Role(request.post.role) if request.post else None)
