"""What keeps records of a return from being filed: it is being reviewed, or closed."""

import pyarrow as pa

from nanfeng.forms.form import Form
from nanfeng.intake.context import Barred
from nanfeng.intake.fault import Fault
from nanfeng.kinds.text import Text
from nanfeng.web.returns.queries import returns
from nanfeng.web.returns.stages import CLOSED, OPEN

IS_CLOSED = Fault(
    "return_closed",
    Text("该期已关账，数据已定", "the period is closed and its records are final"),
    Text(
        "确需更正的，请联系高新区统计员“重开更正”后再报",
        "To correct it, ask the zone's statistician to reopen it for correction, then send the row again",
    ),
)
UNDER_REVIEW = Fault(
    "return_under_review",
    Text("该期已报送，正在审核，与这里的数值不同", "the return was submitted with other values and is being reviewed"),
    Text("如需修改，请园区退回后再报", "To change it, ask the park to send it back, then send the row again"),
)


def under_way(form: Form) -> Barred | None:
    """Bars records of the form whose return has left its organisation's hands; None where there is none."""
    if form.due is None:
        return None
    left = returns().filter(call__form=form.name).exclude(course__stage__in=OPEN)
    named = left.values_list("organisation", "call__first", "call__last", "course__stage")
    stages = {(organisation, first, last): stage for organisation, first, last, stage in named}
    return _bar(stages) if stages else None


def _bar(stages: dict[tuple[str, object, object], str]) -> Barred:
    def faults(rows: pa.Table) -> dict[int, Fault]:
        columns = (rows[name].to_pylist() for name in ("_organisation", "_first", "_last"))
        found = ((row, stages.get(named)) for row, named in enumerate(zip(*columns, strict=True)))
        return {row: IS_CLOSED if stage == CLOSED else UNDER_REVIEW for row, stage in found if stage}

    return faults
