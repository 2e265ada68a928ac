"""Yes, no or unknown, with the reason."""

from dataclasses import dataclass
from enum import StrEnum

from nanfeng.kinds.text import Text


class Verdict(StrEnum):
    """The three answers that a condition can give. Unknown never counts as yes."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Answer:
    """A verdict and why it was given."""

    verdict: Verdict
    reason: Text
