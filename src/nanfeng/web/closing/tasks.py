"""Closing, building and publishing in the background, and the calendar's own work."""

from datetime import datetime

from django.urls import reverse

from nanfeng.kinds.period import Period
from nanfeng.kinds.text import Text
from nanfeng.release.build import read
from nanfeng.web import city
from nanfeng.web.audit.services import NOBODY
from nanfeng.web.closing.ordering import order_publications_due
from nanfeng.web.closing.publishing import publish_by_calendar
from nanfeng.web.closing.releasing import Wanted, compute_release, enter_release, write_documents
from nanfeng.web.closing.services import Order, enter_vintage, freeze_records, verify_vintage
from nanfeng.web.jobs.kinds import job, periodic
from nanfeng.web.jobs.progress import Progress
from nanfeng.web.people.scope import SYSTEM, acting


@job("close")
def close(progress: Progress, cut_off: str, reason: str = "", remark: str = "") -> dict[str, object]:
    """Freeze what was approved by the cut-off (ISO time). The same records give the same vintage, so that a job that
    was broken off finishes what it began.
    """
    order = Order(progress.job.by, datetime.fromisoformat(cut_off), reason, remark)
    progress.tell(0.1, Text("冻结记录", "freezing the records"))
    with progress.acting(SYSTEM):
        receipt = freeze_records(order)
        progress.tell(0.9, Text("登记版本", "entering the vintage"))
        enter_vintage(receipt, order)
    return {"vintage": receipt.id, "url": reverse("closing:vintage", args=[receipt.id])}


@job("verify")
def verify(progress: Progress, vintage: str) -> dict[str, object]:
    """Hold a vintage's files against its receipt."""
    progress.tell(0.1, Text("逐个文件核对", "checking file by file"))
    with progress.acting(SYSTEM):
        verify_vintage(vintage)
    return {"vintage": vintage, "url": reverse("closing:vintage", args=[vintage])}


@job("build_release")
def build_release(progress: Progress, publication: str, place: str, period: str, vintage: str) -> dict[str, object]:
    """Compute a release and note it; then write its report. It counts as built when the job was started, so that a
    job that was broken off makes the release that it began.
    """
    wanted = Wanted(publication, place, Period.parse(period), vintage, progress.job.created)
    progress.tell(0.05, Text("计算数据", "computing the figures"))
    with progress.acting(SYSTEM):
        computed = compute_release(wanted)
        progress.tell(0.5, Text("登记数据", "entering the figures"))
        enter_release(computed, progress.job.by)
    if city.pack().publications[publication].sections:
        progress.tell(0.6, Text("撰写报告", "writing the report"))
        with progress.acting(SYSTEM):
            write_documents(computed)
    return {"release": computed.id, "url": reverse("closing:release", args=[computed.id])}


@job("write_report")
def write_report(progress: Progress, release: str) -> dict[str, object]:
    """Write the report of a release that was built without one."""
    progress.tell(0.1, Text("撰写报告", "writing the report"))
    with progress.acting(SYSTEM):
        write_documents(read(city.home(), release))
    return {"release": release, "url": reverse("closing:release", args=[release])}


@job("publish")
def publish(progress: Progress, release: str) -> dict[str, object]:
    """Publish a release whose day has come, in the name of who scheduled it."""
    progress.tell(0.1, Text("发布", "publishing"))
    with progress.acting(SYSTEM):
        publish_by_calendar(release)
    return {"release": release, "url": reverse("closing:release", args=[release])}


@periodic("*/10 * * * *", "nanfeng.publish_due")
def publish_due() -> None:
    """Start the publication of every release whose day has come; what is under way is not started again."""
    with acting(SYSTEM, NOBODY):
        order_publications_due()
