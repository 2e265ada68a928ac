"""The sheet of a template that explains how to fill it in, written from the form's definition alone."""

from collections.abc import Iterator, Mapping

from openpyxl.worksheet.worksheet import Worksheet

from nanfeng.forms.field import Field, FieldType
from nanfeng.forms.form import Form, Purpose, Timing
from nanfeng.intake.header import required_fields
from nanfeng.intake.offered import NO, YES
from nanfeng.intake.written import BOLD, WRAPPED, heading_cell, text_cell
from nanfeng.kinds.text import Text

_WIDTHS = (30, 10, 18, 18, 60, 48)
_HEADINGS = (
    Text("栏目", "Field"),
    Text("必填", "Required"),
    Text("类型", "Type"),
    Text("单位", "Unit"),
    Text("填写说明", "How to fill it in"),
    Text("可选内容", "Choices"),
)
_PURPOSES = {
    Purpose.STATISTICS: Text(
        "用途：仅用于统计，单家企业的数据不公开；用于其他用途须经企业同意",
        "Use: statistics only. Values of a single enterprise are not published; any other use needs its consent",
    ),
    Purpose.SERVICE: Text("用途：为企业提供服务", "Use: serving enterprises"),
    Purpose.FINANCE: Text("用途：融资服务", "Use: financing of enterprises"),
    Purpose.PUBLIC: Text("用途：可公开的信息", "Use: information that may be published"),
}
_TIMINGS = {
    Timing.CUMULATIVE: Text(
        "期间：填年初至报告月的累计数，如 2023年1-6月；1 月不单独报送，每年首次为 1-2 月",
        "Period: values run from January to the month reported, such as 2023-01..2023-06; January is not reported "
        "alone, the first return of a year is January–February",
    ),
    Timing.PERIOD: Text(
        "期间：填该期间本身的数值，不累计，如 2023年6月、2023年上半年",
        "Period: values of that period alone, not cumulative, such as 2023-06 or 2023-H1",
    ),
    Timing.EVENT: Text(
        "日期：每件事一行，写明发生的日期，如 2023-06-28",
        "Day: one row for each event, with its day, such as 2023-06-28",
    ),
    Timing.SPAN: Text(
        "日期：自起始日期起有效；尚未终止的，终止日期留空",
        "Days: a row holds from its first day; leave the last day empty while it still holds",
    ),
}
_GENERAL = (
    Text(
        "一行一条记录，从表头的下一行填起；请勿改动表头的栏目名称",
        "One record a row, from the line under the header; leave the names in the header as they are",
    ),
    Text("标有 * 的栏目必须填写", "Columns marked * have to be filled in"),
    Text(
        "没有数据请留空；只有确实为零才填 0",
        "Leave a cell empty where there is no value; write 0 only where it is truly zero",
    ),
)
_UNITS = Text(
    "金额按表头括号内的单位填写；改用其他单位时，请一并改写括号内的单位",
    "Amounts are in the unit in the brackets of the header; to use another one, change it there as well",
)
_TYPES = {
    FieldType.TEXT: Text("文字", "text"),
    FieldType.CODE: Text("从列表中选择", "chosen from the list"),
    FieldType.WHOLE: Text("整数", "whole number"),
    FieldType.NUMBER: Text("数字", "number"),
    FieldType.AMOUNT: Text("金额", "amount of money"),
    FieldType.DATE: Text("日期", "day"),
    FieldType.PERIOD: Text("期间", "period"),
    FieldType.BOOLEAN: Text("是或否", "yes or no"),
    FieldType.ORGANISATION: Text("统一社会信用代码或登记名称", "credit code, or name in the register"),
    FieldType.PLACE: Text("地点，从列表中选择", "place, chosen from the list"),
    FieldType.INDUSTRY: Text("行业代码，从列表中选择", "industry code, chosen from the list"),
}
_CHECKS = Text("核对关系", "What is checked")


def write_guide(sheet: Worksheet, form: Form) -> None:
    """Fill the sheet: what the form is for, the rules of periods and cells, each field, and what is checked."""
    for letter, width in zip("ABCDEF", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    title = text_cell(sheet, form.label.both())
    title.font = BOLD
    sheet.append([title])
    for text in _rules(form):
        sheet.append([text_cell(sheet, text.zh)])
        sheet.append([text_cell(sheet, text.en)])
    sheet.append([])
    sheet.append([heading_cell(sheet, text.both()) for text in _HEADINGS])
    required = {field.name for field in required_fields(form)}
    for field in form.fields:
        _append(sheet, _row(field, field.name in required))
    if form.checks:
        sheet.append([])
        sheet.append([heading_cell(sheet, _CHECKS.both())])
    for check in form.checks:
        sheet.append([text_cell(sheet, f"{check.wrong.zh}：{check.mend.zh}")])
        sheet.append([text_cell(sheet, f"{check.wrong.en}: {check.mend.en}")])


def _rules(form: Form) -> Iterator[Text]:
    yield _PURPOSES[form.purpose]
    yield _TIMINGS[form.timing]
    if form.note:
        yield form.note
    yield from _GENERAL
    if any(field.type is FieldType.AMOUNT for field in form.fields):
        yield _UNITS
    named = [form.field(name).label for name in form.key]
    zh, en = "、".join(label.zh for label in named), ", ".join(label.en for label in named)
    yield Text(
        f"更正已报的记录：以相同的“{zh}”再报一行；表中没有的栏目沿用原值，留空的单元格表示清空",
        f"To correct a record, send a row with the same {en} again; columns that are left out keep their earlier "
        "values, an empty cell empties",
    )


def _row(field: Field, required: bool) -> Mapping[str, Text | None]:
    listed = field.codes if field.type is FieldType.CODE else ()
    return {
        "A": field.label,
        "B": YES if required else NO,
        "C": _TYPES[field.type],
        "D": field.unit.label if field.unit else None,
        "E": field.help,
        "F": Text("；".join(code.label.zh for code in listed), "; ".join(code.label.en for code in listed)),
    }


def _append(sheet: Worksheet, row: Mapping[str, Text | None]) -> None:
    cells = [text_cell(sheet, _lines(text)) for text in row.values()]
    for cell in cells:
        cell.alignment = WRAPPED
    sheet.append(cells)


def _lines(text: Text | None) -> str:
    return "\n".join(dict.fromkeys((text.zh, text.en))) if text else ""
