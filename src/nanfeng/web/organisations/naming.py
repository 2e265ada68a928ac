"""What organisations are called, for pages of every app."""

from collections.abc import Iterable

from nanfeng.kinds.text import Language
from nanfeng.web.look.language import reading
from nanfeng.web.organisations.models import Organisation


def organisation_names(identifiers: Iterable[str]) -> dict[str, str]:
    """The names of organisations in the reader's language, by identifier; those that are not entered are left out."""
    found = Organisation.objects.filter(pk__in=set(identifiers)).values_list("pk", "name", "name_en")
    english = reading() is Language.EN
    return {identifier: name_en if name_en and english else name for identifier, name, name_en in found}
