"""How much one file may hold. Everything here is checked before anything is parsed."""

from dataclasses import dataclass

from nanfeng.intake.unreadable import UnreadableError, unreadable
from nanfeng.kinds.text import Text

_SPLIT = Text(
    "请拆分为几个文件（例如按园区或按月份）分别报送",
    "Split it into several files (by park or by month, say) and send each",
)


@dataclass(frozen=True)
class Limits:
    """The largest file that is let in.

    `cells` counts the rectangle from the first cell to the farthest filled one, over all sheets: 200,000 rows of 20
    columns and a hundred lines of title and header. `merged` counts merged ranges. The others are bytes: of the file,
    of all that it unpacks to, of its parts that hold no cells, and of the texts of all cells, shared ones counted in
    each.
    """

    cells: int = 200_100 * 20
    file_bytes: int = 120_000_000
    unpacked_bytes: int = 500_000_000
    structure_bytes: int = 30_000_000
    text_bytes: int = 250_000_000
    merged: int = 100_000


def too_large(file: str, size: int, limit: int) -> UnreadableError:
    """The file, or what it unpacks to, has more bytes than are let in."""
    return unreadable(
        "too_large",
        file,
        Text(
            f"文件过大：{size // 1_000_000} MB，上限 {limit // 1_000_000} MB",
            f"the file is too large: {size // 1_000_000} MB where at most {limit // 1_000_000} MB are let in",
        ),
        _SPLIT,
    )


def unpacks_too_large(file: str, limit: int) -> UnreadableError:
    """A container that would unpack to more than is let in: a very long table, or a bomb."""
    return unreadable(
        "unpacks_too_large",
        file,
        Text(
            f"文件解压后超过 {limit // 1_000_000} MB，不予读取",
            f"the file unpacks to more than {limit // 1_000_000} MB and is not read",
        ),
        _SPLIT,
    )


def too_many_cells(file: str, cells: int, farthest: str) -> UnreadableError:
    """More cells than 200,000 rows of 20 columns; `farthest` names the outermost cell, which may be a stray one."""
    where = (
        Text(f"，最远的单元格是 {farthest}", f"; the farthest filled cell is {farthest}") if farthest else Text("", "")
    )
    return unreadable(
        "too_many_cells",
        file,
        Text(
            f"表格约有 {cells:,} 个单元格，上限为 20 万行 × 20 列{where.zh}",
            f"the table has about {cells:,} cells where 200,000 rows × 20 columns are let in{where.en}",
        ),
        Text(
            f"{_SPLIT.zh}；如表外有多余内容请删除",
            f"{_SPLIT.en}; delete what stands outside the table, if anything does",
        ),
    )
