"""Rules: the one language of conditions, answering yes, no or unknown with its reason.

A rule is one line of text over field names: `amount >= 100_000_000 or amount_usd >= 10_000_000`.
"""

from dataclasses import dataclass
from typing import Self

from nanfeng.kinds.written import Written


@dataclass(frozen=True)
class Rule(Written):
    """A parsed rule; equal texts are equal rules."""

    text: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a rule; raise ValueError that shows what is not understood and where."""
        return cls(text)

    def __str__(self) -> str:
        return self.text
