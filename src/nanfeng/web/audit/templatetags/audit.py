"""Words for what stands in the log."""

from django import template

from nanfeng.web.audit.wording import action_words, noun_words

register = template.Library()
register.filter("action_words", action_words)
register.filter("noun_words", noun_words)


@register.filter
def change_words(change: object) -> str:
    """What a field was before and is now: `0.5 → 0.7`; something else as it is."""
    if not isinstance(change, list) or len(change) != 2:
        return str(change)
    before, after = ("—" if value in (None, "") else value for value in change)
    return f"{before} → {after}"
