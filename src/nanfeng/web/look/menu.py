"""What the look itself adds to the navigation."""

from nanfeng.kinds.text import Text
from nanfeng.web.look.navigation import Entry, Group

ENTRIES = (
    Entry(Text("首页", "Home"), "home", Group.DESK, rank=0),
    Entry(Text("界面组件", "Components"), "look:components", Group.ADMINISTRATION, rank=90),
    Entry(Text("后台", "Database"), "admin:index", Group.ADMINISTRATION, rank=80),
)
