"""What a record that a case writes is filled with: `Projection.fields` names a source for each field of the form."""

import re

from nanfeng.forms.form import Form

_ENTERED = "entered."
_FIXED = re.compile(r"'([^']*)'")


def needed_fields(form: Form) -> frozenset[str]:
    """The fields without which a record cannot stand in a form: those that it requires, its key, and when it was."""
    return frozenset({*form.key, form.when, *(field.name for field in form.fields if field.required)})


def fixed_code(source: str) -> str | None:
    """The code that a source in quotes always gives; None where it is no such source."""
    found = _FIXED.fullmatch(source)
    return found[1] if found else None


def entered_stage(source: str) -> str | None:
    """The stage of a source such as `entered.signed`, the day of coming to it; None where it is no such source."""
    return source.removeprefix(_ENTERED) if source.startswith(_ENTERED) else None
