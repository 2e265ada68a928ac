"""States of measures, and what targets want, in words."""

from django import template
from django.utils.safestring import SafeString

from nanfeng.kinds.figure import Figure
from nanfeng.plans.measures import MeasureState
from nanfeng.plans.plan import Target
from nanfeng.release.labels import STATUSES
from nanfeng.report.numbers import print_stated
from nanfeng.web.look.language import reading
from nanfeng.web.look.states import PLAIN
from nanfeng.web.look.templatetags.parts import badge
from nanfeng.web.planning.wording import MEASURE_STATES, REPORT_STATES

register = template.Library()


@register.simple_tag
def measure_state(state: MeasureState) -> SafeString:
    """Where a measure stands."""
    tone, label = MEASURE_STATES[state]
    return badge(state.value, label, tone)


@register.simple_tag
def report_state(code: str) -> SafeString:
    """What a department said of a measure."""
    tone, label = REPORT_STATES[code]
    return badge(code, label, tone)


@register.simple_tag
def wanted(target: Target) -> str:
    """What a target wants, with its comparator; nothing where it is no number."""
    if target.value is None or target.comparator is None:
        return ""
    return print_stated(target.value, target.unit, target.comparator, reading())


@register.simple_tag
def stated(figure: Figure | None) -> str:
    """A number as somebody stated or computed it, with its comparator; a dash for none."""
    if figure is None or figure.value is None:
        return "—"
    return print_stated(figure.value, figure.unit, figure.comparator, reading())


@register.simple_tag
def figure_status(figure: Figure) -> SafeString:
    """How a figure was come by."""
    return badge(figure.status.value, STATUSES[figure.status], PLAIN)
