"""A target divided over years, districts or parks, checked against the whole."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from nanfeng.kinds.issue import Issue
from nanfeng.kinds.text import Text
from nanfeng.plans.plan import Share, Target
from nanfeng.plans.wording import amount


def check_split(target: Target, where: str) -> tuple[Issue, ...]:
    """Everything that is wrong with a target's split; empty where it has none. `where` names the plan's file.

    Shares by place and shares by year each have to add up to the whole, unless the split says that it need not; then
    a split by years (a path) ends with the whole.
    """
    issues = [*_ill_formed(target, where), *_twice(target, where), *_outside(target, where)]
    if issues or target.value is None or not target.split:
        return tuple(issues)
    by_place = [share for share in target.split if share.place is not None]
    by_year = [share for share in target.split if share.period is not None]
    found = [_sums_up(target, group, where) for group in (by_place, by_year) if group and target.split_adds_up]
    if by_year and not target.split_adds_up:
        found.append(_ends_with_whole(target, by_year, where))
    return tuple(issue for issue in found if issue is not None)


def _sums_up(target: Target, shares: Sequence[Share], where: str) -> Issue | None:
    total = sum((share.value for share in shares), Decimal(0))
    if target.value is None or total == target.value:
        return None
    sum_words, whole = amount(total, target.unit), amount(target.value, target.unit)
    return Issue(
        "split_does_not_add_up",
        where,
        f"targets.{target.id}.split",
        Text(
            f"各部分合计{sum_words.zh}，整体为{whole.zh}。",
            f"The parts add up to {sum_words.en}, the whole is {whole.en}.",
        ),
        Text(
            "改正各部分，或写明 split_adds_up = false。",
            "Mend the parts, or say split_adds_up = false where they need not add up.",
        ),
    )


def _ends_with_whole(target: Target, shares: Sequence[Share], where: str) -> Issue | None:
    last = max(shares, key=lambda share: str(share.period))
    if target.value is None or target.period is None or last.period is None or last.period.last < target.period.last:
        return None
    if last.value == target.value:
        return None
    final, whole = amount(last.value, target.unit), amount(target.value, target.unit)
    return Issue(
        "split_misses_whole",
        where,
        f"targets.{target.id}.split",
        Text(
            f"{last.period}为{final.zh}，目标为{whole.zh}。", f"{last.period} has {final.en}, the target is {whole.en}."
        ),
        Text("末年的数值应等于目标。", "Give the last year the target's own value."),
    )


def _ill_formed(target: Target, where: str) -> list[Issue]:
    return [
        Issue(
            "share_of_what",
            where,
            f"targets.{target.id}.split[{number}]",
            Text("每一部分须且只须写明 period 或 place。", "A share names both or neither of period and place."),
            Text("只写其中一个。", "Name exactly one of them."),
        )
        for number, share in enumerate(target.split)
        if (share.period is None) == (share.place is None)
    ]


def _twice(target: Target, where: str) -> list[Issue]:
    counted = Counter(str(share.period or share.place) for share in target.split)
    return [
        Issue(
            "share_twice",
            where,
            f"targets.{target.id}.split",
            Text(f"{name}出现{count}次。", f"{name} is given {count} times."),
            Text("每个年份或地方只写一次。", "Give each year or place once."),
        )
        for name, count in counted.items()
        if count > 1
    ]


def _outside(target: Target, where: str) -> list[Issue]:
    return [
        Issue(
            "share_too_late",
            where,
            f"targets.{target.id}.split",
            Text(
                f"{share.period}晚于目标期限{target.period}。",
                f"{share.period} is later than the target's {target.period}.",
            ),
            Text("改正年份或目标期限。", "Mend the year, or the target's period."),
        )
        for share in target.split
        if share.period is not None and target.period is not None and share.period.last > target.period.last
    ]
