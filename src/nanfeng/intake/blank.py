"""Cells that hold nothing, and cells that hold the wreck of something."""

from nanfeng.intake.fault import Fault
from nanfeng.kinds.reading import plain
from nanfeng.kinds.text import Text

_BLANKS = frozenset({"", "-", "--", "---", "—", "——", "–", "/", "\\", "n/a", "na", "nil", "none", "null", "…", "..."})
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))


def clean(text: str) -> str:
    """The text without outer blanks and without characters that nobody sees."""
    return text.translate(_INVISIBLE).strip()


def is_blank(text: str) -> bool:
    """Whether a text says that there is nothing: empty, a dash, `/`, `n/a`."""
    return plain(clean(text)).lower() in _BLANKS


def spoilt(text: str) -> Fault | None:
    """The fault of a formula whose result was not stored, or of an error that a spreadsheet program shows."""
    if text.startswith("=") and len(text) > 1:
        return Fault(
            "formula",
            Text(f"公式 {text} 没有保存计算结果", f"the formula {text} has no stored result"),
            Text(
                "请复制后“选择性粘贴为数值”，保存后重新报送",
                "Copy the cell, paste it as a value, save and send it again",
            ),
        )
    if text.startswith("#") and text.rstrip("!?").replace("/", "").isupper():
        return Fault(
            "spreadsheet_error",
            Text(f"单元格是错误值 {text}", f"the cell shows the error {text}"),
            Text("请改为正确的数值；没有数据请留空", "Put the right value; leave it empty where there is none"),
        )
    return None
