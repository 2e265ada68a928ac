"""Where organisations stand in the navigation."""

from nanfeng.kinds.text import Text
from nanfeng.web.look.navigation import Entry, Group

ENTRIES = (
    Entry(Text("机构名录", "Directory"), "organisations:list", Group.ORGANISATIONS, rank=10),
    Entry(Text("本机构", "My organisation"), "organisations:own", Group.ORGANISATIONS, rank=15),
    Entry(Text("疑似重复", "Probable duplicates"), "organisations:duplicates", Group.ORGANISATIONS, rank=60),
    Entry(Text("合并记录", "Merges"), "organisations:merges", Group.ORGANISATIONS, rank=65),
)
