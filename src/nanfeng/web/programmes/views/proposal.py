"""A programme's file is looked at before it goes live: what is wrong with it, and what it would look like."""

from collections.abc import Mapping
from decimal import Decimal
from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from nanfeng.cases.attempt import listed
from nanfeng.cases.diagram import outline
from nanfeng.cases.flow import Flow
from nanfeng.cases.funds import Instalment, Limit
from nanfeng.cases.needs import needs
from nanfeng.cases.programme import Programme
from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Unit
from nanfeng.web.doors import allow
from nanfeng.web.flows.drawing import drawing
from nanfeng.web.look.language import reading
from nanfeng.web.people.request import Request
from nanfeng.web.programmes.proposal_forms import ProposalForm, sides
from nanfeng.web.programmes.queries.moving import moving
from nanfeng.web.programmes.queries.proposed import Proposed, proposed

_PLANNERS = (Role.STATISTICIAN, Role.PLANNER)
_MOST = 100


@allow(*_PLANNERS)
@require_http_methods(["GET", "POST"])
def preview(request: Request) -> HttpResponse:
    """Send a programme's file and see what it would mean; nothing is kept, and nothing goes live."""
    form = ProposalForm(request.POST, request.FILES) if request.method == "POST" else ProposalForm()
    if not form.is_valid():
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
        return render(request, "programmes/preview.html", {"form": form}, status=status)
    found = proposed(form.name, form.cleaned_data["file"])
    return render(request, "programmes/preview.html", {"form": ProposalForm(), **_shown(found)})


def _shown(found: Proposed) -> dict[str, object]:
    page: dict[str, object] = {"found": found, "findings": found.findings[:_MOST], "programme": found.programme}
    programme = found.programme
    if programme is None:
        return page
    page |= {"needs": needs(programme), "sides": sides(programme)}
    page |= {"limits": _limits(programme), "instalments": _instalments(programme)}
    if _can_be_drawn(programme.flow):
        page |= {"drawing": drawing(programme.flow, None, reading()), "outline": outline(programme.flow)}
    if found.now is not None and not found.findings:
        same = found.now.edition == programme.edition
        page |= {"compared": True, "moving": None if same else moving(programme)}
    return page


def _limits(programme: Programme) -> list[tuple[Limit, Unit]]:
    """The limits, each with the unit of its total."""
    units = {each.name: each.unit.base for each in programme.fields if each.unit}
    return [(limit, units.get(limit.of or "", Unit.COUNT)) for limit in programme.limits]


def _instalments(programme: Programme) -> list[tuple[Instalment, Decimal, Text]]:
    """The instalments with their shares in percent, and the stage and outcome that come before."""
    stages = {stage.id: stage.label for stage in programme.stages}
    outcomes = {outcome.id: outcome.label for outcome in programme.outcomes}
    return [
        (one, one.share * 100, listed([*_of(stages, one.since), *_of(outcomes, one.confirmed)]))
        for one in programme.instalments
    ]


def _of(labels: Mapping[str, Text], name: str | None) -> list[Text]:
    return [labels[name]] if name is not None and name in labels else []


def _can_be_drawn(flow: Flow) -> bool:
    """Whether every arrow leads from a stage to a stage."""
    known = {stage.id for stage in flow.stages}
    return all({*one.sources, one.target or flow.start} <= known for one in flow.transitions)
