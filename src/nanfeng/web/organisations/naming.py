"""What an organisation is called, for pages of every app."""

from nanfeng.kinds.text import Language
from nanfeng.web.look.language import reading
from nanfeng.web.organisations.models import Organisation


def organisation_name(identifier: str) -> str:
    """The name of one organisation in the reader's language; empty for one that is not entered."""
    found = Organisation.objects.filter(pk=identifier).only("name", "name_en").first()
    if found is None:
        return ""
    return found.name_en if found.name_en and reading() is Language.EN else found.name
