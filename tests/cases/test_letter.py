"""Letters: written after the step that decided, and only with everything that they name."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from nanfeng.cases.case import Case
from nanfeng.cases.course import Actor, Course, Step
from nanfeng.cases.letter import Letter, answering, gaps, names_in, paragraphs
from nanfeng.cases.state import State
from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text

AT = datetime(2026, 3, 1, tzinfo=UTC)
REFUSAL = Letter("refusal", Text("函", "letter"), Text("一", "one"), ("refuse",))
APPROVAL = replace(REFUSAL, id="approval", after=("approve",))


def step(transition: str, source: str, target: str, state: State = State.ACTIVE) -> Step:
    return Step(transition, source, target, Actor("a", Role.APPROVER), AT, AT, state=state)


def case(*steps: Step) -> Case:
    return Case(Course("applied", steps), "uscc:1", "edition")


def test_a_letter_follows_the_step_that_decided():
    approved = case(step("approve", "applied", "approved"))
    assert answering(APPROVAL, approved) == approved.course.steps[0]
    assert answering(REFUSAL, approved) is None
    assert answering(APPROVAL, case()) is None


def test_what_is_noted_later_decides_nothing_and_a_later_decision_does():
    admitted = (step("approve", "applied", "approved"), step("grade", "approved", "approved"))
    assert answering(APPROVAL, case(*admitted)) == admitted[0]
    assert answering(APPROVAL, case(*admitted, step("leave", "approved", "left"))) is None
    assert answering(REFUSAL, case(refused := step("refuse", "applied", "applied", State.LOST))) == refused


def test_names_are_filled_in_and_an_empty_line_parts_paragraphs():
    text = "\n同意{name}试用{count}台。\n\n{name}应当报告。\n"
    assert names_in(text) == ("name", "count")
    assert paragraphs(text, {"name": "甲", "count": "2"}) == ("同意甲试用2台。", "甲应当报告。")


def test_what_is_filled_in_is_never_read_as_a_name():
    assert paragraphs("{a}", {"a": "{b}"}) == ("{b}",)


def test_a_letter_with_gaps_says_which():
    assert list(gaps("{a} {b}", {"a": "1", "b": ""})) == ["b"]
    with pytest.raises(KeyError, match="b"):
        paragraphs("{b}", {})
