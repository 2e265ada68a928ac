"""What a reconciliation finds out about published figures."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from nanfeng.kinds.text import Text


class Outcome(StrEnum):
    """What is known of a published figure."""

    CONSISTENT = "consistent"
    INCONSISTENT = "inconsistent"
    NOT_CHECKABLE = "not_checkable"


class Likelihood(StrEnum):
    """How sure a finding is: arithmetic leaves no choice, most probably, or worth a look."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"


class Cause(StrEnum):
    """The likely cause of an inconsistency, as a stable code."""

    POWER_OF_TEN = "power_of_ten"
    SWAPPED_DIGITS = "swapped_digits"
    REVISION_OR_DEFINITION = "revision_or_definition"
    DIFFERENT_POPULATIONS = "different_populations"
    DIFFERENT_WINDOWS = "different_windows"
    SEVERAL_NAMES = "several_names"
    UNDEFINED_COUNTING = "undefined_counting"
    RATE_OF_ANOTHER_DAY = "rate_of_another_day"
    CHANGE_OF_PACE = "change_of_pace"
    REACHED_EARLY = "reached_early"


@dataclass(frozen=True)
class Finding:
    """One thing found about the published figures whose ids are in `about`, from those in `against`.

    `against` may also hold the canonical keys of computed figures. `numbers` are what the rule computed, by name:
    money in the base unit, growth in percent, as unrounded Decimals. `likelihood` and `cause` say how sure an
    inconsistency is and what it probably comes from (`cause` None where nothing suggests itself).
    """

    rule: str
    outcome: Outcome
    about: tuple[str, ...]
    message: Text
    against: tuple[str, ...] = ()
    likelihood: Likelihood = Likelihood.CERTAIN
    cause: Cause | None = None
    numbers: tuple[tuple[str, Decimal], ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """Everything that the finding involves."""
        return self.about + self.against


def verdict(row_id: str, findings: Iterable[Finding]) -> Outcome:
    """What is known of one published figure, all findings about it together: one inconsistency outweighs agreement
    elsewhere, one agreement what cannot be checked. A figure that no finding is about is not checkable.
    """
    outcomes = {finding.outcome for finding in findings if row_id in finding.about}
    ranked = (Outcome.INCONSISTENT, Outcome.CONSISTENT, Outcome.NOT_CHECKABLE)
    return next((outcome for outcome in ranked if outcome in outcomes), Outcome.NOT_CHECKABLE)
