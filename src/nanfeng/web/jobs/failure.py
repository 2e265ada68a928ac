"""What people are told when a job has failed for good."""

import errno

from nanfeng.kinds.issue import Issue
from nanfeng.kinds.text import Text

_MOST = 5
"""Issues that are shown at most."""

UNEXPECTED = Text(
    "系统出现了没有预料到的错误，已记入日志。请稍后再试；仍不成功，请把任务编号告诉系统管理员。",
    "Something unexpected went wrong, and it is in the log. Try again later; if it fails again, tell the "
    "administrator the number of this job.",
)

BROKEN_OFF = Text(
    "这项任务多次中途中断，已不再重试。请检查内存和磁盘空间是否充足，然后重新发起。",
    "This job broke off too many times and is not tried again. See whether memory and disk suffice, then start it "
    "anew.",
)

FULL = Text(
    "磁盘已满，没有写成任何东西。请系统管理员腾出空间，然后重新发起。",
    "The disk is full, and nothing was written. Ask the administrator to make room, then start it anew.",
)
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def words_of(error: Exception) -> Text:
    """What went wrong and how to mend it: of the issues or the Text that an error carries, else in general words.

    A ValueError is raised on purpose and says in English what is wrong: its own words are kept.
    """
    issues = getattr(error, "issues", None) or [each for each in [getattr(error, "issue", None)] if each]
    if issues:
        return _joined([_said(issue) for issue in issues[:_MOST]])
    if isinstance(error, OSError) and error.errno in _FULL:
        return FULL
    said = error.args[0] if error.args else None
    if isinstance(said, Text):
        return said
    if isinstance(error, ValueError) and said:
        return Text(f"无法完成：{said}", f"It could not be done: {said}")
    return UNEXPECTED


def _said(issue: Issue) -> Text:
    where = "：".join(part for part in (issue.where, issue.at) if part)
    zh, en = f"{issue.wrong.zh}；{issue.mend.zh}", f"{issue.wrong.en}; {issue.mend.en}"
    return Text(f"{where}：{zh}", f"{where}: {en}") if where else Text(zh, en)


def _joined(lines: list[Text]) -> Text:
    return Text("\n".join(line.zh for line in lines), "\n".join(line.en for line in lines))
