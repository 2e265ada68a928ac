"""Writing, publishing and withdrawing articles: who wrote one does not publish it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from nanfeng.kinds.text import Text
from nanfeng.web import clock
from nanfeng.web.audit.services import Note, note
from nanfeng.web.closing.models import Release
from nanfeng.web.site.models import Article
from nanfeng.web.site.prose import faults

Decision = Callable[[int, int], Article]
"""Decides on an article of which one saw a version; raises RefusedError."""


class RefusedError(ValueError):
    """What was asked for cannot be done; `reasons` say why and how to mend it."""

    def __init__(self, *reasons: Text) -> None:
        super().__init__("; ".join(reason.en for reason in reasons))
        self.reasons = reasons


@dataclass(frozen=True)
class Draft:
    """What an article is to say."""

    kind: str
    title: Text
    body: Text
    embargo: date
    release: Release | None = None

    def columns(self) -> dict[str, object]:
        """As the table keeps it."""
        return {
            "kind": self.kind,
            "title_zh": self.title.zh,
            "title_en": self.title.en,
            "body_zh": self.body.zh,
            "body_en": self.body.en,
            "embargo": self.embargo,
            "release": self.release,
        }


@transaction.atomic
def write(draft: Draft, by: str) -> Article:
    """Begin an article."""
    article = Article.objects.create(**draft.columns(), written_by=by, changed_at=clock.now())
    note(Note("write", "article", str(article.pk), changes={"title": [None, draft.title.zh]}))
    return article


@transaction.atomic
def rewrite(article: int, expected: int, draft: Draft, by: str) -> Article:
    """Change a draft of which one saw the version `expected`; raise RefusedError where it is published, or has been
    changed since.
    """
    found = _locked(article, expected)
    if found.published_at:
        raise RefusedError(_PUBLISHED)
    before = found.title_zh
    for name, value in draft.columns().items():
        setattr(found, name, value)
    found.written_by = by
    _moved_on(found)
    note(Note("change", "article", str(article), changes={"title": [before, found.title_zh]}))
    return found


@transaction.atomic
def publish(article: int, expected: int, by: str) -> Article:
    """Let the public see an article from its embargo on.

    Raise RefusedError where the same person wrote it, where it was changed meanwhile, or where it cites a figure that
    the public does not see.
    """
    found = _locked(article, expected)
    if found.written_by == by:
        raise RefusedError(_FOUR_EYES)
    wrong = faults((found.body_zh, found.body_en), found.release)
    if wrong:
        raise RefusedError(*wrong)
    found.published_at, found.published_by = found.published_at or clock.now(), by
    _moved_on(found)
    note(Note("publish", "article", str(article), changes={"published": [False, True]}))
    return found


@transaction.atomic
def withdraw(article: int, expected: int) -> Article:
    """Make a published article a draft again; raise RefusedError where it was changed meanwhile."""
    found = _locked(article, expected)
    found.published_at, found.published_by = None, ""
    _moved_on(found)
    note(Note("withdraw", "article", str(article), changes={"published": [True, False]}))
    return found


def _locked(article: int, expected: int) -> Article:
    found = Article.objects.select_for_update(of=("self",)).select_related("release").get(pk=article)
    if found.version != expected:
        raise RefusedError(_CHANGED)
    return found


def _moved_on(article: Article) -> None:
    article.version += 1
    article.changed_at = clock.now()
    article.save()


_PUBLISHED = Text(
    "文章已经发布：请先由批准人撤回，再修改",
    "The article is published: the approver withdraws it first, then it can be changed",
)
_FOUR_EYES = Text(
    "撰写人不能发布自己的文章：请由另一位批准人发布",
    "Who wrote an article cannot publish it: ask another approver",
)
_CHANGED = Text(
    "文章在您打开之后已被他人更改：请刷新后查看最新内容",
    "Somebody changed the article after you opened it: reload to see how it stands now",
)
