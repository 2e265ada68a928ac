"""The pictures of the public site: how far the plans are, and the years in which they were to get there."""

from collections.abc import Sequence
from datetime import date

from nanfeng.plans.progress import State
from nanfeng.report.annex import STATES
from nanfeng.web.look.charts import Spec, finished
from nanfeng.web.look.language import words
from nanfeng.web.site.queries.timeline import FIRST, LAST, Course

COLOURS = {
    State.MET: "#23663f",
    State.REACHED_EARLY: "#6aa883",
    State.ON_COURSE: "#1f5f8b",
    State.BEHIND: "#c98a1b",
    State.MISSED: "#a3302a",
    State.CANNOT_BE_TOLD: "#b6c1cb",
}
"""Of targets in each state; the words beside say the same."""

_ROW = 34
"""Pixels."""


def progress(courses: Sequence[Course]) -> Spec:
    """One bar a plan: how many of its targets are in each state."""
    values = [
        {"plan": words(course.plan.title), "state": words(label), "count": count, "order": list(STATES).index(state)}
        for course in courses
        for state, label, count in course.counts()
    ]
    encoding = {
        "y": _plans(courses),
        "x": {"field": "count", "type": "quantitative", "title": None, "axis": {"tickMinStep": 1}},
        "color": _states(courses),
        "order": {"field": "order", "type": "quantitative"},
        "tooltip": [{"field": field, "type": "nominal", "title": "·"} for field in ("plan", "state", "count")],
    }
    mark = {"type": "bar", "height": {"band": 0.62}}
    return finished({"data": {"values": values}, "height": _ROW * len(courses), "mark": mark, "encoding": encoding})


def years(courses: Sequence[Course], today: date) -> Spec:
    """The time that each plan covers as a bar, its targets as points on the days when they are due, and today."""
    bars = [{"plan": words(one.plan.title), "from": str(one.begins), "to": str(one.ends)} for one in courses]
    points = [
        {
            "plan": words(one.plan.title),
            "due": str(wanted.due),
            "state": words(wanted.label),
            "target": words(wanted.target.statement),
        }
        for one in courses
        for wanted in one.wanted
        if wanted.due
    ]
    layers = [
        {"data": {"values": bars}, **_SPAN},
        {"data": {"values": [{"day": str(today)}]}, **_TODAY},
        {"data": {"values": points}, "mark": _POINT, "encoding": _due(courses)},
    ]
    span = {"domain": [f"{FIRST}-01-01", f"{LAST}-12-31"]}
    encoding = {"y": _plans(courses), "x": {"type": "temporal", "title": None, "scale": span}}
    return finished({"height": _ROW * len(courses), "encoding": encoding, "layer": layers})


def told(courses: Sequence[Course]) -> str:
    """The pictures in words: each plan with its targets counted by state."""
    lines = []
    for course in courses:
        counts = "、".join(f"{words(label)} {count}" for _, label, count in course.counts())
        lines.append(f"{words(course.plan.title)}（{course.begins.year}–{course.ends.year}）：{counts}")
    return "；".join(lines)


def _plans(courses: Sequence[Course]) -> Spec:
    order = [words(course.plan.title) for course in courses]
    return {"field": "plan", "type": "nominal", "sort": order, "title": None, "axis": {"labelLimit": 170}}


def _states(courses: Sequence[Course]) -> Spec:
    met = {state for course in courses for state, _, _ in course.counts()}
    shown = [state for state in STATES if state in met]
    scale = {"domain": [words(STATES[state]) for state in shown], "range": [COLOURS[state] for state in shown]}
    return {"field": "state", "type": "nominal", "title": None, "scale": scale, "legend": {"columns": 1}}


def _due(courses: Sequence[Course]) -> Spec:
    tooltip = [{"field": field, "type": "nominal", "title": "·"} for field in ("target", "state", "due")]
    return {"x": {"field": "due", "type": "temporal"}, "color": _states(courses), "tooltip": tooltip}


_SPAN: Spec = {
    "mark": {"type": "bar", "height": {"band": 0.4}, "color": "#dbe5ed", "clip": True},
    "encoding": {"x": {"field": "from", "type": "temporal"}, "x2": {"field": "to"}},
}
_TODAY: Spec = {
    "mark": {"type": "rule", "color": "#55616e", "strokeDash": [4, 3]},
    "encoding": {"x": {"field": "day", "type": "temporal"}, "y": None},
}
_POINT: Spec = {"type": "point", "filled": True, "size": 110, "opacity": 1, "stroke": "white", "strokeWidth": 1}
