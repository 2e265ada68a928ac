"""What the command `report` does, once Django is set up: apart from the others, which load none of what it takes."""

from nanfeng.kinds.period import Period
from nanfeng.release.release import Release
from nanfeng.report.publish import Writing, write_report
from nanfeng.web import city
from nanfeng.web.audit.services import Doer
from nanfeng.web.closing.releasing import Wanted, compute_release, enter_release
from nanfeng.web.operations.upkeep import bring_up_to_date
from nanfeng.web.people.scope import SYSTEM, acting

_OFFICE = "command line"


def report(wanted: Wanted, writing: Writing) -> Release:
    """Compute a release, note it, and write its report into a folder; it is not out yet."""
    bring_up_to_date()
    with acting(SYSTEM, Doer(_OFFICE)):
        computed = compute_release(wanted)
        enter_release(computed, _OFFICE)
    write_report(city.home(), city.pack(), computed, writing)
    return computed


def wanted(publication: str, place: str | None, period: str, vintage: str) -> Wanted:
    """What a report is asked for; the zone where no place is said."""
    return Wanted(publication, place or city.pack().zone, Period.parse(period), vintage)
