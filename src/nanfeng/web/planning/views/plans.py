"""Plans as everybody sees them: overview, one plan, one target, one measure."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from nanfeng.kinds.text import Text
from nanfeng.web import city
from nanfeng.web.doors import allow_public
from nanfeng.web.people.request import Request
from nanfeng.web.planning.access import may_report
from nanfeng.web.planning.drawn import path_drawing
from nanfeng.web.planning.queries.judged import Basis, MeasureLine, TargetLine, basis, measures, observed, targets
from nanfeng.web.planning.queries.overview import Asked, Show, departments, listed, summaries

_NO_SUCH = Text("没有这样的规划、目标或措施", "There is no such plan, target or measure")


@allow_public
@require_GET
def plans(request: Request) -> HttpResponse:
    """Every plan with how many of its targets and measures stand where; or those that press, of any plan."""
    asked = _asked(request, "")
    narrowed = asked != Asked()
    page = {
        "asked": asked,
        "departments": departments(),
        "listed": listed(asked) if narrowed else None,
        "summaries": [] if narrowed else summaries(),
    }
    return render(request, "planning/plans.html", page)


@allow_public
@require_GET
def plan(request: Request, plan: str) -> HttpResponse:
    """One plan: all its targets and measures."""
    found = city.pack().plans.get(plan)
    if found is None:
        raise Http404(_NO_SUCH)
    asked = _asked(request, plan)
    source = city.pack().sources.get(found.source)
    page = {"plan": found, "asked": asked, "listed": listed(asked), "departments": departments(), "source": source}
    return render(request, "planning/plan.html", page)


@allow_public
@require_GET
def target(request: Request, plan: str, target: str) -> HttpResponse:
    """One target: what is wanted, where it stands and why, and the path to it."""
    by = basis()
    line = _target(by, plan, target)
    serving = [one for one in measures() if one.plan.id == plan and target in one.measure.targets]
    seen = observed(line.target, by)
    page = {
        "line": line,
        "serving": serving,
        "seen": list(reversed(seen)),
        "drawing": path_drawing(line.target, line.progress, seen),
        "as_of": by.as_of,
    }
    return render(request, "planning/target.html", page)


@allow_public
@require_GET
def measure(request: Request, plan: str, measure: str) -> HttpResponse:
    """One measure: who answers for it, its tasks, and what was reported of it."""
    line = measure_line(plan, measure)
    served = [one for one in targets() if one.plan.id == plan and one.target.id in line.measure.targets]
    page = {"line": line, "served": served, "may_report": may_report(request.post, line.measure)}
    return render(request, "planning/measure.html", page)


def measure_line(plan: str, measure: str) -> MeasureLine:
    """A measure by its ids; raise Http404 where there is none."""
    found = next((one for one in measures() if (one.plan.id, one.measure.id) == (plan, measure)), None)
    if found is None:
        raise Http404(_NO_SUCH)
    return found


def _target(by: Basis, plan: str, target: str) -> TargetLine:
    found = next((one for one in targets(by) if (one.plan.id, one.target.id) == (plan, target)), None)
    if found is None:
        raise Http404(_NO_SUCH)
    return found


def _asked(request: Request, plan: str) -> Asked:
    show, department = request.GET.get("show", ""), request.GET.get("department", "")
    known = department in city.pack().departments
    return Asked(Show(show) if show in set(Show) else Show.ALL, department if known else "", plan)
