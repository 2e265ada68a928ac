"""Where the public site stands in the navigation (the rest is in the footer), and the newsroom and inbox behind it."""

from nanfeng.kinds.text import Text
from nanfeng.web.look.navigation import Entry, Group

ENTRIES = (
    Entry(Text("公布数据", "Figures"), "site:figures", Group.SITE, rank=10),
    Entry(Text("规划历程", "Plans 2016–2030"), "site:timeline", Group.SITE, rank=20),
    Entry(Text("报告", "Reports"), "site:reports", Group.SITE, rank=30),
    Entry(Text("新闻", "News"), "site:news", Group.SITE, rank=50),
    Entry(Text("文献引证", "Sources"), "site:sources", Group.SITE, rank=60),
    Entry(Text("新闻编辑", "Newsroom"), "site:newsroom", Group.PUBLISHING, rank=60),
    Entry(Text("读者来信", "Readers' messages"), "site:inbox", Group.PUBLISHING, rank=70),
)
