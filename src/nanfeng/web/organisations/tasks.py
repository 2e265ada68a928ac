"""What is done by the clock: memberships that began or ended, and the search for duplicates."""

from django.urls import reverse

from nanfeng.web.audit.services import NOBODY
from nanfeng.web.jobs.kinds import job, periodic
from nanfeng.web.jobs.progress import Progress
from nanfeng.web.organisations import directory, suspecting
from nanfeng.web.people.scope import SYSTEM, acting


@periodic("15 16 * * *", "nanfeng.organisations")
def every_night() -> None:
    """Just after the city's midnight, make the directory anew and look for duplicates."""
    with acting(SYSTEM, NOBODY):
        directory.rebuild()
        suspecting.search()


@job("duplicates")
def duplicates(progress: Progress) -> dict[str, object]:
    """Look for duplicates at once, because somebody asked."""
    with progress.acting(SYSTEM):
        waiting = suspecting.search()
    return {"waiting": waiting, "url": reverse("organisations:duplicates")}
