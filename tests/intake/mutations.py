"""Takes mutated files in, one after another, in a process of its own; prints what became of them and the peak memory.

Run with: number of files, seed, folder to work in.
"""

import io
import json
import random
import resource
import sys
import zipfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import xlwt

from nanfeng.forms.field import Field, FieldType
from nanfeng.forms.form import Form, Purpose, Timing
from nanfeng.intake.context import Context
from nanfeng.intake.refused import write_refused
from nanfeng.intake.take import take
from nanfeng.intake.unreadable import UnreadableError
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Unit

ADDRESS_SPACE = 8 << 30
NASTY = ("XFD1048576", "ZZZ99999999", "4294967295", "-1", "&#0;", "<c>", "</row>", "1e999", 't="s"', "NaN", "&a;", "'")


def form() -> Form:
    fields = (
        Field("organisation", Text("企业", "Enterprise"), FieldType.ORGANISATION, required=True),
        Field("period", Text("报告期", "Period"), FieldType.PERIOD, required=True),
        Field("output", Text("产值", "Output"), FieldType.AMOUNT, Unit.THOUSAND_YUAN, guard=True),
        Field("on", Text("日期", "Day"), FieldType.DATE),
        Field("people", Text("人数", "People"), FieldType.WHOLE, Unit.PERSONS),
    )
    label = Text("月报", "Monthly return")
    key = ("organisation", "period")
    return Form("r", label, Purpose.STATISTICS, Timing.CUMULATIVE, key, fields, "period", organisation="organisation")


def lines() -> list[list[object]]:
    head = [["2023年月报", None, "单位：万元"], ["企业", "报告期", "产值", "日期", "人数"]]
    codes = ("91440605MA00000011", "91440605MA00000022", 9.14e17, "合计")
    rows = [
        [codes[n % 4], f"2023年1-{n % 11 + 2}月", n * 1.5, datetime(2023, 1, n % 27 + 1), f"{n}人"] for n in range(60)
    ]
    return [*head, *rows]


def originals() -> list[tuple[str, bytes]]:
    book, old = openpyxl.Workbook(), xlwt.Workbook()
    sheet = old.add_sheet("a")
    for row, line in enumerate(lines()):
        book.active.append(line)
        for column, value in enumerate(line):
            sheet.write(row, column, value)
    book.active["C9"] = "=SUM(C3:C8)"
    book.active.merge_cells("A1:B1")
    new_file, old_file = io.BytesIO(), io.BytesIO()
    book.save(new_file)
    old.save(old_file)
    text = "\n".join(",".join("" if cell is None else str(cell) for cell in line) for line in lines())
    return [
        ("a.xlsx", new_file.getvalue()),
        ("a.xls", old_file.getvalue()),
        ("a.csv", text.encode()),
        ("b.csv", text.encode("gb18030")),
    ]


def mutated(content: bytes, chance: random.Random) -> bytes:
    """Bytes changed, cut out, doubled, blanked or replaced by something nasty."""
    changed = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        at, length = chance.randrange(len(changed) + 1), chance.choice((1, 4, 30, 400))
        match chance.randrange(6):
            case 0:
                changed[at : at + 1] = chance.randbytes(1)
            case 1:
                del changed[at : at + length]
            case 2:
                changed[at:at] = changed[at : at + length]
            case 3:
                changed[at : at + length] = bytes(len(changed[at : at + length]))
            case 4:
                changed[at : at + chance.choice((0, 4))] = chance.choice(NASTY).encode()
            case _:
                changed[at : at + 4] = b"\xff\xff\xff\xff"
    return bytes(changed)


def mutated_inside(content: bytes, chance: random.Random) -> bytes:
    """A workbook whose container is sound and one of whose parts is mutated."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        sheets = [name for name in old.namelist() if "sheet" in name]
        chosen = chance.choice([*old.namelist(), *sheets * 4])
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, mutated(part, chance) if name == chosen else part)
    return target.getvalue()


def main(count: int, seed: int, folder: Path) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    files, ends = originals(), Counter()
    context = Context(datetime(2023, 7, 1, tzinfo=UTC), "a sender")
    for number in range(count):
        chance = random.Random(f"{seed} {number}")
        name, content = chance.choice(files)
        inside = name == "a.xlsx" and chance.random() < 0.7
        path = folder / name
        path.write_bytes((mutated_inside if inside else mutated)(content, chance))
        try:
            taken = take(path, form(), context)
            write_refused(taken, folder / "refused.xlsx")
            ends["taken"] += 1
        except UnreadableError as refusal:
            ends[refusal.issue.code] += 1
        except BaseException as error:
            raise RuntimeError(f"file {number} of seed {seed} ({name}) ended in {error!r}") from error
    peak = peak_memory()
    print(json.dumps({"ends": ends, "peak": peak}))


def peak_memory() -> int:
    """Bytes of this program alone; what getrusage gives begins with the size of the process that started it."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
