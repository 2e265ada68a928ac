"""What is new and due on cases, by whom it concerns: messages that were not read, and deadlines that are near or past.

A deadline concerns those on whom the case waits: the organisation, or the account that sees to it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from nanfeng.cases.ahead import waits_for
from nanfeng.cases.programme import Programme
from nanfeng.cases.state import State
from nanfeng.kinds.text import Text
from nanfeng.web import city
from nanfeng.web.people.queries import standing
from nanfeng.web.people.roles import EXTERNAL, STAFF
from nanfeng.web.programmes.models import Case, Message, Told

_DAYS = (-3, 0, 1)
"""Days after a deadline (before it where negative) on which it is told."""

_LONGEST = timedelta(days=7)
"""Messages older than this are told to nobody any more."""


@dataclass(frozen=True)
class News:
    """Something about a case, for those who act for its organisation (`inside`) or for who sees to it."""

    case: Case
    inside: bool
    said: Text


def news(on: date, now: datetime) -> Mapping[str, list[News]]:
    """By mail address what is new and due on a day, without what an address was told before; a constant number of
    queries.
    """
    found = [*_messages(now), *_deadlines(on)]
    clerks = _clerks({one.case.organisation for one in found if one.inside})
    offices = _offices({one.case.owner for one in found if not one.inside})
    by_address: dict[str, list[News]] = {}
    for one in found:
        readers = clerks.get(one.case.organisation, ()) if one.inside else offices & {one.case.owner}
        for reader in readers:
            by_address.setdefault(reader, []).append(one)
    told = set(Told.objects.filter(day=on).values_list("email", flat=True))
    return {address: said for address, said in by_address.items() if address not in told}


def _messages(now: datetime) -> Iterator[News]:
    """Messages of the last day that the other side did not read; one about each case and side."""
    since = Told.objects.filter(at__lt=now).order_by("-at").values_list("at", flat=True).first()
    since = max(since or now - _LONGEST, now - _LONGEST)
    unread = Message.objects.filter(read=None, entered__gt=since, entered__lte=now).select_related("case")
    counted: dict[tuple[int, bool], list[Message]] = {}
    for message in unread.order_by("pk"):
        counted.setdefault((message.case.pk, message.inbound), []).append(message)
    for (_, inbound), said in counted.items():
        count = len(said)
        text = Text(f"有{count}条新消息", f"{count} new messages" if count > 1 else "a new message")
        yield News(said[0].case, not inbound, text)


def _deadlines(on: date) -> Iterator[News]:
    days = [on - timedelta(days=each) for each in _DAYS]
    programmes = city.pack().programmes
    due = Case.objects.filter(state=State.ACTIVE.value, due__date__in=days).order_by("due", "pk")
    for case in due:
        inside = _waits_for_organisation(programmes.get(case.programme), case)
        if case.due is not None:
            yield News(case, inside, _due(case.due.date()))
    closing = {
        (one.id, cohort.id): cohort.closes
        for one in programmes.values()
        for cohort in one.cohorts
        if cohort.closes in days
    }
    drafts = Case.objects.filter(state=State.ACTIVE.value, cohort__in={cohort for _, cohort in closing}).order_by("pk")
    for case in drafts:
        programme, last = programmes.get(case.programme), closing.get((case.programme, case.cohort))
        if programme and last and case.stage == programme.stages[0].id and _waits_for_organisation(programme, case):
            yield News(case, inside=True, said=_due(last))


def _due(last: date) -> Text:
    return Text(f"期限{last}", f"due by {last}")


def _waits_for_organisation(programme: Programme | None, case: Case) -> bool:
    known = programme is not None and case.stage in {stage.id for stage in programme.stages}
    waits = waits_for(programme, case.stage, State(case.state)) if programme and known else frozenset()
    return bool(waits & EXTERNAL)


def _clerks(organisations: set[str]) -> Mapping[str, set[str]]:
    """The addresses of those who act for organisations."""
    posts = standing().filter(organisation__in=organisations - {""}).values_list("organisation", "user__email")
    found: dict[str, set[str]] = {}
    for organisation, email in posts:
        found.setdefault(organisation, set()).add(email)
    return found


def _offices(addresses: set[str]) -> set[str]:
    """Those of these addresses whose owners still work for the zone."""
    posts = standing().filter(user__email__in=addresses - {""}, role__in=STAFF)
    return set(posts.values_list("user__email", flat=True))
