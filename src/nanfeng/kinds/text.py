"""Words in both languages of the platform."""

from dataclasses import dataclass
from enum import StrEnum

from nanfeng.kinds.definition import Definition

BETWEEN = " / "
"""What stands between the two languages where both are shown in one line."""


class Language(StrEnum):
    """A language in which Nanfeng writes."""

    ZH = "zh"
    EN = "en"


@dataclass(frozen=True)
class Text(Definition):
    """The same words in Chinese and in English; neither is optional."""

    zh: str
    en: str

    def in_language(self, language: Language) -> str:
        """Return the words of one language."""
        return self.zh if language is Language.ZH else self.en

    def both(self) -> str:
        """The words in both languages, Chinese first; once where they are the same or one is empty."""
        return BETWEEN.join(dict.fromkeys(words for words in (self.zh, self.en) if words))
