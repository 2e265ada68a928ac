"""Words in the reader's language, and what the layout needs. Every template may use these without loading them."""

from django import template
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.template.context import Context
from django.template.engine import Engine
from django.template.exceptions import TemplateDoesNotExist
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Language, Text
from nanfeng.web.look.language import reading, words
from nanfeng.web.look.navigation import Section, current, menu

register = template.Library()


@register.simple_tag
def t(chinese: str, english: str) -> str:
    """The words in the reader's language: `{% t "企业" "Enterprises" %}`."""
    return chinese if reading() is Language.ZH else english


@register.filter(name="words")
def words_filter(text: Text | str | None) -> str:
    """A Text in the reader's language: `{{ form.label|words }}`; a string as it is, nothing for none."""
    if isinstance(text, Text):
        return words(text)
    return text or ""


@register.simple_tag(takes_context=True, name="menu")
def menu_tag(context: Context) -> tuple[Section, ...]:
    """The navigation of who reads the page: `{% menu as sections %}`."""
    post = getattr(context.get("request"), "post", None)
    user = context.get("user")
    return menu(Role(post.role) if post else None, signed_in=bool(user and user.is_authenticated))


@register.simple_tag(takes_context=True)
def here(context: Context, sections: tuple[Section, ...]) -> str:
    """The address of the entry of the navigation that this page belongs to: `{% here sections as here %}`."""
    request: HttpRequest | None = context.get("request")
    return current(sections, request.path) if request else ""


@register.simple_tag(takes_context=True)
def in_language(context: Context, language: str = "") -> str:
    """The whole address of this page in a language (`zh` or `en`; none: in the reader's own): for links to it. On the
    page that refuses a host that is not ours it names none.
    """
    request: HttpRequest = context["request"]
    parameters = request.GET.copy()
    parameters.pop("lang", None)
    if language:
        parameters["lang"] = language
    asked = f"?{parameters.urlencode()}" if parameters else ""
    try:
        return request.build_absolute_uri(request.path) + asked
    except DisallowedHost:
        return request.path + asked


@register.simple_tag
def crumb(chinese: str, english: str, url: str = "") -> SafeString:
    """One step of the way: `{% url "returns:due" as due %}{% crumb "报表" "Returns" due %}`; the last has no url."""
    label = t(chinese, english)
    if not url:
        return format_html('<li class="breadcrumb-item active" aria-current="page">{}</li>', label)
    return format_html('<li class="breadcrumb-item"><a href="{}">{}</a></li>', url, label)


@register.simple_tag
def link_if(url_name: str, chinese: str, english: str, css: str = "", around: str = "") -> SafeString:
    """A link to a page without arguments, inside an element `around` if named; nothing where there is no such page."""
    try:
        url = reverse(url_name)
    except NoReverseMatch:
        return mark_safe("")
    link = format_html('<a{} href="{}">{}</a>', _attribute("class", css), url, t(chinese, english))
    return format_html("<{0}>{1}</{0}>", mark_safe(around), link) if around else link


@register.simple_tag(takes_context=True)
def optional(context: Context, name: str) -> str:
    """Include a template of another app; nothing where it is not installed."""
    try:
        found = Engine.get_default().get_template(name)
    except TemplateDoesNotExist:
        return ""
    return found.render(context)


def _attribute(name: str, value: str) -> SafeString:
    return format_html(' {}="{}"', name, value) if value else mark_safe("")
