"""Where accounts, invitations and claims stand in the navigation."""

from nanfeng.kinds.text import Text
from nanfeng.web.look.navigation import Entry, Group

ENTRIES = (
    Entry(Text("我的账号", "My account"), "people:account", Group.DESK, rank=90),
    Entry(Text("本机构同事", "Colleagues"), "people:colleagues", Group.DESK, rank=80),
    Entry(Text("认领申请", "Claims"), "people:claims", Group.ORGANISATIONS, rank=80),
    Entry(Text("谁可以做什么", "Who may do what"), "admin:access", Group.ADMINISTRATION, rank=30),
    Entry(Text("邀请", "Invitations"), "people:invitations", Group.ADMINISTRATION, rank=10),
)
