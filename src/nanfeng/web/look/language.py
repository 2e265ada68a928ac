"""The reader's language."""

from django.utils.translation import get_language

from nanfeng.kinds.text import Language, Text


def reading() -> Language:
    """The language in which the present reader reads; Chinese unless he chose English."""
    return Language.EN if (get_language() or "").startswith("en") else Language.ZH


def words(text: Text) -> str:
    """A text in the reader's language."""
    return text.in_language(reading())
