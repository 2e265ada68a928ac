"""The one error of the door: a whole file that cannot be taken, with what is wrong and how to mend it."""

from nanfeng.kinds.issue import Issue
from nanfeng.kinds.text import Text


class UnreadableError(Exception):
    """A file of which no row can be taken. `issue` says why, in both languages."""

    def __init__(self, issue: Issue) -> None:
        super().__init__(f"{issue.where}: {issue.wrong.en}. {issue.mend.en}")
        self.issue = issue


def unreadable(code: str, file: str, wrong: Text, mend: Text) -> UnreadableError:
    """An `UnreadableError` about a whole file."""
    return UnreadableError(Issue(code, file, "", wrong, mend))


def damaged(file: str) -> UnreadableError:
    """The file looks like a workbook, and its inside does not hold together."""
    return unreadable(
        "damaged",
        file,
        Text("文件已损坏，无法读取", "the file is damaged and cannot be read"),
        Text(
            "请用 Excel 或 WPS 打开，另存为新的 .xlsx 文件后重新报送",
            "Open it in a spreadsheet program, save it as a new .xlsx file and send that",
        ),
    )


def encrypted(file: str) -> UnreadableError:
    """The file asks for a password."""
    return unreadable(
        "encrypted",
        file,
        Text("文件设有打开密码", "the file is protected by a password"),
        Text("请取消密码后重新报送", "Remove the password and send it again"),
    )


def not_a_spreadsheet(file: str) -> UnreadableError:
    """The file is something else: a picture, a document, a program."""
    return unreadable(
        "not_a_spreadsheet",
        file,
        Text("这不是电子表格文件", "this is not a spreadsheet"),
        Text(
            "请报送 .xlsx、.xls 或 .csv 文件；其他格式请先另存为 .xlsx",
            "Send an .xlsx, .xls or .csv file; save other formats as .xlsx first",
        ),
    )
