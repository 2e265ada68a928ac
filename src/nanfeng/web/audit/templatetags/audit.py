"""Words for what stands in the log."""

from django import template

from nanfeng.kinds.text import Text
from nanfeng.web import city
from nanfeng.web.look.language import words

register = template.Library()

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
    "log": Text("日志", "log"),
    "mail address": Text("邮箱", "mail address"),
    "organisation": Text("机构", "organisation"),
    "password": Text("口令", "password"),
    "post": Text("岗位", "post"),
    "second factor": Text("两步验证", "second factor"),
    "session": Text("会话", "session"),
}


@register.filter
def action_words(action: str) -> str:
    """An action in the reader's language; the word of the log itself where no other is known."""
    found = _ACTIONS.get(action)
    return words(found) if found else action


@register.filter
def noun_words(noun: str) -> str:
    """A noun in the reader's language: a form by its label; the word of the log itself where no other is known."""
    form = city.pack().forms.get(noun)
    found = form.label if form else _NOUNS.get(noun)
    return words(found) if found else noun


@register.filter
def change_words(change: object) -> str:
    """What a field was before and is now: `0.5 → 0.7`; something else as it is."""
    if not isinstance(change, list) or len(change) != 2:
        return str(change)
    before, after = ("—" if value in (None, "") else value for value in change)
    return f"{before} → {after}"
