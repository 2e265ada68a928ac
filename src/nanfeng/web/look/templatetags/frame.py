"""Parts of the layout that are alike on many pages: drawn once a process, and kept as text."""

from functools import lru_cache

from django import template
from django.conf import settings
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Language
from nanfeng.web import city
from nanfeng.web.look.language import reading
from nanfeng.web.look.navigation import current, menu

register = template.Library()


@register.simple_tag
def everywhere(part: str) -> SafeString:
    """A part that is alike on every page and knows `city` and `demo`: `{% everywhere "look/parts/footer.html" %}`."""
    return _everywhere(part, settings.ENVIRONMENT.demo, reading())


@register.simple_tag(takes_context=True)
def navigation(context: Context, part: str) -> SafeString:
    """A part that shows the navigation of who reads the page: `{% navigation "look/parts/side.html" %}`. It knows
    `sections`, and `here`, the address of the entry that this page belongs to (empty for none).
    """
    request, user = context.get("request"), context.get("user")
    post = getattr(request, "post", None)
    role, signed_in = Role(post.role) if post else None, bool(user and user.is_authenticated)
    here = current(menu(role, signed_in=signed_in), request.path) if request else ""
    return _navigation(part, role, signed_in, (here, reading()))


@lru_cache(maxsize=16)
def _everywhere(part: str, demo: bool, _language: Language) -> SafeString:
    return render_to_string(part, {"city": city.pack().name, "demo": demo})


@lru_cache(maxsize=1024)
def _navigation(part: str, role: Role | None, signed_in: bool, shown: tuple[str, Language]) -> SafeString:
    return render_to_string(part, {"sections": menu(role, signed_in=signed_in), "here": shown[0]})
