"""Words in both languages of the platform."""

from dataclasses import dataclass
from enum import StrEnum

from nanfeng.kinds.definition import Definition


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
