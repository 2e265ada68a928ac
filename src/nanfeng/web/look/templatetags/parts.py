"""Components: badges, empty pages, help lines, tables, tabs, timelines, downloads, buttons that do something."""

from collections.abc import Sequence

from django import template
from django.core.paginator import Page
from django.http import HttpRequest
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from nanfeng.kinds.text import Text
from nanfeng.web.look.kinds import Download, Event, Link
from nanfeng.web.look.states import PLAIN, STATES
from nanfeng.web.look.templatetags.look import t, words_filter

register = template.Library()

Content = dict[str, object]


@register.simple_tag
def badge(state: str | Text, label: Text | str | None = None, tone: str = "") -> SafeString:
    """A state as a word on a tint: `{% badge case.stage flow_stage.label %}`.

    `state` is a code of `look.states.STATES`; with a `label` any code will do. A Text alone stands as it is.
    """
    own = state if isinstance(state, Text) else Text(str(state), str(state))
    known_tone, known_words = STATES.get(str(state), (PLAIN, own))
    return format_html('<span class="state state-{}">{}</span>', tone or known_tone, words_filter(label or known_words))


@register.inclusion_tag("look/parts/empty.html")
def empty(chinese: str, english: str, url: str = "", label: str = "") -> Content:
    """A page or table with nothing in it: what that means and what to do next.

    `{% t "新增企业" "Add an enterprise" as add %}{% empty "还没有企业。" "No enterprises yet." url add %}`
    """
    return {"said": t(chinese, english), "url": url, "label": label}


@register.simple_tag(name="help")
def help_line(chinese: str, english: str) -> SafeString:
    """A line of help where a newcomer would hesitate."""
    return format_html('<p class="help">{}</p>', t(chinese, english))


@register.simple_tag
def notice(chinese: str, english: str, tone: str = "info") -> SafeString:
    """Something to know before going on; `tone` is info, success, warning or error."""
    return format_html('<div class="notice notice-{}">{}</div>', tone, t(chinese, english))


@register.simple_tag(takes_context=True)
def sort(context: Context, name: str, chinese: str, english: str, css: str = "") -> SafeString:
    """The head of a column that sorts: a link that sets `?sort=name`, or `?sort=-name` where it is sorted already.

    `css="num"` for numbers. The other parameters of the address stay, but for the page.
    """
    request: HttpRequest = context["request"]
    chosen = request.GET.get("sort", "")
    order = {name: "ascending", f"-{name}": "descending"}.get(chosen, "none")
    address = _with(request, {"sort": f"-{name}" if chosen == name else name, "page": "", "after": ""})
    return format_html(
        '<th scope="col" class="{}" aria-sort="{}"><a class="sort" href="{}">{}</a></th>',
        css,
        order,
        address,
        t(chinese, english),
    )


@register.inclusion_tag("look/parts/pager.html", takes_context=True)
def pager(context: Context, page: Page | None = None, after: str = "", before: str = "") -> Content:
    """The way through many rows: `{% pager page %}` for Django's Page, or `{% pager after=cursor %}` for keysets.

    `after` and `before` are set as parameters of the address; what else stands there stays.
    """
    request: HttpRequest = context["request"]
    if page:
        after_url = _with(request, {"page": str(page.number + 1)}) if page.has_next() else ""
        before_url = _with(request, {"page": str(page.number - 1)}) if page.has_previous() else ""
        return {"page": page, "next": after_url, "previous": before_url}
    following = _with(request, {"after": after, "before": ""}) if after else ""
    preceding = _with(request, {"before": before, "after": ""}) if before else ""
    return {"next": following, "previous": preceding, "page": None}


@register.inclusion_tag("look/parts/act.html", takes_context=True)
def act(context: Context, url: str, chinese: str, english: str, **more: object) -> Content:
    """A button that does something by POST: `{% act url "删除" "Delete" tone="danger" confirm=question %}`.

    `tone` is primary, outline-secondary (default) or danger; `confirm` is asked before. Whatever else is named goes
    along as a hidden field: `{% act url "通过" "Pass" version=record.version %}`.
    """
    tone, confirm = more.pop("tone", "outline-secondary"), more.pop("confirm", "")
    token = context.get("csrf_token")
    return {"url": url, "label": t(chinese, english), "tone": tone, "confirm": confirm, "more": more, "token": token}


@register.inclusion_tag("look/parts/tabs.html")
def tabs(links: Sequence[Link]) -> Content:
    """Tabs that are links; the view says which is open."""
    return {"links": links}


@register.inclusion_tag("look/parts/timeline.html")
def timeline(events: Sequence[Event]) -> Content:
    """What happened, in the order given."""
    return {"events": events}


@register.inclusion_tag("look/parts/downloads.html")
def download_links(links: Sequence[Download]) -> Content:
    """The files that there are of what the page shows."""
    return {"links": links}


@register.inclusion_tag("look/parts/progress.html")
def progress(url: str, **state: object) -> Content:
    """How far a job is. A page shows `{% progress url %}`; the page at `url` answers the same part with the state.

    State: `share` (0 to 1; none: not known), `words` (Text), `finished`, `failed`, and `link` where to go on then.
    While it is not finished, the part asks `url` anew every two seconds.
    """
    share = state.get("share")
    filled = round(float(share) * 100) if isinstance(share, int | float) else None
    return {"url": url, "filled": filled, **state}


def _with(request: HttpRequest, changed: dict[str, str]) -> str:
    """The address of the page with some parameters set, and those set to nothing left out."""
    parameters = request.GET.copy()
    for name, value in changed.items():
        parameters[name] = value
        if not value:
            del parameters[name]
    return f"?{parameters.urlencode()}"
