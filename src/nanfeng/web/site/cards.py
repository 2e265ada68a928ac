"""What the site puts on the desk: articles that wait for approval, readers who wait for an answer."""

from django.urls import reverse

from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text
from nanfeng.web.look.desk import Card, Urgency
from nanfeng.web.people.request import Request
from nanfeng.web.site.queries import articles, readers


def cards(request: Request) -> list[Card]:
    """Drafts for the approver, messages for the statistician."""
    role = request.post.role if request.post else None
    if role == Role.APPROVER:
        return [Card(Text("待发布文章", "Articles to publish"), articles.drafts().count(), reverse("site:newsroom"))]
    if role == Role.STATISTICIAN:
        waiting = readers.open_reports()
        return [Card(Text("读者来信待答复", "Readers to answer"), waiting, reverse("site:inbox"), Urgency.DUE)]
    return []
