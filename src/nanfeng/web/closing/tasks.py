"""Closing and building in the background."""

from datetime import datetime

from nanfeng.kinds.period import Period
from nanfeng.kinds.text import Text
from nanfeng.web import city
from nanfeng.web.closing.releasing import Wanted, compute_release, enter_release, write_documents
from nanfeng.web.closing.services import Order, enter_vintage, freeze_records
from nanfeng.web.jobs.kinds import job
from nanfeng.web.jobs.progress import Progress
from nanfeng.web.people.scope import SYSTEM


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
    with progress.acting(SYSTEM):
        enter_vintage(receipt, order)
    return {"vintage": receipt.id}


@job("build_release")
def build_release(progress: Progress, publication: str, place: str, period: str, vintage: str) -> dict[str, object]:
    """Compute a release and note it; then write its report."""
    progress.tell(0.05, Text("计算数据", "computing the figures"))
    with progress.acting(SYSTEM):
        computed = compute_release(Wanted(publication, place, Period.parse(period), vintage))
    progress.tell(0.5, Text("登记数据", "entering the figures"))
    with progress.acting(SYSTEM):
        enter_release(computed, progress.job.by)
    if city.pack().publications[publication].sections:
        progress.tell(0.6, Text("撰写报告", "writing the report"))
        with progress.acting(SYSTEM):
            write_documents(computed)
    return {"release": computed.id}
