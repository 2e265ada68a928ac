"""What runs in the background: past cases are imported, and people are mailed what is new and due."""

from pathlib import Path
from tempfile import TemporaryDirectory

from django.urls import reverse

from nanfeng.intake.protocol import protocol
from nanfeng.intake.refused import write_refused
from nanfeng.intake.taken import Taken
from nanfeng.web import city, clock
from nanfeng.web.audit.services import NOBODY
from nanfeng.web.jobs.kinds import job, periodic
from nanfeng.web.jobs.progress import Progress
from nanfeng.web.people import evidence
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.programmes.ordering import PAST_CASES, refused_path
from nanfeng.web.programmes.services import import_past, tell
from nanfeng.web.records.intake import context, present_sender

_SHOWN = 200
"""So many issues are kept with the job at most; the file of refused rows holds all."""


@job(PAST_CASES)
def past_cases(progress: Progress, programme: str, name: str, sha256: str) -> dict[str, object]:
    """Make cases of the rows of a spreadsheet; begun again after it was broken off, it makes none twice."""
    with TemporaryDirectory() as folder, progress.acting():
        path = Path(folder) / name
        path.write_bytes(evidence.read(sha256))
        imported = import_past(city.pack().programmes[programme], path)
        told = protocol(imported.taken, context(present_sender(), imported.taken.accepted.slice(0, 0)), sha256)
    _hand_back(imported.taken, progress.job.pk)
    issues = [one for one in told["issues"] if isinstance(one, dict)] if isinstance(told["issues"], list) else []
    return {
        "url": f"{reverse('programmes:past', args=[programme])}?job={progress.job.pk}",
        "cases": len(imported.cases),
        "refused": len(imported.taken.refused) + len(imported.taken.questions),
        "issues": issues[:_SHOWN],
    }


@periodic("40 0 * * *", "nanfeng.tell_of_cases")
def tell_of_cases() -> None:
    """In the city's morning, mail what is new and due on cases, to each reader once a day."""
    with acting(SYSTEM, NOBODY):
        tell(clock.today())


def _hand_back(taken: Taken, job: int) -> None:
    if taken.refused or taken.questions:
        write_refused(taken, refused_path(job))
