"""Where cases stand in the navigation."""

from nanfeng.kinds.text import Text
from nanfeng.web.look.navigation import Entry, Group

ENTRIES = (
    Entry(Text("政策与服务查找", "Policy finder"), "programmes:finder", Group.CASES, rank=5),
    Entry(Text("我的办件", "My cases"), "programmes:mine", Group.CASES, rank=10),
    Entry(Text("现场记录", "Log on the way"), "programmes:quick", Group.CASES, rank=12),
    Entry(Text("日历", "Calendar"), "programmes:calendar", Group.CASES, rank=14),
    Entry(Text("项目", "Programmes"), "programmes:programmes", Group.CASES, rank=20),
    Entry(Text("试看项目文件", "Look at a programme file"), "programmes:preview", Group.CASES, rank=30),
)
