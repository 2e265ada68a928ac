"""Words for what stands in the log, and back again."""

from collections.abc import Mapping

from nanfeng.kinds.text import Text
from nanfeng.web import city
from nanfeng.web.look.language import words

_ACTIONS = {
    "accept": Text("接受", "accept"),
    "add": Text("添加", "add"),
    "change": Text("更改", "change"),
    "claim": Text("认领", "claim"),
    "close": Text("停用", "close"),
    "confirm": Text("确认", "confirm"),
    "confirmed": Text("确认", "confirmed"),
    "end": Text("终止", "end"),
    "export": Text("导出", "export"),
    "fail": Text("失败", "fail"),
    "grant": Text("授予", "grant"),
    "invite": Text("邀请", "invite"),
    "lock": Text("锁定", "lock"),
    "look": Text("查看", "look"),
    "open": Text("开通", "open"),
    "refuse": Text("拒绝", "refuse"),
    "rejected": Text("不予确认", "rejected"),
    "remove": Text("移除", "remove"),
    "renew": Text("更新", "renew"),
    "reset": Text("重置", "reset"),
    "set": Text("设置", "set"),
    "sign in": Text("登录", "sign in"),
    "sign out": Text("退出", "sign out"),
    "sign up": Text("注册", "sign up"),
    "take up": Text("改用", "take up"),
    "withdraw": Text("撤回", "withdraw"),
    "write": Text("写入", "write"),
}
_NOUNS = {
    "account": Text("账号", "account"),
    "claim": Text("认领", "claim"),
    "evidence": Text("凭证", "evidence"),
    "figure": Text("数据", "figure"),
    "log": Text("日志", "log"),
    "mail address": Text("邮箱", "mail address"),
    "organisation": Text("机构", "organisation"),
    "page": Text("页面", "page"),
    "password": Text("密码", "password"),
    "post": Text("岗位", "post"),
    "second factor": Text("两步验证", "second factor"),
    "session": Text("会话", "session"),
    "warning": Text("预警", "early warning"),
}


def action_words(action: str) -> str:
    """An action in the reader's language; the word of the log itself where no other is known."""
    found = _ACTIONS.get(action)
    return words(found) if found else action


def noun_words(noun: str) -> str:
    """A noun in the reader's language: a form by its label; the word of the log itself where no other is known."""
    found = _nouns().get(noun)
    return words(found) if found else noun


def action_code(said: str) -> str:
    """The log's own word for an action that somebody calls so in either language."""
    return _code(said, _ACTIONS)


def noun_code(said: str) -> str:
    """The log's own word for a noun that somebody calls so in either language."""
    return _code(said, _nouns())


def _nouns() -> Mapping[str, Text]:
    return {**_NOUNS, **{name: form.label for name, form in city.pack().forms.items()}}


def _code(said: str, known: Mapping[str, Text]) -> str:
    return next((code for code, text in known.items() if said in (text.zh, text.en)), said)
