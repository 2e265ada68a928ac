"""The growth that levels and targets imply, and targets that were reached before they were due."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from nanfeng.figures.published import Published
from nanfeng.figures.reconcile.book import Book, dimension, has_number, number, subject_matter
from nanfeng.figures.reconcile.finding import Cause, Finding, Likelihood, Outcome
from nanfeng.figures.reconcile.interval import HUNDRED, meant
from nanfeng.figures.reconcile.words import amount, told, when
from nanfeng.kinds.answer import Verdict
from nanfeng.kinds.comparator import Comparator, Range, satisfies, wanted_range
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Dimension, Unit

FASTER = 2
"""A later stretch of a path is remarkable from so many times the pace of the one before."""


def change_of_pace(book: Book) -> Iterator[Finding]:
    """The yearly growth from the last observed level to a target, and from that target to the next."""
    for stations in _paths(book):
        for one, two, three in zip(stations, stations[1:], stations[2:], strict=False):
            yield _judge_pace(one, two, three)


def reached_early(book: Book) -> Iterator[Finding]:
    """An observation before the due period that passes the target already."""
    for target in _targets(book):
        for row in book.levels:
            before = row.period and target.period and row.period.last < target.period.first
            if before and subject_matter(row) == subject_matter(target) and _passes(row, target):
                yield _early(row, target)


def yearly_growth(first: Published, last: Published) -> Decimal:
    """The yearly growth in percent that leads from one level to the other; both need a period and a positive number."""
    years = _year(last) - _year(first)
    return ((number(last) / number(first)) ** (Decimal(1) / years) - 1) * HUNDRED


def _paths(book: Book) -> Iterator[list[Published]]:
    whole_years = [row for row in (*book.levels, *_targets(book)) if _is_year(row) and number(row) > 0]
    ordered = sorted(whole_years, key=lambda row: (str(subject_matter(row)), row.population or "", _year(row)))
    for _, rows in groupby(ordered, key=lambda row: (str(subject_matter(row)), row.population or "")):
        found = _one_a_year(list(rows))
        targets = [row for row in found if row.kind == "target"]
        observed = [row for row in found if row.kind == "observation" and targets and _year(row) < _year(targets[0])]
        yield [*observed[-1:], *targets]


def _targets(book: Book) -> list[Published]:
    rows = [row for row in book.rows if row.kind == "target" and has_number(row) and row.growth is None and row.period]
    return [row for row in rows if dimension(row) is not Dimension.ORDINAL and row.indicator]


def _is_year(row: Published) -> bool:
    return row.period is not None and row.period.year_to_date and row.period.months == 12


def _year(row: Published) -> int:
    if row.period is None:
        raise ValueError(f"{row.id} has no period")
    return row.period.last.year


def _one_a_year(rows: list[Published]) -> list[Published]:
    first: dict[tuple[str, int], Published] = {}
    for row in rows:
        first.setdefault((row.kind, _year(row)), row)
    return list(first.values())


def _judge_pace(one: Published, two: Published, three: Published) -> Finding:
    first, second = yearly_growth(one, two), yearly_growth(two, three)
    numbers = (("first_pace", first), ("second_pace", second))
    slow, fast = amount(round(first, 2), Unit.PERCENT), amount(round(second, 2), Unit.PERCENT)
    said = Text(
        f"从{_year(one)}年{told(one).zh}到{_year(two)}年{told(two).zh}年均{slow.zh}，再到{_year(three)}年{told(three).zh}年均{fast.zh}",
        f"from {told(one).en} in {_year(one)} to {told(two).en} in {_year(two)} is {slow.en} a year, from there to "
        f"{told(three).en} in {_year(three)} {fast.en}",
    )
    about, against = (three.id, two.id), (one.id,)
    if second < FASTER * first or second <= 0:
        return Finding("change_of_pace", Outcome.CONSISTENT, about, said, against, numbers=numbers)
    message = Text(f"{said.zh}：后一段速度为前一段的{FASTER}倍以上", f"{said.en}: at least {FASTER} times its own pace")
    cause = Cause.CHANGE_OF_PACE
    return Finding("change_of_pace", Outcome.INCONSISTENT, about, message, against, Likelihood.POSSIBLE, cause, numbers)


def _passes(row: Published, target: Published) -> bool:
    observed = meant(row)
    wanted = wanted_range(target.comparator, number(target))
    low_open = row.comparator is Comparator.EXCEED
    return satisfies(Range(observed.low, observed.high, low_open=low_open), wanted) is Verdict.YES


def _early(row: Published, target: Published) -> Finding:
    scope = Text(f"（来源写作“{row.population}”）", f" (worded '{row.population}')") if row.population else Text("", "")
    message = Text(
        f"{when(row.period).zh}已为{told(row).zh}{scope.zh}，{when(target.period).zh}的目标{told(target).zh}提前达到，或两者范围不同",
        f"{told(row).en} in {when(row.period).en}{scope.en} passes the target {told(target).en} of "
        f"{when(target.period).en}: reached "
        "early, or of another scope",
    )
    cause = Cause.REACHED_EARLY
    return Finding("reached_early", Outcome.INCONSISTENT, (target.id,), message, (row.id,), Likelihood.PROBABLE, cause)
