"""A form, senders and files that the tests of intake share."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest

from nanfeng.forms.field import Code, Field, FieldType
from nanfeng.forms.form import Check, Form, Purpose, Timing
from nanfeng.forms.rule import Rule
from nanfeng.intake.context import Context
from nanfeng.kinds.identifier import check_character
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Unit
from nanfeng.ledger.names import NameBorne, Span
from nanfeng.ledger.register import Register


def credit_code(number: int) -> str:
    body = f"91440605MA{number:07d}"
    return body + check_character(body)


def amount(name: str, zh: str, en: str, **more: object) -> Field:
    return replace(Field(name, Text(zh, en), FieldType.AMOUNT, Unit.THOUSAND_YUAN), **more)


def monthly_return() -> Form:
    fields = (
        Field(
            "organisation",
            Text("统一社会信用代码", "Credit code"),
            FieldType.ORGANISATION,
            required=True,
            aliases=("单位名称", "企业"),
        ),
        Field("period", Text("报告期", "Period"), FieldType.PERIOD, required=True),
        amount("output", "工业总产值", "Output", required=True, guard=True, aliases=("产值", "总产值")),
        amount("output_year_ago", "上年同期工业总产值", "Output a year ago", year_ago_of="output"),
        amount("exports", "出口交货值", "Exports", guard=True, aliases=("出口",)),
        Field("employees", Text("从业人员", "Employees"), FieldType.WHOLE, Unit.PERSONS),
    )
    wrong, mend = Text("出口大于产值", "exports exceed output"), Text("请核对", "Check both")
    return Form(
        name="monthly_return",
        label=Text("工业月报", "Monthly return of industry"),
        purpose=Purpose.STATISTICS,
        timing=Timing.CUMULATIVE,
        key=("organisation", "period"),
        fields=fields,
        when="period",
        organisation="organisation",
        checks=(Check("exports_within_output", Rule.parse("exports <= output"), wrong, mend),),
    )


def visits() -> Form:
    topics = (Code("tax", Text("税务", "Tax"), ("税收",)), Code("law", Text("法律", "Law")))
    fields = (
        Field("visit_no", Text("走访编号", "Visit number"), FieldType.TEXT, required=True),
        Field("date", Text("走访日期", "Date"), FieldType.DATE, required=True),
        Field("organisation", Text("企业名称", "Enterprise"), FieldType.ORGANISATION),
        Field("park", Text("园区", "Park"), FieldType.PLACE),
        Field("topic", Text("主题", "Topic"), FieldType.CODE, codes=topics),
        Field("again", Text("是否回访", "Called again"), FieldType.BOOLEAN),
        Field("minutes", Text("时长", "Minutes"), FieldType.NUMBER),
    )
    return Form(
        name="visit",
        label=Text("走访记录", "Visits"),
        purpose=Purpose.SERVICE,
        timing=Timing.EVENT,
        key=("visit_no",),
        fields=fields,
        when="date",
        organisation="organisation",
        place="park",
    )


@pytest.fixture
def returns() -> Form:
    return monthly_return()


@pytest.fixture
def visit_form() -> Form:
    return visits()


@pytest.fixture
def context() -> Context:
    names = [
        NameBorne("南风机械有限公司", f"uscc:{credit_code(1)}", Span(date(2022, 1, 1))),
        NameBorne("旧窑机械厂", f"uscc:{credit_code(1)}", Span(None, date(2021, 12, 31))),
        NameBorne("石湾陶瓷有限公司", f"uscc:{credit_code(2)}"),
    ]
    return Context(
        entered=datetime(2023, 7, 10, 8, tzinfo=UTC),
        entered_by="statistics office",
        register=Register(names, (), ()),
        forms=(monthly_return(), visits()),
        places={"东园": "park_east", "park_east": "park_east"},
    )


@pytest.fixture
def write(tmp_path: Path):
    """Write lines into a workbook's one sheet and give its path; `merged` are ranges such as A1:B1."""

    def written(lines: list[list[object]], *merged: str, name: str = "sent.xlsx") -> Path:
        book = openpyxl.Workbook()
        sheet = book.active
        for line in lines:
            sheet.append(line)
        for cells in merged:
            sheet.merge_cells(cells)
        path = tmp_path / name
        book.save(path)
        return path

    return written
