"""Tags about accounts."""

from django import template

from nanfeng.web.people import demonstration

register = template.Library()


@register.simple_tag
def demonstration_accounts() -> list[demonstration.Account]:
    """The accounts that the sign-in page of a demonstration offers."""
    return demonstration.shown()


@register.simple_tag
def demonstration_pass_phrase() -> str:
    """The pass phrase of those accounts."""
    return demonstration.pass_phrase()
