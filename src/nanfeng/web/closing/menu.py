"""Where closing and publishing stand in the navigation."""

from nanfeng.kinds.text import Text
from nanfeng.web.look.navigation import Entry, Group

ENTRIES = (
    Entry(Text("关账", "Closing"), "closing:calls", Group.RETURNS, rank=70),
    Entry(Text("数据版本", "Vintages"), "closing:vintages", Group.PUBLISHING, rank=40),
    Entry(Text("数据发布", "Releases"), "closing:releases", Group.PUBLISHING, rank=10),
    Entry(Text("发布日历", "Release calendar"), "closing:calendar", Group.PUBLISHING, rank=20),
    Entry(Text("更正记录", "Corrections"), "closing:revisions", Group.PUBLISHING, rank=30),
)
