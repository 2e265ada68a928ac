"""What a token covers: nouns, each to be read or to be written."""

from nanfeng.kinds.text import Text

READ, WRITE = "read", "write"

NOUNS = {
    "account": Text("账号与岗位", "account and posts"),
    "organisations": Text("机构", "organisations"),
    "forms": Text("表式与模板", "forms and templates"),
    "records": Text("数据报送", "records"),
    "returns": Text("报表与审核", "returns and their review"),
    "cases": Text("项目与办件", "programmes and cases"),
    "search": Text("查找", "search"),
    "jobs": Text("后台任务", "jobs"),
    "closing": Text("关账与版本", "close and vintages"),
    "releases": Text("发布", "releases"),
    "figures": Text("数据", "figures"),
    "plans": Text("规划", "plans"),
    "site": Text("公开信息", "the public site"),
    "audit": Text("操作日志", "the log"),
}

ALL = tuple(f"{noun}:{deed}" for noun in NOUNS for deed in (READ, WRITE))


def deed_of(method: str) -> str:
    """Whether a call reads or writes."""
    return READ if method in ("GET", "HEAD", "OPTIONS") else WRITE
