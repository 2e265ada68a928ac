"""Fields of forms: label, help and error together, each said to screen readers. Any Django form will do."""

from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

register = template.Library()

_CHOICES = (forms.RadioSelect, forms.CheckboxSelectMultiple)


@register.inclusion_tag("look/parts/field.html")
def field(bound: BoundField, css: str = "") -> dict[str, object]:
    """One field: `{% field form.name %}`; a hidden one is only its input. `css="num"` for numbers."""
    widget = bound.field.widget
    return {
        "field": bound,
        "control": "" if isinstance(widget, _CHOICES) else _control(bound, css),
        "hidden": bound.is_hidden,
        "ticked": isinstance(widget, forms.CheckboxInput),
        "many": isinstance(widget, _CHOICES),
        "optional": not bound.field.required,
    }


@register.inclusion_tag("look/parts/fields.html")
def fields(form: forms.BaseForm) -> dict[str, object]:
    """What is wrong with a form as a whole, then all its fields in order."""
    return {"form": form}


@register.inclusion_tag("look/parts/form_errors.html")
def form_errors(form: forms.BaseForm) -> dict[str, object]:
    """What is wrong with a form as a whole; nothing where nothing is."""
    return {"form": form}


def _control(bound: BoundField, css: str) -> SafeString:
    """The input itself, with its style, and tied to its help and its errors."""
    told = [f"{bound.auto_id}-help"] if bound.help_text else []
    told += [f"{bound.auto_id}-error"] if bound.errors else []
    classes = [_style(bound.field.widget), css, "is-invalid" if bound.errors else ""]
    worn = str(bound.field.widget.attrs.get("class", ""))
    attributes: Any = {"class": " ".join(filter(None, [worn, *classes]))}
    if told:
        attributes["aria-describedby"] = " ".join(told)
    if bound.errors:
        attributes["aria-invalid"] = "true"
    return bound.as_widget(attrs=attributes)


def _style(widget: object) -> str:
    if isinstance(widget, forms.CheckboxInput):
        return "form-check-input"
    return "form-select" if isinstance(widget, forms.Select) else "form-control"
