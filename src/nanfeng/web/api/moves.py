"""Steps through a flow as calls ask for them, and where something stands in it as the API says it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from ninja import Field, Schema

from nanfeng.cases.move import Choice
from nanfeng.web.api.problem import Fault, Words, fault
from nanfeng.web.api.shapes import PlainText, Short, words
from nanfeng.web.flows.models import Course, Step
from nanfeng.web.flows.queries import choices, flow_of, history
from nanfeng.web.flows.services import Asked


class Wish(Schema):
    """A step that is asked for. Some ask for a reason, or one of the flow's reason codes."""

    transition: Short
    reason: PlainText = ""
    reason_code: Short = ""

    def asked(self) -> Asked:
        """The step as the flow takes it."""
        return Asked(self.transition, reason=self.reason, reason_code=self.reason_code)


class StepOut(Schema):
    """A step that was taken."""

    number: int
    transition: str
    source: str
    target: str
    by: str
    role: str
    entered: datetime
    reason: str
    reason_code: str


class ChoiceOut(Schema):
    """A step that leads on from here, and what refuses it to the caller now; nothing where he may take it."""

    transition: str
    label: Words
    refused: list[Fault]


class Standing(Schema):
    """Where something stands in its flow, how it came there, and what leads on."""

    stage: str
    label: Words
    version: int
    steps: list[StepOut] = Field(default_factory=list)
    choices: list[ChoiceOut] = Field(default_factory=list)


def standing(course: Course, facts: Any = None) -> Standing:
    """Where something stands."""
    steps = history(course)
    return standing_of(course, steps, choices(course, steps, facts or {}))


def standing_of(course: Course, steps: Sequence[Step], known: Sequence[Choice]) -> Standing:
    """The same of something whose steps and choices were read already."""
    return Standing(
        stage=course.stage,
        label=words(flow_of(course).stage(course.stage).label),
        version=course.version,
        steps=[_step(step) for step in steps],
        choices=[
            ChoiceOut(
                transition=choice.transition.id,
                label=words(choice.transition.label),
                refused=[Fault(**fault(issue)) for issue in choice.refused],
            )
            for choice in known
        ],
    )


def _step(step: Step) -> StepOut:
    return StepOut(**{name: getattr(step, name) for name in StepOut.model_fields})
