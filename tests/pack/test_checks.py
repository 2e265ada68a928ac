"""What holds between definitions: each slip is found where it is, with what was probably meant."""

from collections.abc import Callable
from pathlib import Path

import pytest

from nanfeng.kinds.issue import Issue

Spoil = Callable[[str, str, str], None]
Issues = Callable[[], tuple[Issue, ...]]

RETURN, VISIT, OUTPUT = "forms/monthly_return.toml", "forms/visit.toml", "indicators/industrial_output.toml"
PLAN, QUARTER = "plans/three_years.toml", "publications/quarter.toml"
TEXT, WARNING = "report/quarter.industry.en.md", "warnings/output.toml"

SLIPS = [
    ("pack.toml", 'zone = "zone"', 'zone = "zon"', "zone", "'zone'"),
    ("pack.toml", 'city = "luting"', 'city = "zone"', "city", "luting"),
    ("places.csv", "North Bank Park,zone", "North Bank Park,zne", "parents", "'zone'"),
    ("industries/goods.toml", 'prefixes = ["C30"]', 'prefixes = ["C31"]', "groups.ceramics", "did you mean 'C3"),
    ("industries/goods.toml", 'source = "gbt4754"', 'source = "gbt4745"', "source", "'gbt4754'"),
    ("industries/goods.toml", '"C34", "C35"', '"C34", "C35", "C38"', "groups.appliances", "partition = false"),
    ("industries/goods.toml", 'id = "goods"', 'id = "kind"', "id", "another name"),
    (RETURN, 'key = ["organisation", "period"]', 'key = ["organisation", "perod"]', "key", "'period'"),
    (RETURN, 'when = "period"', 'when = "output"', "when", "period"),
    (VISIT, 'organisation = "organisation"', 'organisation = "visit_no"', "organisation", "organisation"),
    (RETURN, 'year_ago_of = "output"', 'year_ago_of = "outptu"', "fields.output_year_ago.year_ago_of", "'output'"),
    (RETURN, 'year_ago_of = "output"', 'year_ago_of = "period"', "fields.output_year_ago.year_ago_of", "one type"),
    (
        RETURN,
        'rule = "exports <= output"',
        'rule = "export <= output"',
        "checks.exports_within_output.rule",
        "'exports'",
    ),
    (RETURN, 'aliases = ["出口额"]', 'aliases = ["产值"]', "fields", "one field"),
    (VISIT, 'type = "code"', 'type = "text"', "fields.kind.codes", "code"),
    (VISIT, 'code = "call"', 'code = "visit"', "fields.kind.codes", "remove"),
    (RETURN, 'unit = "wan_yuan"', 'unit = "persons"', "fields.output.unit", "wan_yuan"),
    (OUTPUT, 'form = "monthly_return"', 'form = "monthly_retrun"', "formula.form", "'monthly_return'"),
    (OUTPUT, 'field = "output"', 'field = "outputs"', "formula.field", "'output'"),
    (OUTPUT, 'field = "output"', 'field = "period"', "formula.field", "numbers"),
    (OUTPUT, 'unit = "yuan"', 'unit = "usd"', "formula.field", "correct"),
    (OUTPUT, 'field = "output"', 'field = "output"\nwhere = "ouput > 0"', "formula.where", "'output'"),
    (
        "indicators/visits.toml",
        'form = "visit"',
        'form = "visit"\nwhere = "kind == \'vist\'"',
        "formula.where",
        "'visit'",
    ),
    (
        PLAN,
        "value = 2\n",
        'value = 2\nsplit = [{ period = "2023-Q1", value = 5 }]\n',
        "targets.first_quarter.split",
        "split_adds_up",
    ),
    ("indicators/visits.toml", 'unit = "count"', 'unit = "yuan"', "unit", "count"),
    ("indicators/visits.toml", 'form = "visit"', 'form = "visit"\nwindow = "ended"', "formula.form", "another form"),
    (
        "indicators/export_share.toml",
        'denominator = "industrial_output"',
        'denominator = "output"',
        "formula",
        "there are",
    ),
    (
        "indicators/export_share.toml",
        'denominator = "industrial_output"',
        'denominator = "visits"',
        "formula",
        "dimension",
    ),
    ("indicators/export_share.toml", 'numerator = "exports"', 'numerator = "export_share"', "formula", "another"),
    ("indicators/exports.toml", '["nominal"]', '["nominal", "comparable"]', "growth", "year_ago_of"),
    ("indicators/exports.toml", '["nominal"]', '["nominal", "real"]', "growth", "price_index"),
    ("indicators/strong_groups.toml", 'by = "goods"', 'by = "good"', "formula.by", "'goods'"),
    (QUARTER, 'place_kinds = ["zone", "park"]', 'place_kinds = ["zone", "prak"]', "place_kinds", "'park'"),
    (QUARTER, 'kind = "year_to_date"', 'kind = "months"', "windows.to_date", "count"),
    (QUARTER, 'by = ["goods"]', 'by = ["goodies"]', "tables.output_by_goods.by", "'goods'"),
    (
        QUARTER,
        'growth = ["comparable", "nominal"]',
        'growth = ["comparable", "real"]',
        "tables.output_by_park.growth",
        "there are",
    ),
    (QUARTER, 'id = "progress"\nkind = "targets"', 'id = "progress"\nkind = "bar"', "charts.progress.table", "table"),
    (QUARTER, 'table = "output_by_park"', 'table = "output_by_parks"', "charts.map.table", "'output_by_park'"),
    (QUARTER, 'charts = ["map", "goods"]', 'charts = ["mapp", "goods"]', "sections.industry.charts", "'map'"),
    (
        QUARTER,
        'tables = ["visits_by_kind"]',
        'tables = ["visit_by_kind"]',
        "sections.services.tables",
        "'visits_by_kind'",
    ),
    (QUARTER, 'text = "quarter.services"', 'text = "quarter.service"', "sections.services.text", "write that file"),
    (
        QUARTER,
        '"[[enterprises_visited @to_date]]"',
        '"[[enterprise_visited @to_date]]"',
        "highlights.[[enterprise_visited @to_date]]",
        "'enterprises_visited'",
    ),
    (TEXT, "[[export_share @to_date]]", "[[export_share @date]]", "[[export_share @date]]", "'to_date'"),
    (TEXT, "[[export_share @to_date]]", "[[export_share]]", "[[export_share]]", "as described"),
    (
        TEXT,
        "[[export_share @to_date]]",
        "[[export_share growth:real @to_date]]",
        "[[export_share growth:real @to_date]]",
        "defined",
    ),
    (
        TEXT,
        "[[export_share @to_date]]",
        "[[exports @to_date goods=tiles]]",
        "[[exports @to_date goods=tiles]]",
        "ceramics",
    ),
    (
        TEXT,
        "[[export_share @to_date]]",
        "[[exports @to_date place=park_nort]]",
        "[[exports @to_date place=park_nort]]",
        "'park_north'",
    ),
    (PLAN, 'source = "plan"\nissued', 'source = "plam"\nissued', "source", "'plan'"),
    (PLAN, 'place = "zone"', 'place = "zones"', "targets.first_quarter.place", "'zone'"),
    (PLAN, 'indicator = "industrial_output"\n', "", "targets.first_quarter.indicator", "add indicator"),
    (PLAN, 'unit = "yi_yuan"', 'unit = "persons"', "targets.first_quarter.unit", "correct"),
    (PLAN, "granted_by = ", "counting = ", "targets.provincial_zone.granted_by", "granted_by"),
    (PLAN, 'lead = "zone_office"', 'lead = "zone_ofice"', "measures.visiting.lead", "'zone_office'"),
    (
        PLAN,
        'targets = ["visit_everyone"]',
        'targets = ["visit_every"]',
        "measures.visiting.targets",
        "'visit_everyone'",
    ),
    (PLAN, 'id = "provincial_zone"', 'id = "first_quarter"', "targets.first_quarter", "rename"),
    ("published/press.csv", "E1,press,", "E1,pres,", "source", "'press'"),
    ("published/press.csv", ",park,E1,", ",park,E9,", "part_of", "E1"),
    ("published/press.csv", ",park_south,", ",park_soth,", "place", "'park_south'"),
    ("published/press.csv", ",2.22,yi_yuan,", ",2.22,persons,", "unit", "correct"),
    (
        "aliases.csv",
        "total output,industrial_output",
        "total output,industrial_outptu",
        "total output.of",
        "'industrial_output'",
    ),
    ("aliases.csv", "total output,", "the zone,", "the zone", "keep one"),
    ("rates.csv", ",press,", ",pres,", "usd 2023-03-31.source", "'press'"),
    (WARNING, 'form = "monthly_return"', 'form = "visit"', "form", "cumulative"),
    (WARNING, 'form = "monthly_return"', 'form = "monthly"', "form", "'monthly_return'"),
    (WARNING, 'field = "output"', 'field = "ouput"', "field", "'output'"),
    (WARNING, 'field = "output"', 'field = "period"', "field", "there are"),
    (WARNING, "drop_percent = 10", "drop_percent = 0", "drop_percent", "above 0"),
    (WARNING, "months = 2", "months = 13", "months", "1 to 12"),
]


@pytest.mark.parametrize(("file", "old", "new", "at", "mend"), SLIPS)
def test_a_slip_is_found_where_it_is(
    spoil: Spoil, issues: Issues, file: str, old: str, new: str, at: str, mend: str
) -> None:
    spoil(file, old, new)

    found = [issue for issue in issues() if issue.where.split(":")[0] == file and issue.at == at]
    assert found, f"nothing was said of {file}: {at}"
    assert mend in found[0].mend.en
    assert found[0].wrong.zh
    assert found[0].mend.zh


def test_places_in_a_ring_are_refused(spoil: Spoil, issues: Issues) -> None:
    spoil("places.csv", "Luting,,", "Luting,park_north,")

    assert {issue.code for issue in issues()} == {"loop"}


def test_a_section_without_its_text_names_the_file_to_write(town: Path, issues: Issues) -> None:
    (town / "report" / "quarter.services.en.md").unlink()

    (found,) = issues()
    assert "report/quarter.services.en.md" in found.wrong.en
    assert found.at == "sections.services.text"


def test_a_dollar_statement_of_a_yuan_figure_needs_a_rate(town: Path, spoil: Spoil, issues: Issues) -> None:
    spoil("published/press.csv", ",2.22,yi_yuan,", ",0.32,yi_usd,")
    (town / "rates.csv").write_text("currency,yuan,on,source,implied\n", encoding="utf-8")

    (found,) = issues()
    assert (found.code, found.where, found.at) == ("unit", "published/press.csv:2", "unit")
