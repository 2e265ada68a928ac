"""Components that stand around something: the way to a page, and tables."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from nanfeng.web.look.templatetags.look import t

register: Any = template.Library()  # the type stubs do not know block tags yet


@register.simple_block_tag
def crumbs(content: str) -> SafeString:
    """The way from the first page to this one, around `{% crumb %}` tags; nothing where there are none."""
    if not content.strip():
        return mark_safe("")
    label = t("当前位置", "Where you are")
    return format_html('<nav aria-label="{}"><ol class="breadcrumb">{}</ol></nav>', label, mark_safe(content))


@register.simple_block_tag
def table(content: str, chinese: str, english: str) -> SafeString:
    """A table with its caption; too wide a one scrolls, and says so: `{% table "企业" "Enterprises" %}<thead>…`.

    Ends with `{% endtable %}`. Cells of numbers have the class `num`. Rows of totals have the class `total`.
    """
    caption = t(chinese, english)
    return format_html(
        '<div class="table-box" role="region" aria-label="{0}" tabindex="0">'
        '<p class="scroll-hint" hidden>{1}</p><table><caption>{0}</caption>{2}</table></div>',
        caption,
        t("左右滑动可看到全部各列 ↔", "Scroll sideways to see all columns ↔"),
        mark_safe(content),
    )
