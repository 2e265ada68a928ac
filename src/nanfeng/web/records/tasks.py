"""Taking a file in, in the background."""

import logging
from datetime import timedelta

from django.urls import reverse

from nanfeng.intake.take import take
from nanfeng.intake.unreadable import UnreadableError
from nanfeng.kinds.text import Text
from nanfeng.web import city, clock
from nanfeng.web.jobs.kinds import job, periodic
from nanfeng.web.jobs.progress import Progress
from nanfeng.web.records import sendings
from nanfeng.web.records.intake import context, minding_access
from nanfeng.web.records.models import Sending
from nanfeng.web.records.queries import table

_log = logging.getLogger(__name__)

_STAGES = {
    "open": (0.0, Text("打开文件", "opening the file")),
    "read": (0.2, Text("读取各行", "reading the rows")),
    "check": (0.6, Text("核对", "checking")),
}


@job("intake")
def intake(progress: Progress, sending: int) -> dict[str, object]:
    """Take a file in that was sent; broken off anywhere, it begins anew and keeps nothing twice."""
    with progress.acting():
        found = Sending.objects.get(pk=sending)
        form = city.pack().forms[found.form]
        known = minding_access(context(sendings.sender_of(found), table(form)), form)
    try:
        taken = take(sendings.stored(found), form, known, lambda stage, share: _tell(progress, stage, share))
    except UnreadableError as error:
        with progress.acting():
            issue = error.issue
            texts = {"wrong": vars(issue.wrong), "mend": vars(issue.mend)}
            sendings.fail(found, {"code": issue.code, "where": found.name, "severity": "error", **texts})
        raise
    with progress.acting():
        done = sendings.finish(found, taken)
    return {"sending": sending, "url": reverse("records:sending", args=[sending]), **_counts(done)}


@periodic("55 17 * * *", "nanfeng.sweep_sent")
def sweep() -> None:
    """In the city's night, remove files that were coming in a day ago and never came whole."""
    _log.info("removed %s files that never came whole", sendings.sweep(clock.now() - timedelta(days=1)))


def _tell(progress: Progress, stage: str, share: float) -> None:
    begins, words = _STAGES[stage]
    progress.tell(begins + 0.4 * share * (stage != "open"), words)


def _counts(done: Sending) -> dict[str, int]:
    """What became of the rows when they were kept, be that now or before the job was broken off and begun again."""
    unchanged = done.protocol["unchanged"]
    return {"accepted": done.accepted, "handed_back": done.handed_back, "unchanged": unchanged}
