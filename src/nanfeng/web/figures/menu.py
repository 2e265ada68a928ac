"""Where figures stand in the navigation."""

from nanfeng.kinds.text import Text
from nanfeng.web.look.navigation import Entry, Group

ENTRIES = (
    Entry(Text("数据看板", "Dashboard"), "figures:dashboard", Group.FIGURES, rank=10),
    Entry(Text("自助制表", "Build a table"), "figures:table", Group.FIGURES, rank=20, to_all=False),
    Entry(Text("预警名单", "Early warning"), "figures:warnings", Group.FIGURES, rank=30),
    Entry(Text("两次发布对比", "Compare releases"), "figures:compare", Group.FIGURES, rank=40),
)
