"""What organisations are told about their returns, in both languages."""

from collections.abc import Sequence
from datetime import date

from nanfeng.kinds.text import Language, Text
from nanfeng.report.wording import period_words
from nanfeng.web.flows.services import Asked
from nanfeng.web.returns.entries import form_of, period_of
from nanfeng.web.returns.models import Call, Return


def called(call: Call) -> Text:
    """A call as people name it: 2023年1—4月规模以上企业月报."""
    label, period = form_of(call).label, period_of(call)
    zh, en = (period_words(period, language) for language in (Language.ZH, Language.EN))
    return Text(f"{zh}{label.zh}", f"{label.en}, {en}")


def reminder(one: Return, on: date) -> tuple[Text, Text]:
    """Title and text of a reminder on a day, before or after the deadline."""
    name, when = called(one.call), _deadline(one.call.deadline, on)
    title = Text(f"请报送：{name.zh}", f"Please report: {name.en}")
    text = Text(
        f"{one.name}：{name.zh}{when.zh}，目前还没有收到贵单位的报送。请登录平台，在“我的报表”中填报或上传表格；"
        "如有困难，请联系所在园区。",
        f"{one.name}: {name.en} {when.en}, and yours has not come in yet. Sign in and fill it in, or send a workbook, "
        "under “My returns”; where something is in the way, tell your park.",
    )
    return title, text


def sent_back(one: Return, asked: Asked) -> tuple[Text, Text]:
    """Title and text for a return that was sent back with a reason."""
    name = called(one.call)
    title = Text(f"已退回，请修改：{name.zh}", f"Sent back to be mended: {name.en}")
    text = Text(
        f"退回理由：{asked.reason}\n请在“我的报表”中修改后重新报送；数值无误的，请写明说明。",
        f"Reason: {asked.reason}\nMend it under “My returns” and submit it again; where a value is right, say why.",
    )
    return title, text


def messenger_text(call: Call, names: Sequence[str], on: date) -> Text:
    """A reminder to paste into a messenger group, with the names of those who have not reported."""
    name, when = called(call), _deadline(call.deadline, on)
    return Text(
        f"【报送提醒】{name.zh}{when.zh}。以下{len(names)}家单位尚未报送，请尽快登录平台填报：\n" + "、".join(names),
        f"[Reminder] {name.en} {when.en}. These {len(names)} have not reported yet; please sign in and do so:\n"
        + "; ".join(names),
    )


def _deadline(deadline: date, on: date) -> Text:
    if deadline < on:
        late = (on - deadline).days
        return Text(f"应于{_zh(deadline)}前报送，已逾期{late}天", f"was due on {deadline} and is late by {late} days")
    if deadline == on:
        return Text("今天截止报送", "is due today")
    return Text(f"请于{_zh(deadline)}前报送", f"is due on {deadline}")


def _zh(day: date) -> str:
    return f"{day.month}月{day.day}日"
