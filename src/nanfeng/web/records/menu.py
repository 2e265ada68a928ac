"""Where sending files and kept records stand in the navigation."""

from nanfeng.kinds.text import Text
from nanfeng.web.look.navigation import Entry, Group

ENTRIES = (
    Entry(Text("上传表格", "Send a workbook"), "records:send", Group.RETURNS, rank=60),
    Entry(Text("已收记录", "Kept records"), "records:kept", Group.RETURNS, rank=61),
)
