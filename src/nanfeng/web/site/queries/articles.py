"""Articles: those that the public sees, and all of them for who writes and approves."""

from django.db.models import QuerySet

from nanfeng.web import clock
from nanfeng.web.site.models import Article


def out() -> QuerySet[Article]:
    """The articles that the public sees: published, and past their embargo; the newest first."""
    return Article.objects.filter(published_at__isnull=False, embargo__lte=clock.today())


def drafts() -> QuerySet[Article]:
    """The articles that are not published."""
    return Article.objects.filter(published_at=None)


def every() -> QuerySet[Article]:
    """All articles, for those who write and approve them."""
    return Article.objects.all()
