"""Targets as published numbers, so that reconciliation sees them beside what was observed."""

from collections.abc import Collection

from nanfeng.figures.published import Published
from nanfeng.kinds.comparator import Comparator
from nanfeng.kinds.text import Text
from nanfeng.plans.plan import Plan, Target, TargetKind

EACH_YEAR = Text("每年的目标。", "A target for every year.")


def target_claims(plan: Plan, published: Collection[str] = ()) -> tuple[Published, ...]:
    """The plan's numeric targets as published rows of kind `target`, with the id `<plan>/<target>`.

    `published` are ids of rows that the pack has already: a target that names one of them as its claim is left out, so
    that nothing is said twice. Statuses and commitments carry no number and are left out. The subject is the plan's
    title as in English documents.
    """
    numeric = (target for target in plan.targets if target.kind is TargetKind.NUMBER)
    return tuple(_claim(plan, target) for target in numeric if target.claim not in published)


def _claim(plan: Plan, target: Target) -> Published:
    return Published(
        id=f"{plan.id}/{target.id}",
        source=target.source,
        subject=plan.title.en,
        statement=target.statement,
        quote=target.quote,
        indicator=target.indicator,
        place=target.place,
        scope=target.scope,
        period=target.period,
        period_stated=target.period is not None,
        growth=target.growth,
        value=target.value,
        unit=target.unit,
        comparator=target.comparator or Comparator.EXACTLY,
        kind="target",
        note=_note(target),
    )


def _note(target: Target) -> Text | None:
    notes = [note for note in (EACH_YEAR if target.each_year else None, target.counting) if note is not None]
    if not notes:
        return None
    return Text("".join(note.zh for note in notes), " ".join(note.en for note in notes))
