"""Where jobs stand in the navigation."""

from nanfeng.kinds.text import Text
from nanfeng.web.look.navigation import Entry, Group

ENTRIES = (Entry(Text("我的任务", "My jobs"), "jobs:list", Group.DESK, rank=85),)
