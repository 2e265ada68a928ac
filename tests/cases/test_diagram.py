"""A flow drawn from its definition."""

from dataclasses import replace
from itertools import pairwise

from nanfeng.cases.diagram import edges, finishing, outline, reachable, time_allowed
from nanfeng.cases.flow import Allowed, Stage
from nanfeng.kinds.text import Text

from .grant import GRANT


def test_every_arrow_is_drawn_once_from_each_of_its_sources(returns):
    drawn = [(edge.source, edge.transition.id, edge.target) for edge in edges(returns)]
    assert drawn.count(("passed", "return_with_reasons", "returned")) == 1
    assert len(drawn) == sum(len(transition.sources) for transition in returns.transitions) == 9


def test_an_endorsement_is_an_arrow_to_where_it_comes_from(returns):
    endorsed = replace(returns.transition("pass"), target=None)
    assert [(edge.source, edge.target) for edge in edges(replace(returns, transitions=(endorsed,)))] == [
        ("submitted", "submitted")
    ]


def test_the_diagram_can_be_read_aloud(returns):
    lines = outline(returns)
    assert "checked → closed: close (zone approver)" in [line.en for line in lines]
    assert "统计已核 → 已关账：关账（高新区审批人）" in [line.zh for line in lines]


def test_what_can_be_reached_and_what_can_finish(returns):
    stages = {stage.id for stage in returns.stages}
    assert reachable(returns, "draft") == finishing(returns) == stages
    without = replace(returns, transitions=tuple(one for one in returns.transitions if one.id != "check"))
    assert reachable(without, "draft") == {"draft", "submitted", "passed", "returned"}
    assert finishing(without) == {"checked", "closed"}


def test_states_and_time_limits_are_in_the_words_of_the_diagram():
    lines = [line.en for line in outline(GRANT.flow)]
    assert "draft → applied [within 3 working days]: apply (enterprise clerk)" in lines
    assert "granted → granted [paused]: pause (park officer, zone approver)" in lines
    assert "granted [paused] → granted [going on]: resume (park officer, zone approver)" in lines
    assert "applied → draft: send_back (park officer, zone approver)" in lines
    assert "〈applied〉 → 〈granted〉〔24小时内〕：〈grant〉（高新区审批人）" in [
        line.zh for line in outline(GRANT.flow)
    ]


def test_that_something_can_be_given_up_is_no_end_of_it():
    without = replace(GRANT.flow, transitions=tuple(one for one in GRANT.flow.transitions if one.id != "finish"))
    assert finishing(without) == {"done"}
    assert reachable(GRANT.flow, "applied") == {"draft", "applied", "granted", "done"}


def test_how_long_a_stage_may_take():
    assert time_allowed(GRANT.flow.stage("granted")) == Text("24小时内", "within 24 hours")
    assert time_allowed(GRANT.flow.stage("draft")) is None
    assert time_allowed(Stage("s", Text("办", "do"), within=Allowed(working_days=1))).en == "within 1 working day"


def test_a_way_of_thousands_of_stages_is_followed_to_its_end(returns):
    names = [f"stage_{number}" for number in range(3_000)]
    submit = returns.transition("submit")
    ways = (replace(submit, sources=(one,), target=other) for one, other in pairwise(names))
    long = replace(returns, stages=tuple(replace(returns.stages[0], id=one) for one in names), transitions=tuple(ways))
    assert len(reachable(long, names[0])) == 3_000
