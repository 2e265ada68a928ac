"""The reader's language."""

from django.utils.functional import lazy
from django.utils.translation import get_language

from nanfeng.kinds.text import Language, Text


def reading() -> Language:
    """The language in which the present reader reads; Chinese unless he chose English."""
    return Language.EN if (get_language() or "").startswith("en") else Language.ZH


def words(text: Text) -> str:
    """A text in the reader's language."""
    return text.in_language(reading())


later = lazy(words, str)
"""The words for a reader who is not known yet, such as the labels of a form, which are made once for everybody."""
