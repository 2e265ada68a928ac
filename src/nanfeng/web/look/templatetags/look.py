"""Tags that every template may use without loading them."""

from django import template

from nanfeng.kinds.text import Language, Text
from nanfeng.web.look.language import reading, words

register = template.Library()


@register.simple_tag
def t(chinese: str, english: str) -> str:
    """The words in the reader's language: `{% t "企业" "Enterprises" %}`."""
    return chinese if reading() is Language.ZH else english


@register.filter(name="words")
def words_filter(text: Text | None) -> str:
    """A Text in the reader's language: `{{ form.label|words }}`; nothing for none."""
    return words(text) if text else ""
