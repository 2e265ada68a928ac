"""News and notices as the public reads them, and the newsroom where they are written and approved."""

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text
from nanfeng.web.doors import allow, allow_public
from nanfeng.web.look.language import words
from nanfeng.web.people.request import Request, account_of
from nanfeng.web.site.forms import KINDS, ArticleForm
from nanfeng.web.site.models import Article
from nanfeng.web.site.prose import faults, rendered
from nanfeng.web.site.queries import articles as queries
from nanfeng.web.site.services import articles

_A_PAGE = 20


@allow_public
@require_safe
def news(request: Request) -> HttpResponse:
    """What is new, the newest first."""
    page = Paginator(queries.out(), _A_PAGE).get_page(request.GET.get("page"))
    return render(request, "site/news.html", {"page": page, "kinds": KINDS})


@allow_public
@require_safe
def article(request: Request, article: int) -> HttpResponse:
    """One article, its numbers as they are published now."""
    found = get_object_or_404(queries.out().select_related("release"), pk=article)
    return render(request, "site/article.html", _read(found))


@allow(Role.PLANNER, Role.APPROVER, Role.AUDITOR)
@require_safe
def newsroom(request: Request) -> HttpResponse:
    """All articles, with what is to be done with each."""
    page = Paginator(queries.every(), _A_PAGE).get_page(request.GET.get("page"))
    return render(request, "site/newsroom.html", {"page": page})


@allow(Role.PLANNER, Role.APPROVER, Role.AUDITOR)
@require_safe
def preview(request: Request, article: int) -> HttpResponse:
    """An article as the public will see it, and what stands against its publication."""
    found = get_object_or_404(queries.every().select_related("release"), pk=article)
    wrong = faults((found.body_zh, found.body_en), found.release)
    return render(request, "site/preview.html", {**_read(found), "faults": wrong})


@allow(Role.PLANNER)
@require_http_methods(["GET", "POST"])
def write(request: Request) -> HttpResponse:
    """Begin an article."""
    form = ArticleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        written = articles.write(form.draft(), account_of(request).email)
        return redirect("site:preview", written.pk)
    return render(request, "site/write.html", {"form": form})


@allow(Role.PLANNER)
@require_http_methods(["GET", "POST"])
def rewrite(request: Request, article: int) -> HttpResponse:
    """Change a draft."""
    found = get_object_or_404(queries.drafts(), pk=article)
    form = ArticleForm(request.POST) if request.method == "POST" else ArticleForm.of(found)
    if request.method == "POST" and form.is_valid():
        expected = form.cleaned_data["version"] or 0
        try:
            articles.rewrite(article, expected, form.draft(), account_of(request).email)
        except articles.RefusedError as error:
            for reason in error.reasons:
                form.add_error(None, words(reason))
        else:
            return redirect("site:preview", article)
    return render(request, "site/write.html", {"form": form, "article": found})


@allow(Role.APPROVER)
@require_POST
def publish(request: Request, article: int) -> HttpResponse:
    """Let the public see it."""
    return _decided(request, article, partial(articles.publish, by=account_of(request).email))


@allow(Role.APPROVER)
@require_POST
def withdraw(request: Request, article: int) -> HttpResponse:
    """Make it a draft again."""
    return _decided(request, article, articles.withdraw)


def _decided(request: Request, article: int, decide: articles.Decision) -> HttpResponse:
    get_object_or_404(queries.every(), pk=article)
    version = request.POST.get("version", "")
    try:
        decide(article, int(version) if version.isdecimal() else 0)
    except articles.RefusedError as error:
        for reason in error.reasons:
            messages.error(request, words(reason))
    else:
        messages.success(request, words(Text("已完成", "Done")))
    return redirect("site:preview", article)


def _read(article: Article) -> dict[str, object]:
    return {
        "article": article,
        "text": rendered(words(article.body), article.release),
        "kind": KINDS[Article.Kind(article.kind)],
    }
