"""Starting jobs."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from django.db import IntegrityError, transaction
from procrastinate.tasks import configure_task

from nanfeng.forms.form import Purpose
from nanfeng.kinds.text import Text
from nanfeng.web import clock
from nanfeng.web.audit.services import Note, note, present_doer
from nanfeng.web.jobs.kinds import work_of
from nanfeng.web.jobs.models import Job
from nanfeng.web.jobs.queue import QUEUE
from nanfeng.web.people.scope import EVERYWHERE, Scope, present

RUN = "nanfeng.run"
"""The name in the queue of the one task that does every job."""


@dataclass(frozen=True)
class About:
    """Whose data a job handles, for the wall: who may see records of these may see the job's words."""

    organisation: str
    park: str
    purpose: Purpose


def start(kind: str, title: Text, arguments: Mapping[str, object], *, key: str = "", about: About | None = None) -> Job:
    """Start a job within the caller's transaction: it is done after that commits, and never where it is undone.

    It acts in the present scope and in the name of the present doer. `arguments` are plain JSON. With a `key`, work
    that waits, runs or is done already is not begun anew: its job is given back; one that failed is. `about` is the
    starter's own organisation or park where it is not said. Raise ValueError where the key belongs to a job that the
    present scope may not see, and KeyError for a kind that nobody does.
    """
    work_of(kind)
    found = _standing(kind, key)
    if found is not None:
        return found
    job = _new(kind, title, arguments)
    job.key = key
    _place(job, about or own(present()))
    try:
        with transaction.atomic():
            job.save()
    except IntegrityError:
        return _of_another(kind, key)
    configure_task(name=RUN, job_manager=QUEUE).defer(job=job.pk)
    note(Note("start", "job", str(job.pk), job.organisation, {"kind": [None, kind]}))
    return job


def _new(kind: str, title: Text, arguments: Mapping[str, object]) -> Job:
    doer = present_doer()
    return Job(
        kind=kind,
        title_zh=title.zh,
        title_en=title.en,
        arguments=dict(arguments),
        by=doer.who,
        role=doer.role,
        acting_for=doer.acting_for,
        scope=asdict(present()),
        created=clock.now(),
    )


def _place(job: Job, about: About) -> None:
    job.organisation, job.park, job.purpose = about.organisation, about.park, about.purpose.value


def own(scope: Scope) -> About:
    """The narrowest that somebody with this scope still sees: where what he starts or is answered belongs."""
    organisation = next(iter(scope.owns), "")
    park = next((park for park in scope.parks if park != EVERYWHERE), "")
    closed = [purpose for purpose in (Purpose.STATISTICS, Purpose.SERVICE) if organisation or purpose in scope.purposes]
    return About(organisation, park, closed[0] if closed else Purpose.PUBLIC)


def _standing(kind: str, key: str) -> Job | None:
    unfailed = Job.objects.exclude(state=Job.State.FAILED)
    return unfailed.filter(present().condition, kind=kind, key=key).first() if key else None


def _of_another(kind: str, key: str) -> Job:
    """The job that somebody started with the same key a moment before."""
    found = _standing(kind, key)
    if found is None:
        raise ValueError(f"the key {key} belongs to a job of the kind {kind} that may not be seen from here")
    return found
