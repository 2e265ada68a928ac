"""The panel shows where something stands, what may be done, what was done; the diagram is drawn from the flow."""

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation
from tests.web.flows.conftest import acting_as, step

from nanfeng.cases.diagram import named, time_allowed
from nanfeng.cases.state import State
from nanfeng.kinds.text import Language
from nanfeng.web import city
from nanfeng.web.flows import services
from nanfeng.web.flows.drawing import WIDTH, drawing
from nanfeng.web.flows.forms import MoveForm
from nanfeng.web.flows.models import Course
from nanfeng.web.flows.panel import panel


def page(course: Course, who: str, language: str = "zh-hans") -> str:
    with translation.override(language), acting_as(who):
        seen = Course.objects.get(pk=course.pk)
        return render_to_string("flows/panel.html", {"panel": panel(seen, "/returns/1/move/")})


def test_who_may_act_gets_a_button_with_what_he_saw(course):
    step(course, "clerk", "submit")
    shown = page(course, "park")
    assert 'name="expected" value="1"' in shown
    assert 'name="digest" value="first"' in shown
    assert "审核通过" in shown
    assert "required" in shown  # the reason for sending back


def test_who_may_not_act_reads_why(course):
    step(course, "clerk", "submit")
    shown = page(course, "approver", "en")
    assert "this is not for the role of zone approver" in shown
    assert 'value="pass"' not in shown


def test_the_history_says_who_why_and_what_is_void(checked):
    with acting_as("statistician"):
        services.set_digests({checked.pk: "second"})
    step(checked, "approver", "return_with_reasons", reason="产值与上月不符 <b>")
    shown = page(checked, "clerk")
    assert "产值与上月不符 &lt;b&gt;" in shown
    assert "approver@example.org" in shown
    assert shown.count("此认可失效") == 2


def test_what_a_button_sends_is_what_is_asked(course):
    form = MoveForm({"transition": "submit", "expected": "0", "digest": "first", "reason": "", "reason_code": ""})
    assert form.is_valid()
    with acting_as("clerk"):
        assert services.move(course.pk, form.expected_version, form.asked()).stage == "submitted"


@pytest.mark.parametrize("flow", city.pack().flows.values(), ids=lambda flow: flow.id)
@pytest.mark.parametrize("language", Language)
def test_every_stage_and_way_is_drawn_and_no_boxes_meet(flow, language):
    drawn = drawing(flow, flow.start, language)
    assert [box.present for box in drawn.boxes] == [stage.id == flow.start for stage in flow.stages]
    assert all(after.x - before.x > WIDTH for before, after in zip(drawn.boxes, drawn.boxes[1:], strict=False))
    assert all(box.y + box.height >= y for box in drawn.boxes for y, _ in (*box.lines, *box.notes))
    assert all(box.bottom <= drawn.height for box in drawn.boxes)
    labels = {part for arrow in drawn.arrows for part in arrow.label.split(" · ")}
    ways = {each for each in flow.transitions if each.target and set(each.sources) != {each.target}}
    assert labels >= {named(each).in_language(language) for each in ways}


@pytest.mark.parametrize("flow", city.pack().flows.values(), ids=lambda flow: flow.id)
def test_time_limits_and_changes_of_state_are_drawn(flow):
    for stage, box in zip(flow.stages, drawing(flow, None, Language.ZH).boxes, strict=True):
        allowed = time_allowed(stage)
        assert "".join(line for _, line in box.notes) == (allowed.zh if allowed else "")
        staying = [each for each in flow.leaving(stage.id) if each.target in (None, stage.id)]
        into = {each.state for each in staying} - {None, State.ACTIVE}
        assert {tab.label[2:] for tab in box.tabs} == {state.label.zh for state in into}


def test_a_state_that_may_be_left_again_points_both_ways():
    flow = city.pack().flows["high_tech"]
    tabs = [tab for box in drawing(flow, None, Language.ZH).boxes for tab in box.tabs]
    paused = next(tab for tab in tabs if State.PAUSED.label.zh in tab.label)
    assert paused.label.startswith("⇄")
    assert len(paused.ways.split(" · ")) > 1


def test_everybody_may_look_at_a_flow(db):
    assert "审核通过" in Client().get("/flows/return/").content.decode()
    assert Client().get("/flows/nothing/").status_code == 404
