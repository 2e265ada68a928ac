"""Words in the reader's language, and what the layout needs. Every template may use these without loading them."""

from typing import Any

from django import template
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.template.base import FilterExpression, Parser, Token
from django.template.context import Context
from django.template.engine import Engine
from django.template.exceptions import TemplateDoesNotExist
from django.urls import NoReverseMatch, reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from nanfeng.kinds.text import Language, Text
from nanfeng.web.look.language import reading, words

register = template.Library()


def t(chinese: str, english: str) -> str:
    """The words in the reader's language."""
    return chinese if reading() is Language.ZH else english


class Words(template.Node):
    """Words that stand in a template in both languages. Pages hold hundreds: only those of the reader are resolved."""

    def __init__(self, chinese: FilterExpression, english: FilterExpression, name: str = "") -> None:
        self.chinese, self.english, self.name = chinese, english, name

    def render(self, context: Context) -> str:
        """The words; nothing where the context keeps them under a name."""
        written: Any = self.chinese if reading() is Language.ZH else self.english  # the type stubs want no Context
        words = written.resolve(context)
        if not self.name:
            return conditional_escape(words) if context.autoescape else words
        context[self.name] = words
        return ""


@register.tag("t")
def both(parser: Parser, token: Token) -> Words:
    """The words in the reader's language: `{% t "企业" "Enterprises" %}`, or `{% t "全部" "All" as all_words %}`."""
    match token.split_contents()[1:]:
        case [chinese, english]:
            return Words(parser.compile_filter(chinese), parser.compile_filter(english))
        case [chinese, english, "as", name]:
            return Words(parser.compile_filter(chinese), parser.compile_filter(english), name)
        case _:
            raise template.TemplateSyntaxError("t needs the words in Chinese and in English, and may say: as name")


@register.filter(name="words")
def words_filter(text: Text | str | None) -> str:
    """A Text in the reader's language: `{{ form.label|words }}`; a string as it is, nothing for none."""
    if isinstance(text, Text):
        return words(text)
    return text or ""


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
