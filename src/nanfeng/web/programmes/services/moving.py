"""Leading cases on, one or many."""

from collections.abc import Mapping
from dataclasses import dataclass

from nanfeng.cases.attempt import FlowError
from nanfeng.cases.binding import subject_of
from nanfeng.cases.handling import advance
from nanfeng.cases.move import Move
from nanfeng.web import clock
from nanfeng.web.flows.conflict import changed, overtaken
from nanfeng.web.flows.services import Asked
from nanfeng.web.programmes.eligibility import with_assessed
from nanfeng.web.programmes.models import Case
from nanfeng.web.programmes.services.keeping import actor, changing, keep, others
from nanfeng.web.programmes.whole import Whole


@dataclass(frozen=True)
class Moved:
    """What became of many: the cases that moved, and by number why the others did not."""

    cases: tuple[Case, ...]
    refused: Mapping[str, FlowError]


def move(number: str, expected: int, asked: Asked) -> Case:
    """Take one step with a case of which the present doer saw the version `expected`.

    Raise ConflictError where somebody was faster or the content has changed, another FlowError with every rule that
    refuses it. Nothing has changed then. What the flow's conditions read is what the case says.
    """
    with changing(number) as locked:
        _check_seen(locked, expected, asked)
        found = with_assessed(locked)
        wanted = _wanted(found, expected, asked)
        after = advance(found.programme, found.case, wanted, others(found.programme, found.row))
        return keep(found, after)


def move_many(expected: Mapping[str, int], asked: Asked) -> Moved:
    """Take the same step with many cases, by their numbers with the versions that were seen; each moves or is refused
    alone.
    """
    moved: list[Case] = []
    refused: dict[str, FlowError] = {}
    for number in sorted(expected):
        try:
            moved.append(move(number, expected[number], asked))
        except FlowError as error:
            refused[number] = error
    return Moved(tuple(moved), refused)


def _check_seen(found: Whole, expected: int, asked: Asked) -> None:
    flow, course = found.programme.flow, found.case.course
    if expected != course.version:
        raise overtaken(flow, asked.transition, course.steps[-1] if course.steps else None)
    if asked.digest not in (None, subject_of(found.programme, found.case).digest):
        raise changed(flow, asked.transition)


def _wanted(found: Whole, expected: int, asked: Asked) -> Move:
    steps = found.case.course.steps
    now = max([clock.now(), *(step.entered for step in steps[-1:])])  # another machine's clock may be a little ahead
    return Move(
        transition=asked.transition,
        actor=actor(),
        subject=subject_of(found.programme, found.case),
        expected=expected,
        happened=asked.happened or now,
        entered=now,
        reason=asked.reason or None,
        reason_code=asked.reason_code or None,
    )
