"""Parsing of workbooks that have passed the limits: their visible sheets as raw cells."""

from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from nanfeng.intake.sheet import Raw, Sheet
from nanfeng.intake.unreadable import damaged, encrypted


def parsed(path: Path) -> list[Sheet]:
    """The visible sheets of a workbook, empty ones included; raise UnreadableError where it does not hold together."""
    try:
        with CalamineWorkbook.from_path(path) as book:
            names = [
                sheet.name
                for sheet in book.sheets_metadata
                if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
            ]
            return [_sheet(book, name) for name in names]
    except PasswordError as error:
        raise encrypted(path.name) from error
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise damaged(path.name) from error
    except BaseException as error:
        # The parser is compiled; what it does not expect arrives as a panic, which is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise damaged(path.name) from error


def _sheet(book: CalamineWorkbook, name: str) -> Sheet:
    sheet = book.get_sheet_by_name(name)
    rows: list[list[Raw]] = sheet.to_python(skip_empty_area=False)
    return Sheet(name, rows, tuple(sheet.merged_cell_ranges or ()))
