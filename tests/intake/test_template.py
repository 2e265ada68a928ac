"""The template of every form goes back in, filled, without a word of complaint."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nanfeng.forms.field import Field, FieldType
from nanfeng.intake.context import Context
from nanfeng.intake.offered import Known
from nanfeng.intake.take import take
from nanfeng.intake.template import write_template
from nanfeng.kinds.answer import Verdict
from nanfeng.kinds.identifier import check_character
from nanfeng.kinds.place import Place, PlaceKind
from nanfeng.kinds.text import Text
from nanfeng.pack.load import load

ROOT = Path(__file__).resolve().parents[2]
PACKS = {name: load(ROOT / "packs" / name) for name in ("foshan", "example")}
FORMS = [(name, form) for name, pack in PACKS.items() for form in pack.forms.values()]
ROWS = 12


def known_of(pack):
    return Known(tuple(pack.places.values()), tuple(pack.industries.values()))


def context_of(pack):
    return Context(
        entered=datetime(2023, 7, 10, tzinfo=UTC),
        entered_by="office",
        forms=tuple(pack.forms.values()),
        places={name: p.code for p in pack.places.values() for name in (p.code, p.name.zh, p.name.en)},
        industries={name: i.code for i in pack.industries.values() for name in (i.code, i.name)},
    )


def credit_code(number):
    body = f"91440605MA{number:07d}"
    return body + check_character(body)


def listed(book, field_title, sheet):
    """What the template offers for a column: the texts in the hidden sheet."""
    column = next(cell.column_letter for cell in sheet[1] if field_title in cell.value)
    for check in sheet.data_validations.dataValidation:
        if check.type == "list" and f"{column}2" in str(check.sqref):
            hidden, cells = check.formula1.split("!")
            return [cell.value for row in book[hidden][cells.replace("$", "")] for cell in row]
    return []


def cell_for(field, line, chosen, options):
    """What a sender may write into a cell; amounts of one size, so that the unit guard has nothing to ask."""
    match field.type:
        case FieldType.ORGANISATION:
            return credit_code(line * 10 + len(field.name))
        case FieldType.TEXT:
            return f"{field.name} {line}"
        case FieldType.DATE:
            day = date(2022, 1, 1) + timedelta(chosen.randrange(500))
            return chosen.choice([day, day.isoformat(), f"{day.year}年{day.month}月{day.day}日"])
        case FieldType.PERIOD:
            return chosen.choice(["2023年1-6月", "2023-H1", "2023-01..2023-06", "Jan-Jun 2023"])
        case FieldType.WHOLE | FieldType.NUMBER if not field.guard:
            return chosen.choice([3, 2000, "2,200"])  # a score may have to be small
        case FieldType.WHOLE | FieldType.NUMBER | FieldType.AMOUNT:
            return chosen.choice([2000, 2100 if field.type is FieldType.WHOLE else 2100.5, "2,200"])
        case _:
            return chosen.choice(options)


def keeps_its_checks(form, row):
    facts = {field.name: fact(field, row[field.name]) for field in form.fields}
    return all(check.rule.evaluate(facts).verdict is not Verdict.NO for check in form.checks)


def fact(field, cell):
    """The value that a check sees."""
    if cell is None:
        return None
    match field.type:
        case FieldType.WHOLE | FieldType.NUMBER | FieldType.AMOUNT:
            return Decimal(str(cell).replace(",", "")) * (field.unit.factor if field.unit else 1)
        case FieldType.DATE if isinstance(cell, str):
            year, month, day = cell.replace("年", "-").replace("月", "-").replace("日", "").split("-")
            return date(int(year), int(month), int(day))
        case FieldType.BOOLEAN:
            return cell.startswith("是")
        case FieldType.CODE:
            return next(code.code for code in field.codes if code.label.both() == cell)
        case _:
            return cell


def valid_row(form, line, chosen, options):
    while True:
        row = {field.name: cell_for(field, line, chosen, options[field.name]) for field in form.fields}
        needed = {form.when, form.organisation, *form.key} | {field.name for field in form.fields if field.required}
        row = {name: cell if name in needed or chosen.random() < 0.8 else None for name, cell in row.items()}
        if keeps_its_checks(form, row):
            return row


@pytest.mark.slow
@pytest.mark.parametrize(("city", "form"), FORMS, ids=[f"{city}-{form.name}" for city, form in FORMS])
@given(seed=st.integers(0, 2**32))
@settings(max_examples=settings.default.max_examples // 20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_filled_template_is_taken_without_a_word(tmp_path, city, form, seed):
    pack, path, chosen = PACKS[city], tmp_path / "template.xlsx", random.Random(seed)
    write_template(form, path, known_of(pack))
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    options = {field.name: listed(book, field.label.both(), sheet) for field in form.fields}
    for line in range(ROWS):
        sheet.append(list(valid_row(form, line, chosen, options).values()))
    book.save(path)
    taken = take(path, form, context_of(pack))
    issues = [issue for row in (*taken.refused, *taken.questions) for issue in row.issues]
    assert [(issue.code, issue.at, issue.wrong.zh) for issue in (*issues, *taken.notices)] == []
    assert taken.accepted.num_rows == taken.sent == ROWS
    amounts = [field.name for field in form.fields if field.type is FieldType.AMOUNT]
    assert all(value is None or value >= 2000 for name in amounts for value in taken.accepted[name].to_pylist())


def template(form, path, known=None, rows=()):
    write_template(form, path, known or Known(), rows)
    return openpyxl.load_workbook(path)


def test_an_empty_template_holds_no_records(tmp_path, returns, context):
    write_template(returns, tmp_path / "t.xlsx", Known())
    taken = take(tmp_path / "t.xlsx", returns, context)
    assert (taken.sent, taken.notices) == (0, ())


def test_a_template_marks_what_is_required_says_units_and_keeps_codes_text(tmp_path, returns):
    book = template(returns, tmp_path / "t.xlsx")
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[1]] == [
        "* 统一社会信用代码 / Credit code",
        "* 报告期 / Period",
        "* 工业总产值 / Output（千元 / thousand yuan）",
        "上年同期工业总产值 / Output a year ago（千元 / thousand yuan）",
        "出口交货值 / Exports（千元 / thousand yuan）",
        "从业人员 / Employees（人 / people）",
    ]
    assert (sheet.freeze_panes, sheet.max_row) == ("A2", 1)
    formats = [sheet.column_dimensions[letter].number_format for letter in "ABCF"]
    assert formats == ["@", "@", "#,##0.00", "0"]


def test_a_template_offers_what_the_city_knows(tmp_path, visit_form):
    park = Place("park_east", PlaceKind.PARK, Text("东园", "East Park"))
    twins = [Place(code, PlaceKind.TOWN, Text("河口", "Hekou")) for code in ("1", "2")]
    book = template(visit_form, tmp_path / "t.xlsx", Known((park, *twins)))
    sheet = book.worksheets[0]
    assert listed(book, "Park", sheet) == ["东园 / East Park", "1 / 河口", "2 / 河口"]
    assert listed(book, "Topic", sheet) == ["税务 / Tax", "法律 / Law"]
    assert listed(book, "Called again", sheet) == ["是 / Yes", "否 / No"]
    assert book["lists"].sheet_state == "hidden"


def test_the_instructions_are_in_both_languages_and_name_every_field(tmp_path, returns):
    rows = template(returns, tmp_path / "t.xlsx").worksheets[1].values
    words = "\n".join(str(cell) for row in rows for cell in row if cell)
    assert all(text in words for field in returns.fields for text in (field.label.zh, field.label.en))
    assert "1 月不单独报送" in words
    assert "January is not reported alone" in words
    assert "请核对" in words
    assert "Check both" in words


def test_known_values_are_filled_in_and_come_back_the_same(tmp_path, returns, visit_form, context):
    rows = [{"organisation": f"uscc:{credit_code(1)}", "period": "2023-H1", "output": Decimal("2500000")}]
    book = template(returns, tmp_path / "t.xlsx", rows=rows)
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[2]][:3] == [credit_code(1), "2023-H1", 2500]
    assert sheet["A2"].number_format == "@"
    assert take(tmp_path / "t.xlsx", returns, context).accepted["output"].to_pylist() == [Decimal(2_500_000)]
    visit = {"visit_no": "=1+1", "date": date(2023, 6, 1), "topic": "tax", "again": False, "park": "park_east"}
    known = Known((Place("park_east", PlaceKind.PARK, Text("东园", "East Park")),))
    sheet = template(visit_form, tmp_path / "v.xlsx", known, [visit]).worksheets[0]
    assert {cell.data_type for cell in sheet[2]} <= {"s", "n", "d"}
    with pytest.raises(KeyError, match="visit has no field when"):
        write_template(visit_form, tmp_path / "v.xlsx", known, [{"when": 1}])


def test_a_field_that_is_added_to_a_form_appears(tmp_path, visit_form, context):
    added = Field("floor", Text("楼层", "Floor"), FieldType.WHOLE, help=Text("地上层数", "above ground"))
    form = replace(visit_form, fields=(*visit_form.fields, added))
    book = template(form, tmp_path / "t.xlsx")
    sheet = book.worksheets[0]
    assert sheet["H1"].value == "楼层 / Floor"
    sheet.append(["7", "2023-06-01", None, None, None, None, None, 3])
    book.save(tmp_path / "t.xlsx")
    assert take(tmp_path / "t.xlsx", form, context).accepted["floor"].to_pylist() == [3]
    assert "地上层数" in str([cell.value for row in book.worksheets[1] for cell in row])
