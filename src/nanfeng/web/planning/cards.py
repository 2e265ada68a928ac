"""What plans put on the desk: status reports that are owed, and measures that press."""

from django.urls import reverse

from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text
from nanfeng.web.look.desk import Card, Urgency
from nanfeng.web.people.request import Request
from nanfeng.web.planning.queries.overview import pressing, reports_owed


def cards(request: Request) -> list[Card]:
    """A department's own measures; all of them for the planner."""
    post = request.post
    if post is None:
        return []
    plans = reverse("planning:plans")
    if post.role == Role.DEPARTMENT_OFFICER:
        owed = reports_owed(post.department)
        title = Text("待报告进展的措施", "Measures to report on")
        note = Text("已逾期、有风险或长期没有报告", "late, at risk, or silent for too long")
        return [Card(title, len(owed), f"{plans}?department={post.department}", Urgency.DUE, note)]
    if post.role == Role.PLANNER:
        title = Text("逾期或有风险的措施", "Measures late or at risk")
        return [Card(title, len(pressing()), reverse("planning:leaders"), Urgency.LATE)]
    return []
