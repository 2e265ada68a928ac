"""Loading a pack: both packs load; what is wrong is said at once, with file, key and mend; nothing is run."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from nanfeng.figures.indicator import Indicator
from nanfeng.kinds.issue import Issue
from nanfeng.pack.load import PackError, keep, load, read_definition

PACKS = Path(__file__).parents[2] / "packs"
Spoil = Callable[[str, str, str], None]
Issues = Callable[[], tuple[Issue, ...]]


@pytest.mark.parametrize("name", ["foshan", "example"])
def test_the_packs_of_the_repository_load(name: str) -> None:
    pack = load(PACKS / name)

    assert pack.id == name
    assert pack.digest == load(PACKS / name).digest
    assert set(pack.definitions.digests) == set(pack.indicators)


def test_foshan_holds_its_parks_industries_and_plans() -> None:
    pack = load(PACKS / "foshan")

    assert {code for code in pack.places if code.startswith("park_")} == {
        f"park_{name}" for name in ("nanhai", "chancheng", "shunde", "gaoming", "sanshui")
    }
    assert len(pack.industries) == 1958
    assert len(pack.industry_sets["strategic_emerging"].groups) == 11
    assert len(pack.industry_sets["future"].groups) == 5
    apart = {group.id: group.without for group in pack.industry_sets["sector_of_economy"].groups}
    assert apart["secondary"] == ("B11", "C43")
    assert len([row for row in pack.published if row.id.startswith("S")]) >= 79
    assert len({chart.kind for chart in pack.publications["half_year"].charts}) >= 5


def test_decimal_fractions_stay_exact(town: Path, spoil: Spoil) -> None:
    spoil("plans/three_years.toml", "value = 2\n", "value = 2.1\n")

    assert load(town).plans["three_years"].targets[0].value == Decimal("2.1")


UNKNOWN_KEYS = [
    ("pack.toml", 'id = "example"', "id", "colour"),
    ("sources.toml", 'id = "plan"', "source.plan", "colour"),
    ("industries/goods.toml", 'id = "goods"', "", "colour"),
    ("industries/goods.toml", 'id = "ceramics"', "groups.ceramics", "colour"),
    ("forms/visit.toml", 'name = "visit"', "", "colour"),
    ("forms/visit.toml", 'name = "visit_no"', "fields.visit_no", "colour"),
    ("forms/monthly_return.toml", 'name = "exports_within_output"', "checks.exports_within_output", "colour"),
    ("indicators/visits.toml", 'id = "visits"', "", "colour"),
    ("indicators/visits.toml", 'kind = "count"', "formula", "colour"),
    ("plans/three_years.toml", 'id = "three_years"', "", "colour"),
    ("plans/three_years.toml", 'id = "first_quarter"', "targets.first_quarter", "colour"),
    ("plans/three_years.toml", 'id = "visiting"', "measures.visiting", "colour"),
    ("publications/quarter.toml", 'id = "quarter"', "", "colour"),
    ("publications/quarter.toml", 'id = "output_by_park"', "tables.output_by_park", "colour"),
    ("publications/quarter.toml", 'id = "progress"', "charts.progress", "colour"),
    ("publications/quarter.toml", 'id = "about"', "sections.about", "colour"),
]


@pytest.mark.parametrize(("file", "beside", "at", "key"), UNKNOWN_KEYS)
def test_an_unknown_key_is_refused_in_every_definition(
    spoil: Spoil, issues: Issues, file: str, beside: str, at: str, key: str
) -> None:
    spoil(file, beside, f'{beside}\n{key} = "blue"')

    found = [issue for issue in issues() if issue.where == file and issue.at.endswith(key)]
    assert len(found) == 1
    assert found[0].at in (key, f"{at}.{key}")
    assert "colour" in found[0].wrong.zh
    assert "colour" in found[0].wrong.en


@pytest.mark.parametrize(
    ("file", "head"),
    [
        ("places.csv", "code,kind,name_zh,name_en,parents,tile"),
        ("departments.csv", "code,name_zh,name_en"),
        ("aliases.csv", "name,of,source"),
        ("rates.csv", "currency,yuan,on,source,implied"),
    ],
)
def test_an_unknown_column_is_refused_in_every_table(town: Path, issues: Issues, file: str, head: str) -> None:
    first, *rest = (town / file).read_text(encoding="utf-8").splitlines()
    assert first == head
    (town / file).write_text("\n".join([f"{first},colour", *(f"{row},blue" for row in rest)]) + "\n", encoding="utf-8")

    found = [issue for issue in issues() if issue.at == "colour"]
    assert [issue.where for issue in found] == [f"{file}:{line}" for line in range(2, len(rest) + 2)]


def test_a_slip_in_a_key_says_what_was_meant(spoil: Spoil, issues: Issues) -> None:
    spoil("indicators/visits.toml", "unit = ", "units = ")

    by_key = {issue.at: issue for issue in issues() if issue.where == "indicators/visits.toml"}
    assert by_key["units"].mend.en == "did you mean 'unit'?"
    assert by_key["unit"].mend.en == "add unit"


def test_only_the_formula_that_was_meant_is_criticised(spoil: Spoil, issues: Issues) -> None:
    spoil("indicators/exports.toml", 'field = "exports"', 'feild = "exports"')

    found = {(issue.at, issue.mend.en) for issue in issues() if issue.where == "indicators/exports.toml"}
    assert found == {("formula.feild", "did you mean 'field'?"), ("formula.field", "add field")}


def test_an_unknown_formula_lists_the_kinds_there_are(spoil: Spoil, issues: Issues) -> None:
    spoil("indicators/exports.toml", 'kind = "sum"', 'kind = "total"')

    (found,) = [issue for issue in issues() if issue.where == "indicators/exports.toml"]
    assert found.at == "formula.kind"
    assert "'total'" in found.wrong.en
    assert "count, count_distinct, difference, groups_above, ratio, stock, sum" in found.mend.en


def test_everything_wrong_comes_at_once(town: Path, spoil: Spoil, issues: Issues) -> None:
    spoil("forms/visit.toml", 'timing = "event"', 'timing = "evnt"')
    spoil("places.csv", "park_south,park,", "park_south,prak,")
    spoil("plans/three_years.toml", 'indicator = "industrial_output"', 'indicator = "industrial_ouput"')
    spoil("report/quarter.services.en.md", "[[visits @to_date]]", "[[vists @to_date]]")
    (town / "indicators" / "exports.toml").write_text("id = ", encoding="utf-8")

    found = {(issue.where, issue.at) for issue in issues()}
    assert found == {
        ("forms/visit.toml", "timing"),
        ("places.csv:5", "kind"),
        ("indicators/exports.toml", ""),
        ("plans/three_years.toml", "targets.first_quarter.indicator"),
        ("report/quarter.services.en.md:1", "[[vists @to_date]]"),
    }


def test_a_definition_that_fails_does_not_blame_those_who_name_it(spoil: Spoil, issues: Issues) -> None:
    spoil("forms/monthly_return.toml", 'purpose = "statistics"', 'purpose = "statstics"')

    assert [(issue.where, issue.at) for issue in issues()] == [("forms/monthly_return.toml", "purpose")]


@pytest.mark.parametrize(
    ("file", "old", "new", "at"),
    [
        ("forms/visit.toml", 'type = "date"', 'type = "dat"', "fields.date.type"),
        (
            "forms/monthly_return.toml",
            'rule = "output >= 0"',
            'rule = "output => 0"',
            "checks.output_not_negative.rule",
        ),
        (
            "forms/monthly_return.toml",
            'rule = "output >= 0"',
            'rule = "open(output)"',
            "checks.output_not_negative.rule",
        ),
        ("plans/three_years.toml", 'period = "2023-Q1"', 'period = "twenty"', "targets.first_quarter.period"),
        ("plans/three_years.toml", "value = 2\n", 'value = "twelve"\n', "targets.first_quarter.value"),
        ("plans/three_years.toml", "number = 1\n", 'number = "one"\n', "measures.visiting.number"),
        ("plans/three_years.toml", "each_year = true", 'each_year = "perhaps"', "targets.visit_everyone.each_year"),
        ("sources.toml", "published = 2022-12-20", 'published = "in December"', "source.plan.published"),
        ("pack.toml", ', en = "Luting (fictitious)"', "", "name.en"),
    ],
)
def test_a_wrong_value_names_its_key_and_the_mend(
    spoil: Spoil, issues: Issues, file: str, old: str, new: str, at: str
) -> None:
    spoil(file, old, new)

    found = [issue for issue in issues() if (issue.where, issue.at) == (file, at)]
    assert found
    assert all(issue.wrong.zh and issue.wrong.en and issue.mend.zh and issue.mend.en for issue in found)


def test_a_file_that_nothing_would_read_is_named(town: Path, issues: Issues) -> None:
    (town / "indicator").mkdir()
    (town / "indicator" / "lost.toml").write_text("", encoding="utf-8")

    assert [issue.where for issue in issues()] == ["indicator/lost.toml"]


@pytest.mark.parametrize("file", ["places.csv", "forms/visit.toml", "report/quarter.industry.zh.md"])
def test_a_file_in_another_encoding_is_named(town: Path, issues: Issues, file: str) -> None:
    (town / file).write_bytes((town / file).read_text(encoding="utf-8").encode("gb18030"))

    assert [issue.wrong.en.split(":")[0] for issue in issues() if issue.where == file] == ["this is no UTF-8 text"]


def test_a_row_with_a_cell_too_many_is_named(town: Path, issues: Issues, spoil: Spoil) -> None:
    spoil("departments.csv", "industry bureau", "industry, bureau")

    assert next((issue.where, issue.at) for issue in issues()) == ("departments.csv:2", "(further cell)")


def test_an_id_that_is_there_twice_names_both_files(town: Path, issues: Issues) -> None:
    shutil.copy(town / "indicators" / "visits.toml", town / "indicators" / "again.toml")

    (found,) = issues()
    assert found.where == "indicators/visits.toml"
    assert "indicators/again.toml" in found.wrong.en


def test_a_folder_without_a_pack_says_so(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"pack\.toml.*missing"):
        load(tmp_path)


def test_loading_runs_no_code_of_the_pack(town: Path) -> None:
    trap = "raise SystemExit('the pack was run')\n"
    for name in ("records/__init__.py", "records/conftest.py"):
        (town / name).write_text(trap, encoding="utf-8")
    names = (town / "departments.csv").read_text(encoding="utf-8")
    (town / "departments.csv").write_text(names + "trap,__import__('os').abort(),{{7*7}}\n", encoding="utf-8")
    audit = (
        "import sys; from pathlib import Path; from nanfeng.pack.load import load\n"
        f"folder = {str(town)!r}\n"
        "def watch(event, args):\n"
        "    if event in ('exec', 'compile', 'import') and folder in repr(args): sys.exit(f'ran {event} {args}')\n"
        "    if event in ('subprocess.Popen', 'os.system', 'socket.connect'): sys.exit(f'ran {event}')\n"
        "sys.addaudithook(watch)\n"
        "print(load(Path(folder)).departments['trap'].name.zh)\n"
    )

    done = subprocess.run([sys.executable, "-c", audit], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip() == "__import__('os').abort()"


def test_the_digest_follows_the_content_and_nothing_else(town: Path, tmp_path: Path, spoil: Spoil) -> None:
    digest = load(town).digest
    text = (town / "pack.toml").read_bytes()
    (town / "pack.toml").write_bytes(text.replace(b"\n", b"\r\n"))
    (town / "records" / "visit_synthetic.csv").unlink()
    moved = shutil.copytree(town, tmp_path / "elsewhere")

    assert load(Path(moved)).digest == digest
    spoil("report/quarter.services.en.md", "in all", "altogether")
    assert load(town).digest != digest


def test_a_kept_pack_is_found_by_its_digest_and_stays_as_it_was(town: Path, tmp_path: Path, spoil: Spoil) -> None:
    pack = load(town)
    kept = keep(tmp_path / "home", pack)
    spoil("indicators/visits.toml", 'kind = "count"', 'kind = "count"\nwhere = "kind == \'visit\'"')

    assert kept == tmp_path / "home" / "packs" / pack.digest
    assert load(kept).digest == pack.digest
    assert keep(tmp_path / "home", load(town)) != kept
    assert keep(tmp_path / "home", load(kept)) == kept


def test_an_indicators_digest_follows_all_that_it_refers_to(town: Path, spoil: Spoil) -> None:
    before = load(town).definitions.digests
    spoil("forms/monthly_return.toml", "出口大于产值", "出口额大于产值")
    form = load(town).definitions.digests
    spoil("industries/goods.toml", '"Ceramics"', '"Porcelain"')
    groups = load(town).definitions.digests

    returns = {"industrial_output", "exports", "export_share", "reporting_enterprises", "strong_groups"}
    assert {name for name in before if before[name] != form[name]} == returns
    assert {name for name in before if form[name] != groups[name]} == {"strong_groups"}


def test_a_single_definition_can_be_read(town: Path, tmp_path: Path) -> None:
    assert read_definition(town / "indicators" / "visits.toml", Indicator).id == "visits"

    (tmp_path / "lost.toml").write_text('id = "lost"', encoding="utf-8")
    with pytest.raises(PackError) as caught:
        read_definition(tmp_path / "lost.toml", Indicator)
    assert {issue.at for issue in caught.value.issues} == {"name", "definition", "unit"}
