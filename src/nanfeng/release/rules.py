"""How strict disclosure control is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DisclosureRules:
    """When a cell shows too much, and how closely nobody may know it.

    Fewer than `contributors` organisations, or one with more than `dominance` of the whole (0 to 1). `width` is the
    share of its own value by which the attacker has to be unsure on either side; a count is never known closer than
    one.
    """

    contributors: int = 3
    dominance: float = 0.85
    width: float = 0.15


STANDARD = DisclosureRules()
"""The rules that hold where nobody says otherwise."""
