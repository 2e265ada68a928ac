"""The log as the tests read it: whole, whatever the scope of the request before."""

from nanfeng.web.audit.models import Entry
from nanfeng.web.people.scope import SYSTEM, seeing


def entries(**which: object) -> list[Entry]:
    """The entries whose columns are as said, the first first."""
    with seeing(SYSTEM):
        return list(Entry.objects.filter(**which).order_by("position"))


def entry(**which: object) -> Entry:
    """The only entry whose columns are as said."""
    (found,) = entries(**which)
    return found
