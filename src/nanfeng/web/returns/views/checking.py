"""The statistician's page of a call: the aggregate against earlier periods, the largest movers, and what is strange."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from nanfeng.forms.field import Field
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Unit
from nanfeng.web.audit.services import Note, note
from nanfeng.web.doors import allow
from nanfeng.web.look.kinds import Link
from nanfeng.web.people.request import Request
from nanfeng.web.records.printing import label, printed
from nanfeng.web.returns.aggregate import in_all, movers, period_before, summed_fields, sums
from nanfeng.web.returns.doubts import Doubt, doubts
from nanfeng.web.returns.entries import form_of, period_of
from nanfeng.web.returns.models import Call, Return
from nanfeng.web.returns.queries import Which, matching, standing
from nanfeng.web.returns.services import Seen
from nanfeng.web.returns.stages import PASSED, stages
from nanfeng.web.returns.views.calls import WATCHERS
from nanfeng.web.returns.wording import called


@dataclass(frozen=True)
class Strange:
    """A doubt with the return that it is about (None where that is not to be seen), ready for the page."""

    doubt: Doubt
    one: Return | None
    label: str
    value: str

    @property
    def seen(self) -> Seen | None:
        """The return as it is, for the buttons."""
        return Seen.of(self.one) if self.one else None


@allow(*WATCHERS)
@require_GET
def check(request: Request, pk: int) -> HttpResponse:
    """A call: sums by park for a field, who moved them, slips of magnitude, and what is to be checked."""
    call = get_object_or_404(Call, pk=pk)
    form = form_of(call)
    fields = summed_fields(form)
    chosen = next((each for each in fields if each.name == request.GET.get("field")), fields[0] if fields else None)
    found = sums(call)
    by_park = found.get(chosen.name, {}) if chosen else {}
    listed = {one.organisation: one for one in matching(Which(), call)}
    strange = [_strange(doubt, listed) for doubt in doubts(call)]
    note(Note("look", "call", str(call)))
    page = {
        "call": call,
        "called": called(call),
        "field": chosen,
        "base": _base(chosen) if chosen else Unit.COUNT,
        "tabs": [_tab(each, each is chosen) for each in fields],
        "by_park": sorted(by_park.items()),
        "total": in_all(by_park),
        "movers": [(mover, listed.get(mover.organisation)) for mover in (movers(call, chosen) if chosen else ())],
        "before": period_before(form, period_of(call)),
        "strange": strange,
        "standing": standing([call])[0],
        "stages": stages(),
        **_to_check(listed, strange),
    }
    return render(request, "returns/check.html", page)


def _to_check(listed: dict[str, Return], strange: list[Strange]) -> dict[str, object]:
    """What the park has passed: without a slip, ready to be checked together; with one, to be looked at."""
    slipped = {each.doubt.organisation for each in strange if each.doubt.slip}
    passed = [one for one in listed.values() if one.course.stage == PASSED]
    ready = [(one, Seen.of(one)) for one in passed if one.organisation not in slipped]
    return {"ready": ready, "held": len(passed) - len(ready)}


def _strange(doubt: Doubt, listed: dict[str, Return]) -> Strange:
    each = doubt.field
    return Strange(
        doubt, listed.get(doubt.organisation), label(each) if each else "", printed(each, doubt.value) if each else ""
    )


def _tab(each: Field, current: bool) -> Link:
    return Link(Text(each.label.zh, each.label.en), f"?field={each.name}", current)


def _base(each: Field) -> Unit:
    """The unit in which values of a field are kept."""
    dimension = each.unit.dimension if each.unit else Unit.COUNT.dimension
    return next(unit for unit in Unit if unit.dimension is dimension and unit.factor == 1)
