"""How far along a target is: the answer that tracking gives."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from nanfeng.kinds.answer import Verdict
from nanfeng.kinds.figure import Figure
from nanfeng.kinds.period import Period
from nanfeng.kinds.text import Text
from nanfeng.plans.methods import METHODS
from nanfeng.plans.path import PathPoint


class State(StrEnum):
    """Where a target stands on a day."""

    MET = "met"
    REACHED_EARLY = "reached_early"
    ON_COURSE = "on_course"
    BEHIND = "behind"
    MISSED = "missed"
    CANNOT_BE_TOLD = "cannot_be_told"


@dataclass(frozen=True)
class Situation:
    """What a judgement depends on besides target and observations.

    Nothing after `as_of` is looked at. `method` is a progress method's id. An observation that ended more than
    `stale_after_days` before `as_of` is stale. `point_in_time` says that the indicator's values hold for a day
    (`track.is_point_in_time`): an observation for any period then counts for that period's last day; else only
    observations of the target's own length compare.
    """

    as_of: date
    method: str = METHODS[0].id
    stale_after_days: int = 550
    point_in_time: bool = False


@dataclass(frozen=True)
class YearJudged:
    """One year of a yearly target."""

    period: Period
    verdict: Verdict
    observation: Figure | None


@dataclass(frozen=True)
class Progress:
    """Where a target stands.

    `latest` is the observation that was looked at last. `since` is the first period from which on every observation
    satisfies the target. Growths are percent a year (compound): `needed_growth` from the latest observation to the
    target, `observed_growth` as the method saw it. `path` is what each coming year has to show. `years` holds the
    verdicts of a yearly target. `method`, `label` and `score` are the progress method's own words, None where none was
    asked. `cautions` say what is uncertain.
    """

    target: str
    state: State
    reason: Text
    latest: Figure | None = None
    since: Period | None = None
    needed_growth: float | None = None
    observed_growth: float | None = None
    path: tuple[PathPoint, ...] = ()
    years: tuple[YearJudged, ...] = ()
    method: str | None = None
    label: str | None = None
    score: float | None = None
    stale: bool = False
    cautions: tuple[Text, ...] = ()
