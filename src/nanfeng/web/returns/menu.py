"""Where returns stand in the navigation."""

from nanfeng.kinds.text import Text
from nanfeng.web.look.navigation import Entry, Group

ENTRIES = (
    Entry(Text("我的报表", "My returns"), "returns:mine", Group.RETURNS, rank=10),
    Entry(Text("审核报表", "Review"), "returns:review", Group.RETURNS, rank=20),
    Entry(Text("报送进度", "Calls"), "returns:calls", Group.RETURNS, rank=30),
    Entry(Text("收件箱", "Inbox"), "returns:inbox", Group.RETURNS, rank=50),
)
