"""That somebody else was faster."""

from django.utils import timezone

from nanfeng.cases.attempt import FlowError
from nanfeng.cases.course import Step
from nanfeng.cases.flow import Flow
from nanfeng.kinds.issue import Issue
from nanfeng.kinds.text import Text

_MEND = Text("请刷新页面，看过现在的状态再决定", "reload the page and look at it as it is now, then decide")


class ConflictError(FlowError):
    """A move refused because what was seen is no longer so: another step was taken, or the content changed."""


def overtaken(flow: Flow, transition: str, last: Step | None) -> ConflictError:
    """Somebody has taken a step since; `last` is the latest, which names who was faster."""
    if last is None:
        return _conflict(flow, transition, Text("您看到的状态不对", "what you saw is not how it stands"))
    known = {one.id: one.label for one in flow.transitions}
    did, role = known.get(last.transition, Text(last.transition, last.transition)), last.actor.role.label
    at = f"{timezone.localtime(last.entered):%Y-%m-%d %H:%M}"
    wrong = Text(
        f"{last.actor.by}（{role.zh}）已先于您在{at}办理了“{did.zh}”",
        f"{last.actor.by} ({role.en}) was faster and did {did.en!r} at {at}",
    )
    return _conflict(flow, transition, wrong)


def changed(flow: Flow, transition: str) -> ConflictError:
    """The content is no longer what was seen."""
    return _conflict(flow, transition, Text("内容在您看过之后有改动", "the content has changed since you looked at it"))


def _conflict(flow: Flow, transition: str, wrong: Text) -> ConflictError:
    return ConflictError((Issue("stale", flow.id, transition, wrong, _MEND),))
