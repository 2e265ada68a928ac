"""Which sheets of a workbook are the form, and what to say of a file that is another form or lacks columns."""

from collections.abc import Sequence
from dataclasses import dataclass

from nanfeng.forms.field import FieldType
from nanfeng.forms.form import Form
from nanfeng.intake.columns import mismatched
from nanfeng.intake.header import GUIDE_SHEET, Header, find_header
from nanfeng.intake.lines import Lines, data_lines
from nanfeng.intake.sheet import Sheet, Workbook
from nanfeng.intake.unreadable import UnreadableError, unreadable
from nanfeng.kinds.text import Text

_LEAST_FIELDS = 2


@dataclass(frozen=True)
class Recognised:
    """A sheet that is the form, with its header and the lines under it sorted."""

    sheet: Sheet
    header: Header
    lines: Lines


def recognise(workbook: Workbook, form: Form, forms: Sequence[Form]) -> tuple[tuple[Recognised, ...], tuple[str, ...]]:
    """The sheets that are the form, and the names of those that are not (a template's instructions left aside).

    Raise UnreadableError where no sheet is the form, or where one that is lacks a column, has one twice, or states a
    unit that does not convert.
    """
    sheets = [sheet for sheet in workbook.sheets if sheet.name != GUIDE_SHEET]
    headers = [(sheet, find_header(sheet, form)) for sheet in sheets]
    found = [
        Recognised(sheet, header, data_lines(sheet, header, form))
        for sheet, header in headers
        if header and _is_form(header, form)
    ]
    if not found:
        raise _not_the_form(workbook, form, forms)
    for recognised in found:
        _refuse_unclear(workbook.file, recognised, form)
    names = {recognised.sheet.name for recognised in found}
    return tuple(found), tuple(sheet.name for sheet in sheets if sheet.name not in names)


def _is_form(header: Header, form: Form) -> bool:
    """Whether a header that knows this many fields is meant to be the form's."""
    return len(header.fields) >= min(_LEAST_FIELDS, len(form.fields)) and 2 * len(header.missing(form)) <= len(
        header.fields
    )


def _not_the_form(workbook: Workbook, form: Form, forms: Sequence[Form]) -> UnreadableError:
    likely = _most_alike(workbook, [other for other in forms if other.name != form.name])
    looks = (
        Text(f"，看起来像“{likely.label.zh}”", f"; it looks like the form “{likely.label.en}”")
        if likely
        else Text("", "")
    )
    titles = Text("、".join(f.label.zh for f in form.fields), ", ".join(f.label.en for f in form.fields))
    return unreadable(
        "wrong_form",
        workbook.file,
        Text(f"这不是“{form.label.zh}”{looks.zh}", f"this is not the form “{form.label.en}”{looks.en}"),
        Text(
            f"请报送“{form.label.zh}”，表头应有：{titles.zh}",
            f"Send the form “{form.label.en}”, with the columns {titles.en}",
        ),
    )


def _most_alike(workbook: Workbook, forms: Sequence[Form]) -> Form | None:
    best, most = None, 0.0
    for form in forms:
        for sheet in workbook.sheets:
            header = find_header(sheet, form)
            share = len(header.fields) / len(form.fields) if header and _is_form(header, form) else 0.0
            if share > most:
                best, most = form, share
    return best


def _refuse_unclear(file: str, recognised: Recognised, form: Form) -> None:
    header, where = recognised.header, recognised.sheet.name or file
    if missing := header.missing(form):
        zh, en = "、".join(f.label.zh for f in missing), ", ".join(f.label.en for f in missing)
        raise unreadable(
            "missing_columns",
            file,
            Text(f"{where} 缺少栏目：{zh}", f"{where} lacks the columns {en}"),
            Text(
                "请补上这些栏目（栏目名称写在表头）后重新报送",
                "Add these columns, with their names in the header, and send it again",
            ),
        )
    unclear = [pair for pair in header.twice if pair[0].field and pair[0].field.type is not FieldType.ORGANISATION]
    if unclear:  # an organisation may well be named by code and by name
        first, second = unclear[0]
        raise unreadable(
            "column_twice",
            file,
            Text(
                f"{where} 有两栏都像“{first.title}”：{second.title}",
                f"{where} has two columns for one: {first.title}; {second.title}",
            ),
            Text("请只保留一栏，或改写另一栏的名称", "Keep one of them, or rename the other"),
        )
    if wrong := mismatched(header):
        raise unreadable(
            "another_unit",
            file,
            Text(
                f"{where} 的“{wrong[0].title}”计量单位与本表不同",
                f"{where} gives “{wrong[0].title}” in a unit that does not convert",
            ),
            Text("请按本表的单位和币种填报", "Use the unit and currency of the form"),
        )
