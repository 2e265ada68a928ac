"""What indicators, bases and fields are called on pages of figures."""

from decimal import Decimal

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from nanfeng.kinds.figure import Basis, Figure, FigureKey
from nanfeng.release.labels import BASES, STATUSES, field_label
from nanfeng.report.numbers import print_figure
from nanfeng.report.trace_page import ROLES
from nanfeng.report.wording import figure_words as title_words
from nanfeng.web import city
from nanfeng.web.look.language import reading, words
from nanfeng.web.look.states import PLAIN
from nanfeng.web.look.templatetags.parts import badge

register = template.Library()


@register.simple_tag
def indicator_name(identifier: str) -> str:
    """The name of an indicator; its id where the pack no longer knows it."""
    found = city.pack().indicators.get(identifier)
    return words(found.name) if found else identifier


@register.simple_tag
def basis_name(basis: Basis) -> str:
    """What a growth compares with."""
    return words(BASES[basis])


@register.simple_tag
def field_name(indicator: str, field: str) -> str:
    """The name of an industry set or of a coded field behind an indicator."""
    return words(field_label(city.pack(), indicator, field))


@register.simple_tag
def figure_words(figure: Figure) -> str:
    """A figure as words with its unit, without a link."""
    return print_figure(figure, reading())


@register.simple_tag
def part_role(role: str) -> str:
    """What a part is to the figure that is computed from it."""
    return words(ROLES.get(role, ROLES["part"]))


@register.simple_tag
def exactly(value: Decimal) -> str:
    """Every digit of a number, without zeros at its end."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@register.simple_tag
def organisation_link(identifier: str | None, name: str = "") -> SafeString | str:
    """An organisation by its name (its code where that is empty), leading to its own page; a dash for none."""
    if not identifier:
        return "—"
    name = name or identifier.partition(":")[2]
    try:
        return format_html('<a href="{}">{}</a>', reverse("organisations:show", args=[identifier]), name)
    except NoReverseMatch:
        return name


@register.simple_tag
def figure_status(figure: Figure) -> SafeString:
    """How a figure was come by, or why it has no value."""
    return badge(figure.status.value, STATUSES[figure.status], PLAIN)


@register.simple_tag
def key_words(key: FigureKey) -> str:
    """What a figure is, in one line."""
    return title_words(city.pack(), key, reading()) if key.indicator in city.pack().indicators else str(key)
