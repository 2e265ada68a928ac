"""Where sending files stands in the navigation."""

from nanfeng.kinds.text import Text
from nanfeng.web.look.navigation import Entry, Group

ENTRIES = (Entry(Text("上传表格", "Send a workbook"), "records:send", Group.RETURNS, rank=60),)
