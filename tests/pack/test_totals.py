"""Every number of a form that no indicator adds up has a total of its own, where a publication wants totals."""

import shutil
from dataclasses import replace

import pytest

from nanfeng.figures.indicator import Sum
from nanfeng.forms.field import Field, FieldType
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Unit
from nanfeng.pack.load import PackError, load
from nanfeng.pack.publication import Totals
from nanfeng.pack.totals import with_totals

ROBOTS = Field("robots", Text("在用机器人", "Robots in use"), FieldType.WHOLE)


@pytest.fixture
def pack(root):
    return load(root / "packs" / "example")


def totals(pack, *fields: Field, form: str = "monthly_return"):
    """The pack's open data with totals of a form that has more fields, and all indicators."""
    asked = replace(pack.forms[form], fields=(*pack.forms[form].fields, *fields))
    tables = replace(pack.publications["tables"], totals=(Totals(form, ("to_date",), "park"),))
    found, indicators = with_totals({"tables": tables}, pack.indicators, {**pack.forms, form: asked})
    return found["tables"].tables[len(tables.tables) :], indicators


def test_a_new_number_has_a_table_and_an_indicator_in_its_own_words(pack):
    (table,), indicators = totals(pack, ROBOTS)
    made = indicators[table.indicator]
    assert (made.id, made.name, made.unit) == ("robots", ROBOTS.label, Unit.COUNT)
    assert made.formula == Sum("sum", "monthly_return", "robots")
    assert (table.windows, table.place_kind) == (("to_date",), "park")


def test_what_has_an_indicator_already_or_is_no_number_has_no_total(pack):
    words = replace(ROBOTS, name="words", type=FieldType.TEXT)
    year_ago = replace(ROBOTS, name="robots_year_ago", year_ago_of="robots")
    assert totals(pack, words, year_ago)[0] == ()


def test_a_total_does_not_take_the_name_of_another_indicator(pack):
    (table,), indicators = totals(pack, replace(ROBOTS, name="visits"))
    assert table.indicator == "monthly_return_visits"
    assert indicators["visits"] == pack.indicators["visits"]


def test_totals_of_a_form_that_there_is_not_are_refused(pack, tmp_path):
    folder = tmp_path / "pack"
    shutil.copytree(pack.folder, folder)
    tables = folder / "publications" / "tables.toml"
    tables.write_text(tables.read_text("utf-8") + '\n[[totals]]\nform = "monthly"\nwindows = ["to_date"]\n', "utf-8")
    with pytest.raises(PackError, match="monthly_return"):
        load(folder)
