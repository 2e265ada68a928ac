"""Reading the log."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from nanfeng.web.audit.models import Entry


def of_organisation(organisation: str) -> QuerySet[Entry]:
    """Everything that touched an organisation, the latest first."""
    return Entry.objects.filter(organisation=organisation).order_by("-position")


def latest() -> QuerySet[Entry]:
    """The whole log, the latest first."""
    return Entry.objects.order_by("-position")


def by_account(email: str) -> QuerySet[Entry]:
    """What an account did and what was done to it, the latest first."""
    return Entry.objects.filter(Q(who=email) | Q(what=email)).order_by("-position")


@dataclass(frozen=True)
class Which:
    """Which entries: what is empty or None asks for nothing. `first` and `last` are days in the city, both within."""

    who: str = ""
    action: str = ""
    noun: str = ""
    organisation: str = ""
    first: date | None = None
    last: date | None = None

    @property
    def condition(self) -> Q:
        """The entries as a filter."""
        same = {"who": self.who, "action": self.action, "noun": self.noun, "organisation": self.organisation}
        condition = Q(**{name: said for name, said in same.items() if said})
        if self.first:
            condition &= Q(entered__gte=_begin(self.first))
        if self.last:
            condition &= Q(entered__lt=_begin(self.last + timedelta(days=1)))
        return condition


def matching(which: Which) -> QuerySet[Entry]:
    """The entries that were asked for, the latest first."""
    return latest().filter(which.condition)


@dataclass(frozen=True)
class Leaf:
    """Some entries in a row, and the position after which the older ones follow; None at the end."""

    entries: list[Entry]
    after: int | None


def leaf(which: Which, after: int | None, size: int = 100) -> Leaf:
    """The `size` latest entries that are older than position `after` (None: the latest of all)."""
    found = matching(which) if after is None else matching(which).filter(position__lt=after)
    entries = list(found[: size + 1])
    return Leaf(entries[:size], entries[size - 1].position if len(entries) > size else None)


def _begin(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
