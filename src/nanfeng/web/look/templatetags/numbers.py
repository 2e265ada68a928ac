"""Numbers in the reader's habit: 亿元 in Chinese, billion in English; what is absent says why."""

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from nanfeng.kinds.figure import Figure
from nanfeng.kinds.unit import Unit
from nanfeng.report.numbers import print_figure, print_value
from nanfeng.web.look.language import reading, words
from nanfeng.web.look.templatetags.look import t

register = template.Library()


@register.simple_tag
def figure(figure: Figure, style: str | None = None) -> SafeString:
    """A figure with its unit, leading to its own page; one without a value says so, and why when pointed at.

    `style` is one of report.numbers.STYLES: `number` leaves out the unit, for tables whose head says it.
    """
    if figure.value is None:
        return absent(print_figure(figure, reading()), words(figure.reason) if figure.reason else "")
    printed = print_figure(figure, reading(), style)
    fell = " fell" if figure.key.growth and figure.value < 0 else ""
    if url := figure_url(figure):
        return format_html('<a class="figure{}" href="{}">{}</a>', fell, url, printed)
    return format_html('<span class="figure{}">{}</span>', fell, printed)


@register.filter
def figure_url(figure: Figure) -> str:
    """Where a figure's own page is (`figures:figure` with its canonical text); empty where there is none."""
    try:
        return reverse("figures:figure", args=[str(figure.key)])
    except NoReverseMatch:
        return ""


@register.simple_tag
def number(value: Decimal | float | int | None, unit: Unit | str = Unit.COUNT, *, bare: bool = False) -> SafeString:
    """A number in a unit (its code, such as `yuan`): `{% number total "yuan" %}`; `bare` leaves out the unit."""
    if value is None:
        return absent(t("无数据", "not available"))
    printed = print_value(Decimal(str(value)), Unit(unit), reading(), with_unit=not bare)
    return format_html('<span class="figure">{}</span>', printed)


@register.simple_tag
def percent(value: Decimal | float | None, *, signed: bool = False) -> SafeString:
    """A percentage (5 is 5.00%); `signed` for growths, of which those that fell are marked."""
    if value is None:
        return absent(t("无数据", "not available"))
    share = Decimal(str(value))
    sign = "+" if signed and share > 0 else ""
    fell = " fell" if signed and share < 0 else ""
    return format_html('<span class="figure{}">{}{}</span>', fell, sign, print_value(share, Unit.PERCENT, reading()))


@register.simple_tag
def absent(printed: str, why: str = "") -> SafeString:
    """That there is no number, and why: shown when pointed at, touched or reached with the keyboard."""
    if not why:
        return format_html('<span class="text-quiet">{}</span>', printed)
    return format_html(
        '<button type="button" class="absent" data-bs-toggle="tooltip" data-bs-title="{0}">{1}'
        '<span class="visually-hidden">: {0}</span></button>',
        why,
        printed,
    )


@register.simple_tag
def until(deadline: date | datetime, today: date) -> SafeString:
    """How many days are left until a deadline, or since when it is late: `{% until case.due today %}`; of a moment its
    day in the city counts.
    """
    last = timezone.localtime(deadline).date() if isinstance(deadline, datetime) else deadline
    left = (last - today).days
    if left < 0:
        return _badge("bad", t(f"已逾期{-left}天", f"{-left} days late" if left < -1 else "1 day late"))
    if left == 0:
        return _badge("warn", t("今天截止", "due today"))
    tone = "warn" if left <= 3 else "plain"
    return _badge(tone, t(f"还有{left}天", f"{left} days left" if left > 1 else "1 day left"))


def _badge(tone: str, label: str) -> SafeString:
    return format_html('<span class="state state-{}">{}</span>', mark_safe(tone), label)
