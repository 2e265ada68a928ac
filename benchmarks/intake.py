"""Intake of 100,000 rows × 15 columns, checks and refusals included, beside openpyxl merely reading the same file.

Prints the median of five alternated runs of each, in seconds of processor time (all threads), and their ratio.
"""

import random
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import openpyxl

from nanfeng.forms.field import Field, FieldType
from nanfeng.forms.form import Check, Form, Purpose, Timing
from nanfeng.forms.rule import Rule
from nanfeng.intake.context import Context
from nanfeng.intake.refused import write_refused
from nanfeng.intake.take import take
from nanfeng.kinds.identifier import check_character
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Unit

ROWS = 100_000
RUNS = 5
_PERIODS = tuple(f"{year}-01..{year}-{month:02}" for year in (2022, 2023) for month in range(2, 12))
_AMOUNTS = tuple(f"amount_{number}" for number in range(1, 13))


def form() -> Form:
    fields = (
        Field("organisation", Text("统一社会信用代码", "Credit code"), FieldType.ORGANISATION, required=True),
        Field("period", Text("报告期", "Period"), FieldType.PERIOD, required=True),
        *(
            Field(name, Text(name, name), FieldType.AMOUNT, Unit.THOUSAND_YUAN, guard=True, required=position < 3)
            for position, name in enumerate(_AMOUNTS)
        ),
        Field("employees", Text("从业人员", "Employees"), FieldType.WHOLE, Unit.PERSONS, required=True),
    )
    wrong, mend = Text("部分大于总体", "a part exceeds its whole"), Text("请核对", "Check both")
    return Form(
        name="monthly_return",
        label=Text("月报", "Monthly return"),
        purpose=Purpose.STATISTICS,
        timing=Timing.CUMULATIVE,
        key=("organisation", "period"),
        fields=fields,
        when="period",
        organisation="organisation",
        checks=(
            Check("part", Rule.parse("amount_1 <= amount_2"), wrong, mend),
            Check("people", Rule.parse("employees >= 1"), wrong, mend),
        ),
    )


def write_file(path: Path, rows: int = ROWS) -> None:
    """A clean file with one row in a hundred spoilt in one of several ways."""
    chance = random.Random(2023)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("returns")
    sheet.append([field.label.zh for field in form().fields])
    for number in range(rows):
        body = f"91440605MA{number // len(_PERIODS):07d}"
        months = int(_PERIODS[number % len(_PERIODS)][-2:])
        values: list[object] = [round(chance.uniform(900, 1100) * months * power, 2) for power in range(1, 13)]
        if number % 100 == 0:
            place = chance.randrange(12)
            values[place] = chance.choice(["", "壹佰", 1e9, "１，２３４．５", "=SUM(A1:A2)"])
        code = body + check_character(body)
        sheet.append([code, _PERIODS[number % len(_PERIODS)], *values, chance.randint(10, 500)])
    book.save(path)


def nanfeng(path: Path) -> int:
    taken = take(path, form(), Context(datetime(2023, 12, 1, tzinfo=UTC), "benchmark", synthetic=True))
    write_refused(taken, path.with_name("refused.xlsx"))
    return taken.sent


def openpyxl_reads(path: Path) -> int:
    book = openpyxl.load_workbook(path, read_only=True)
    read = sum(1 for _ in book.worksheets[0].iter_rows(values_only=True))
    book.close()
    return read - 1


def seconds(work: Callable[[Path], int], path: Path) -> float:
    begin = time.process_time()
    count = work(path)
    if count != ROWS:
        raise RuntimeError(f"{work.__name__} saw {count} rows of {ROWS}")
    return time.process_time() - begin


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "returns.xlsx"
        write_file(path)
        ours, theirs = [], []
        for _ in range(RUNS):
            ours.append(seconds(nanfeng, path))
            theirs.append(seconds(openpyxl_reads, path))
    print(
        f"intake of {ROWS:,} rows x 15 columns: nanfeng {median(ours):.2f} s, openpyxl reading {median(theirs):.2f} s"
    )
    print(f"openpyxl / nanfeng: {median(theirs) / median(ours):.2f} (at least 2 is wanted)")


if __name__ == "__main__":
    main()
