"""The chase list as a spreadsheet: who has not reported, by park, and whom to ask."""

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook

from nanfeng.intake.written import heading_cell, sheet_name, text_cell
from nanfeng.kinds.identifier import CREDIT_CODE
from nanfeng.kinds.text import Text
from nanfeng.web.audit.services import Note, note
from nanfeng.web.look.language import words
from nanfeng.web.look.templatetags.names import day, moment, place_name
from nanfeng.web.people.queries import standing
from nanfeng.web.returns.models import Call, Return
from nanfeng.web.returns.stages import stages
from nanfeng.web.returns.wording import called

_HEADS = (
    (Text("园区", "Park"), 16),
    (Text("单位", "Organisation"), 40),
    (Text("代码", "Code"), 24),
    (Text("状态", "Stage"), 16),
    (Text("截止", "Due"), 18),
    (Text("上次提醒", "Reminded"), 22),
    (Text("填报人邮箱", "Mail of its clerks"), 40),
)


def spreadsheet(call: Call, waiting: Sequence[Return]) -> bytes:
    """The list as a workbook; that it was taken out is noted in the log."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(sheet_name(words(called(call)), 0))
    for position, (_, width) in enumerate(_HEADS):
        sheet.column_dimensions["ABCDEFG"[position]].width = width
    sheet.append([heading_cell(sheet, words(head)) for head, _ in _HEADS])
    labels = {stage.id: words(stage.label) for stage in stages()}
    clerks = _clerks(waiting)
    for one in waiting:
        sheet.append([text_cell(sheet, cell) for cell in _cells(one, labels, clerks)])
    note(Note("export", "chase list", str(call), changes={"rows": [None, len(waiting)]}))
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _cells(one: Return, labels: dict[str, str], clerks: dict[str, str]) -> list[str]:
    return [
        place_name(one.park),
        one.name,
        one.organisation.removeprefix(f"{CREDIT_CODE}:"),
        labels.get(one.course.stage, one.course.stage),
        day(one.call.deadline),
        moment(one.reminded_at),
        clerks.get(one.organisation, ""),
    ]


def _clerks(waiting: Sequence[Return]) -> dict[str, str]:
    mails: dict[str, list[str]] = {}
    posts = standing().filter(organisation__in=[one.organisation for one in waiting])
    for organisation, email in posts.values_list("organisation", "user__email"):
        mails.setdefault(organisation, []).append(email)
    return {organisation: ", ".join(dict.fromkeys(found)) for organisation, found in mails.items()}
