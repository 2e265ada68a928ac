"""The sentences that say why a target stands where it stands."""

from collections.abc import Sequence

from nanfeng.kinds.answer import Verdict
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Unit
from nanfeng.plans.plan import Target
from nanfeng.plans.progress import Progress, State
from nanfeng.plans.series import Observation
from nanfeng.plans.wording import compared, joined, percent_a_year


def unobserved(target: Target, seen: Sequence[Observation]) -> Progress:
    """Nothing comparable was observed; say what there is instead, and what the target leaves undefined."""
    none = Text("没有可用于判断的观测值。", "There is no observation to judge by.")
    if not seen:
        return Progress(target.id, State.CANNOT_BE_TOLD, joined(none, target.counting))
    other = Text(
        f"已有观测为{seen[-1].period}，时间长度与目标不同，不能相比。",
        f"What was observed, for {seen[-1].period}, covers another length of time and does not compare.",
    )
    return Progress(target.id, State.CANNOT_BE_TOLD, joined(none, other, target.counting), seen[-1].figure)


def observed_words(seen: Observation, unit: Unit | None) -> Text:
    """The observation as a clause: "2023: more than 3 trillion yuan"; `unit` is that of its value."""
    words = compared(seen.figure.comparator, seen.value, unit)
    return Text(f"{seen.period}：{words.zh}", f"{seen.period}: {words.en}")


def target_words(target: Target) -> Text:
    """The wanted number as a phrase."""
    if target.comparator is None or target.value is None:
        return target.statement
    return compared(target.comparator, target.value, target.unit)


def verdict_words(target: Target, seen: Observation, verdict: Verdict) -> Text:
    """What was observed, what was wanted, and whether the one satisfies the other."""
    words, wanted = observed_words(seen, target.unit), target_words(target)
    outcome = {
        Verdict.YES: ("满足目标", "satisfies the target"),
        Verdict.NO: ("未满足目标", "does not satisfy the target"),
        Verdict.UNKNOWN: ("只是界限，不足以判断目标", "is a bound that does not settle the target"),
    }[verdict]
    return Text(f"{words.zh}，{outcome[0]}（{wanted.zh}）。", f"{words.en}, which {outcome[1]} ({wanted.en}).")


def course_words(target: Target, latest: Observation, needed: float | None, observed: float | None) -> Text:
    """What was observed last, what is wanted, the growth that it takes and the growth there was, percent a year."""
    words, wanted = observed_words(latest, target.unit), target_words(target)
    first = Text(f"{words.zh}，目标：{wanted.zh}。", f"{words.en}; target: {wanted.en}.")
    return joined(first, _needed_words(needed), _observed_growth_words(observed))


def _needed_words(needed: float | None) -> Text | None:
    if needed is None:
        return None
    rate = percent_a_year(needed)
    return Text(f"须{rate.zh}。", f"It takes {rate.en} from there.")


def _observed_growth_words(observed: float | None) -> Text:
    if observed is None:
        return Text("尚无足够观测判断实际走势。", "There are too few observations to tell the actual course.")
    rate = percent_a_year(observed)
    return Text(f"实际{rate.zh}。", f"The observed course is {rate.en}.")
