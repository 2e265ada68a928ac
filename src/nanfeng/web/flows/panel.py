"""What the template `flows/panel.html` shows of a course: the diagram, what may be done now, what was done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nanfeng.cases.course import voided_approvals
from nanfeng.cases.diagram import outline
from nanfeng.cases.flow import Flow, Stage
from nanfeng.cases.move import Choice
from nanfeng.cases.moving_over import MOVED_OVER
from nanfeng.cases.past import IMPORTED
from nanfeng.forms.value import Value
from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text
from nanfeng.web.flows.drawing import Drawing, drawing
from nanfeng.web.flows.models import Course, Step
from nanfeng.web.flows.queries import choices, flow_of, history, path
from nanfeng.web.look.language import reading


@dataclass(frozen=True)
class Line:
    """A step in words. `void` marks an approval of the present round that the content has outlived."""

    step: Step
    did: Text
    role: Text
    target: Text
    code: Text | None
    void: bool


@dataclass(frozen=True)
class Panel:
    """A course for the page. `action` is the address that its buttons post a `MoveForm` to; empty for none."""

    course: Course
    flow: Flow
    stage: Stage
    drawing: Drawing
    outline: tuple[Text, ...]
    lines: tuple[Line, ...]
    choices: tuple[Choice, ...]
    action: str

    @property
    def open(self) -> tuple[Choice, ...]:
        """What the reader may do now."""
        return tuple(choice for choice in self.choices if choice.open)

    @property
    def barred(self) -> tuple[Choice, ...]:
        """What leads on but is not open to the reader."""
        return tuple(choice for choice in self.choices if not choice.open)


def panel(course: Course, action: str = "", facts: Mapping[str, Value] | None = None) -> Panel:
    """The panel of a course for who reads it now, with one query; `facts` are what the flow's conditions read."""
    steps = history(course)
    return panel_of(course, steps, choices(course, steps, facts or {}), action)


def panel_of(course: Course, steps: Sequence[Step], known: Sequence[Choice], action: str = "") -> Panel:
    """The same of a course whose steps and choices are known already."""
    flow = flow_of(course)
    void = voided_approvals(path(course, steps), course.digest)
    return Panel(
        course=course,
        flow=flow,
        stage=flow.stage(course.stage),
        drawing=drawing(flow, course.stage, reading()),
        outline=outline(flow),
        lines=tuple(_line(flow, step, step.as_core() in void) for step in steps),
        choices=tuple(known),
        action=action,
    )


def _line(flow: Flow, step: Step, void: bool) -> Line:
    """A step may have been taken under an earlier edition of the flow: what it no longer knows keeps its id."""
    transitions = {one.id: one for one in flow.transitions}
    passed_on = {
        MOVED_OVER: Text("转入新版本", "moved over to another version"),
        IMPORTED: Text("由以前的登记导入", "imported from earlier records"),
    }
    stages = {one.id: one.label for one in flow.stages}
    known = transitions.get(step.transition)
    codes = {code.code: code.label for code in known.reason_codes} if known else {}
    return Line(
        step=step,
        did=known.label if known else passed_on.get(step.transition, Text(step.transition, step.transition)),
        role=Role(step.role).label,
        target=stages.get(step.target, Text(step.target, step.target)),
        code=codes.get(step.reason_code),
        void=void,
    )
