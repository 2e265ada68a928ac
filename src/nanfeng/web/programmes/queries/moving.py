"""What a changed edition of a programme would mean for the cases that go on: what they would lack, and lose."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nanfeng.cases.moving_over import MovedOver, moved_over
from nanfeng.cases.programme import Programme
from nanfeng.kinds.text import Text
from nanfeng.web import city
from nanfeng.web.people.scope import SYSTEM, seeing
from nanfeng.web.programmes.models import Case
from nanfeng.web.programmes.queries.lists import GOING_ON, cases
from nanfeng.web.programmes.whole import wholes

_MOST, _NAMED = 200, 3


@dataclass(frozen=True)
class Found:
    """One thing that cases would lack or lose, or that bars them: what, how many cases, and the numbers of some."""

    what: Text
    count: int
    numbers: tuple[str, ...]


@dataclass(frozen=True)
class Moving:
    """The cases that go on and may be seen: how many there are, how many of them, the newest, were looked at, how many
    of those go by an edition before today's, and how many would lack nothing, lose nothing and are not barred.
    """

    going_on: int
    looked_at: int
    older: int
    smooth: int
    missing: tuple[Found, ...]
    lost: tuple[Found, ...]
    barred: tuple[Found, ...]


def moving(new: Programme) -> Moving:
    """What would become of the cases of a programme under an edition that is not in use; a constant number of
    queries.
    """
    mine = cases().filter(programme=new.id, state__in=GOING_ON).order_by("-pk")
    found = wholes(_with_courses(list(mine.values_list("pk", flat=True)[:_MOST])))
    moved = [(one.row.number, moved_over(one.programme, new, one.case)) for one in found]
    today = city.pack().programmes[new.id].edition
    return Moving(
        going_on=mine.count(),
        looked_at=len(found),
        older=sum(one.programme.edition != today for one in found),
        smooth=sum(not (one.missing or one.lost or one.barred) for _, one in moved),
        missing=_gathered((number, issue.wrong) for number, one in moved for issue in one.missing),
        lost=_gathered((number, lost.label) for number, one in moved for lost in one.lost),
        barred=_gathered(_barred(moved)),
    )


def _with_courses(keys: Sequence[int]) -> list[Case]:
    """The cases, those of one edition after another, so that each edition is read once."""
    with seeing(SYSTEM):
        return list(Case.objects.filter(pk__in=keys).select_related("course").order_by("course__edition", "-pk"))


def _barred(moved: Iterable[tuple[str, MovedOver]]) -> Iterable[tuple[str, Text]]:
    for number, one in moved:
        for issue in one.barred:
            yield number, Text(f"{issue.wrong.zh}；{issue.mend.zh}", f"{issue.wrong.en}; {issue.mend.en}")


def _gathered(said: Iterable[tuple[str, Text]]) -> tuple[Found, ...]:
    """The same said of many cases, once, what is said of most of them first."""
    by_text: dict[Text, list[str]] = {}
    for number, text in said:
        by_text.setdefault(text, []).append(number)
    found = (Found(text, len(numbers), tuple(numbers[:_NAMED])) for text, numbers in by_text.items())
    return tuple(sorted(found, key=lambda one: -one.count))
