"""Where plans stand in the navigation."""

from nanfeng.kinds.text import Text
from nanfeng.web.look.navigation import Entry, Group

ENTRIES = (
    Entry(Text("规划与目标", "Plans and targets"), "planning:plans", Group.PLANS, rank=10),
    Entry(Text("领导一页纸", "Leaders' page"), "planning:leaders", Group.PLANS, rank=20),
    Entry(Text("部门填报", "Department data"), "planning:forms", Group.PLANS, rank=40),
)
