"""Reading jobs: everybody sees those of his own office."""

from django.db.models import Q, QuerySet

from nanfeng.forms.form import Purpose
from nanfeng.web.audit.services import present_doer
from nanfeng.web.jobs.models import Job
from nanfeng.web.people.scope import present


def mine() -> QuerySet[Job]:
    """The jobs that the present doer has started, the latest first."""
    return visible().filter(by=present_doer().who)


def visible() -> QuerySet[Job]:
    """The jobs that the present doer may look at, the latest first: his own, those of others who act in the same role
    for the same organisation, park or department, and the zone's work on what will be public.
    """
    doer = present_doer()
    own = Q(by=doer.who) | Q(role=doer.role, acting_for=doer.acting_for)
    of_all = Q(organisation="", park="", purpose=Purpose.PUBLIC)
    return Job.objects.filter(present().condition, own | of_all).exclude(by="").order_by("-pk")


def state(job: Job) -> dict[str, object]:
    """How a job stands, as plain JSON."""
    return {
        "id": job.pk,
        "kind": job.kind,
        "title": {"zh": job.title_zh, "en": job.title_en},
        "state": job.state,
        "progress": job.progress,
        "words": {"zh": job.words_zh, "en": job.words_en},
        "error": {"zh": job.error_zh, "en": job.error_en} if job.state == Job.State.FAILED else None,
        "result": job.result,
        "created": job.created.isoformat(),
        "finished": job.finished.isoformat() if job.finished else None,
    }
