"""Where tokens and the API's document stand in the navigation."""

from nanfeng.kinds.text import Text
from nanfeng.web.look.navigation import Entry, Group

ENTRIES = (
    Entry(Text("接口令牌", "API tokens"), "tokens:tokens", Group.DESK, rank=95),
    Entry(Text("数据接口（API）", "API"), "api:openapi-view", Group.SITE, rank=90, to_all=False),
)
