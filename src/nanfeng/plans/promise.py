"""Statuses to be granted and commitments to do something: judged by dated evidence."""

from datetime import date

from nanfeng.kinds.period import Period
from nanfeng.kinds.text import Text
from nanfeng.plans.plan import Evidence, Target
from nanfeng.plans.progress import Progress, Situation, State


def track_promise(target: Target, situation: Situation) -> Progress:
    """Judge by the evidence dated until `as_of`.

    Shown as done: met, or reached early where that was before the period it is due in, or missed where it came after.
    Not shown as done: a later fact that says so makes it missed; silence alone never does, it cannot be told.
    """
    known = sorted((fact for fact in target.evidence if fact.on <= situation.as_of), key=lambda fact: fact.on)
    done = next((fact for fact in known if fact.done), None)
    if done is not None:
        return _shown(target, done)
    if not known:
        return _silent(target, situation)
    return _under_way(target, known[-1], situation)


def _shown(target: Target, fact: Evidence) -> Progress:
    state = State.MET
    if target.period is not None and fact.on < target.period.first:
        state = State.REACHED_EARLY
    if target.period is not None and fact.on > target.period.last:
        state = State.MISSED
    return Progress(target.id, state, _words(fact), since=Period(fact.on, fact.on))


def _under_way(target: Target, fact: Evidence, situation: Situation) -> Progress:
    due = target.period.last if target.period else None
    if due is not None and fact.on >= due:
        return Progress(target.id, State.MISSED, _words(fact))
    if due is not None and situation.as_of >= due:
        return Progress(target.id, State.CANNOT_BE_TOLD, _words(fact, _nothing_since(due)))
    stale = (situation.as_of - fact.on).days > situation.stale_after_days
    if stale:
        return Progress(target.id, State.CANNOT_BE_TOLD, _words(fact, _long_ago()), stale=True)
    return Progress(target.id, State.ON_COURSE, _words(fact))


def _silent(target: Target, situation: Situation) -> Progress:
    due = target.period.last if target.period else None
    if due is not None and situation.as_of >= due:
        return Progress(target.id, State.CANNOT_BE_TOLD, _nothing_since(due))
    reason = Text("尚无证据。", "There is no evidence yet.")
    return Progress(target.id, State.CANNOT_BE_TOLD, reason)


def _words(fact: Evidence, more: Text | None = None) -> Text:
    zh, en = f"{fact.on}：{fact.says.zh}", f"{fact.on}: {fact.says.en}"
    return Text(zh, en) if more is None else Text(f"{zh}。{more.zh}", f"{en}. {more.en}")


def _nothing_since(due: date) -> Text:
    return Text(
        f"期限{due}已过，没有证据表明已经完成。", f"The date {due} has passed and no evidence shows it as done."
    )


def _long_ago() -> Text:
    return Text("此后长期没有新的消息。", "Nothing has been heard of it for long.")
