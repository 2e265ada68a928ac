"""Official letters that a case is answered with: templates in both languages, filled from the case."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from nanfeng.cases.case import Case
from nanfeng.cases.course import Step
from nanfeng.kinds.definition import Definition
from nanfeng.kinds.text import Text

OWN = ("case", "name", "organisation", "park", "owner", "entered", "reason", "today")
"""What a letter may name besides the fields of its programme: the case's number, whose it is (name and identifier), its
park, the programme's department, the day of the step that the letter follows, the reason given then, and today.
"""

_NAME = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Letter(Definition):
    """A letter that follows from the steps `after`: it can be made while the last of the case's steps that changed its
    stage or state is one of them. Names in braces stand for what the case says; a blank line parts paragraphs.
    """

    id: str
    label: Text
    text: Text
    after: tuple[str, ...]


def names_in(text: str) -> tuple[str, ...]:
    """The names in braces, each once, in their order."""
    return tuple(dict.fromkeys(_NAME.findall(text)))


def answering(letter: Letter, case: Case) -> Step | None:
    """The step of a case that the letter follows from; None where it cannot be made now."""
    decided = [step for step in case.course.steps if _decides(step, case)]
    return decided[-1] if decided and decided[-1].transition in letter.after else None


def paragraphs(text: str, said: Mapping[str, str]) -> tuple[str, ...]:
    """The paragraphs of a letter with its names filled in; raise KeyError that names what is not known."""
    return tuple(_NAME.sub(lambda found: said[found[1]], part.strip()) for part in text.split("\n\n") if part.strip())


def gaps(text: str, said: Mapping[str, str]) -> Iterator[str]:
    """The names of which nothing is said: a letter with such is not sent."""
    return (name for name in names_in(text) if not said.get(name))


def _decides(step: Step, case: Case) -> bool:
    """Whether a step changed where the case stands; what was noted later (a grade, a reply) decides nothing."""
    before = case.course.steps[: case.course.steps.index(step)]
    state = before[-1].state if before else step.state.ACTIVE
    return step.source != step.target or step.state is not state
