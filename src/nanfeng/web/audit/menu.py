"""Where the log stands in the navigation."""

from nanfeng.kinds.text import Text
from nanfeng.web.look.navigation import Entry, Group

ENTRIES = (Entry(Text("操作日志", "Log"), "audit:log", Group.ADMINISTRATION, rank=20),)
