"""What states are called and which colour they have, wherever one is shown. The word says all; the colour helps."""

from nanfeng.kinds.text import Text

GOOD, WARN, BAD, NOW, PLAIN = "good", "warn", "bad", "now", "plain"
"""Tones: done well; wants attention; wrong or late; under way; neither."""

STATES: dict[str, tuple[str, Text]] = {
    "due": (WARN, Text("待报送", "due")),
    "overdue": (BAD, Text("已逾期", "overdue")),
    "late": (BAD, Text("逾期", "late")),
    "draft": (PLAIN, Text("填报中", "draft")),
    "returned": (WARN, Text("已退回", "returned")),
    "submitted": (NOW, Text("已报送", "submitted")),
    "passed": (NOW, Text("园区已审", "passed by the park")),
    "checked": (NOW, Text("已核对", "checked")),
    "approved": (GOOD, Text("已批准", "approved")),
    "closed": (GOOD, Text("已关账", "closed")),
    "planned": (PLAIN, Text("待生成", "planned")),
    "built": (NOW, Text("已生成", "built")),
    "scheduled": (NOW, Text("待发布（未解禁）", "scheduled, under embargo")),
    "published": (GOOD, Text("已发布", "published")),
    "withdrawn": (BAD, Text("已撤回", "withdrawn")),
    "corrected": (WARN, Text("已更正", "corrected")),
    "met": (GOOD, Text("已实现", "met")),
    "reached_early": (GOOD, Text("提前实现", "reached early")),
    "on_course": (NOW, Text("进展正常", "on course")),
    "behind": (BAD, Text("落后", "behind")),
    "at_risk": (WARN, Text("有风险", "at risk")),
    "missed": (BAD, Text("未实现", "missed")),
    "cannot_be_told": (PLAIN, Text("无法判断", "cannot be told")),
    "queued": (PLAIN, Text("排队中", "queued")),
    "waiting": (PLAIN, Text("等待中", "waiting")),
    "running": (NOW, Text("进行中", "running")),
    "done": (GOOD, Text("已完成", "done")),
    "failed": (BAD, Text("未成功", "failed")),
    "active": (GOOD, Text("有效", "active")),
    "ended": (PLAIN, Text("已结束", "ended")),
    "invited": (NOW, Text("已邀请", "invited")),
    "claimed": (WARN, Text("待确认", "to be confirmed")),
    "confirmed": (GOOD, Text("已确认", "confirmed")),
    "refused": (BAD, Text("未通过", "refused")),
    "accepted": (GOOD, Text("已受理", "accepted")),
    "open": (NOW, Text("待处理", "open")),
    "computed": (PLAIN, Text("计算所得", "computed")),
    "target": (PLAIN, Text("目标", "target")),
    "missing": (PLAIN, Text("无数据", "not available")),
    "suppressed": (PLAIN, Text("不予公布", "not published")),
    "withheld": (PLAIN, Text("未获授权", "withheld")),
    "synthetic": (WARN, Text("合成演示数据", "synthetic demonstration data")),
}
"""By the code that flows, targets, jobs and figures use."""
