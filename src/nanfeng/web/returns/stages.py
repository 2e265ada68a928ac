"""The stages of the flow of returns that the platform itself has to know."""

from nanfeng.cases.flow import Stage
from nanfeng.kinds.text import Text
from nanfeng.web import city
from nanfeng.web.flows.models import Course

FLOW = "return"

DRAFT, RETURNED, SUBMITTED, PASSED, CHECKED, CLOSED = "draft", "returned", "submitted", "passed", "checked", "closed"

OPEN = (DRAFT, RETURNED)
"""Where a return may be filled in: it is its organisation's turn."""

UNDER_REVIEW = (SUBMITTED, PASSED, CHECKED)


def stages() -> tuple[Stage, ...]:
    """All stages with their labels, in the order of the flow."""
    return city.pack().flows[FLOW].stages


def stage_label(course: Course) -> Text:
    """What the flow that a return goes through calls the stage where it stands."""
    return city.pack().flows[course.flow].stage(course.stage).label
