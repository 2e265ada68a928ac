"""What the states of measures are called, and their colours."""

from nanfeng.kinds.text import Text
from nanfeng.plans.measures import MeasureState
from nanfeng.web.look.states import BAD, GOOD, NOW, PLAIN, WARN

MEASURE_STATES = {
    MeasureState.DONE: (GOOD, Text("已完成", "done")),
    MeasureState.DROPPED: (PLAIN, Text("不再实施", "dropped")),
    MeasureState.ON_COURSE: (NOW, Text("进展正常", "on course")),
    MeasureState.AT_RISK: (WARN, Text("有风险", "at risk")),
    MeasureState.LATE: (BAD, Text("逾期", "late")),
    MeasureState.NO_REPORT: (WARN, Text("没有近期报告", "no recent report")),
}
REPORT_STATES = {
    "on_course": (NOW, Text("进展正常", "on course")),
    "behind": (WARN, Text("进展滞后", "behind")),
    "done": (GOOD, Text("已完成", "done")),
    "dropped": (PLAIN, Text("不再实施", "dropped")),
}
"""By the code of the form."""
