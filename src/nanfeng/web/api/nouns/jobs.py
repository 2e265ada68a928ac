"""Jobs: how far long work is."""

from datetime import datetime
from typing import Any

from django.shortcuts import get_object_or_404
from ninja import Query, Schema

from nanfeng.web.api.noun import Noun
from nanfeng.web.api.paging import Order, Page, Paging, part
from nanfeng.web.api.problem import Words
from nanfeng.web.api.shapes import Number
from nanfeng.web.doors import allow_signed_in
from nanfeng.web.jobs import queries
from nanfeng.web.jobs.models import Job
from nanfeng.web.people.request import Request

jobs = Noun("jobs")


class JobOut(Schema):
    """A job. `state` is waiting, running, done or failed; `progress` runs from 0 to 1."""

    id: int
    kind: str
    title: Words
    state: str
    progress: float
    words: Words
    error: Words | None
    result: dict[str, Any]
    created: datetime
    finished: datetime | None


@jobs.get("/jobs", Page[JobOut])
@allow_signed_in
def listed(request: Request, wanted: Query[Paging]) -> dict[str, Any]:
    """我发起的任务 / The jobs that the caller has started, the latest first."""
    page = part(queries.mine(), Order("jobs", ("-id",)), wanted)
    return {"items": [job_out(job) for job in page.rows], "next": page.next}


@jobs.get("/jobs/{int:pk}", JobOut)
@allow_signed_in
def show(request: Request, pk: Number) -> dict[str, Any]:
    """一项任务的进度与结果 / How a job stands, and what came of it."""
    return job_out(get_object_or_404(queries.visible(), pk=pk))


def job_out(job: Job) -> dict[str, Any]:
    """A job as the API says it."""
    return queries.state(job)
