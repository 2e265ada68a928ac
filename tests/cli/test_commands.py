"""The command line as a newcomer meets it: help, plain errors, stable data."""

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from nanfeng.cli.app import app
from nanfeng.web.postgres import discard, ensure

pytestmark = pytest.mark.xdist_group("commands")

COMMANDS = (
    "demo",
    "intake",
    "close",
    "figures",
    "trace",
    "verify",
    "compare",
    "reconcile",
    "targets",
    "report",
    "replay",
)


PLATFORM = ("demo", "intake", "close", "report", "serve")
"""Commands that the platform brings: they set Django up for their own home."""


@pytest.fixture(scope="module")
def run(root, tmp_path_factory):
    """Calls the program on the small town, in a home of its own; a platform's command runs in a process of its own."""
    home = tmp_path_factory.mktemp("home")
    ensure(home, durable=False)  # it runs all the while: else each command would start and stop it

    def call(*arguments: object, home=home):
        common = ["--home", str(home), "--pack", str(root / "packs" / "example")]
        words = [*common, *map(str, arguments)]
        if arguments[0] in PLATFORM and "--help" not in arguments:
            return _in_process(words, root)
        return CliRunner().invoke(app, words)

    yield call
    discard(home)


@dataclass(frozen=True)
class Told:
    exit_code: int
    stdout: str
    stderr: str

    @property
    def output(self) -> str:
        return self.stdout + self.stderr


def _in_process(words: list[str], root: Path) -> Told:
    own = {name: value for name, value in os.environ.items() if not name.startswith(("NANFENG_", "DATABASE_URL"))}
    program = [str(Path(sys.executable).with_name("nanfeng")), *words]
    done = subprocess.run(program, cwd=root, env=own, capture_output=True, text=True, check=False)
    return Told(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="module")
def closed_town(root, run):
    """The small town's records, taken in and closed."""
    for form in ("enterprise", "membership", "monthly_return", "visit"):
        sheet = root / "packs" / "example" / "records" / f"{form}_synthetic.csv"
        assert run("intake", sheet, "--form", form, "--by", "me", "--synthetic").exit_code == 0
    assert run("close", "--by", "me").exit_code == 0
    return run


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_what_it_does(run, command):
    told = run(command, "--help")
    assert told.exit_code == 0
    assert len(told.stdout.splitlines()) > 5


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (("figures", "output"), "indicator/period/place"),
        (("figures", "outputs/2023-Q1/zone"), "no indicator 'outputs'"),
        (("figures", "industrial_output/2023-Q1/moon"), "moon"),
        (("trace", "industrial_output/2023-13/zone"), "'2023-13' is not a period"),
        (("intake", "nowhere.xlsx", "--form", "visit", "--by", "me"), "no file nowhere.xlsx"),
        (("intake", "README.md", "--form", "visits", "--by", "me"), "'visits' is not a form"),
        (("intake", "README.md", "--form", "visit", "--by", " "), "--by"),
        (("report", "--publication", "quarter"), "--period"),
        (("report", "--publication", "yearly", "--period", "2023"), "quarter"),
        (("report", "--period", "2023-Q1"), "say which publication with --publication; there are quarter, tables"),
        (("report", "--publication", "quarter", "--period", "2031-Q1"), "nothing was collected in 2031-Q1"),
        (("figures", "industrial_output/2023-Q1/zone/goods=nonsense"), "'nonsense' is no value of goods"),
        (("figures", "industrial_output/2023-Q1/zone/shade=blue"), "'shade' is neither"),
        (("replay", "abc"), "names 0 releases"),
        (("compare", "abc", "abd"), "names 0 releases"),
        (("verify", "abc"), "names 0 vintages"),
        (("serve", "--address", "here"), "host:port"),
    ],
)
def test_what_goes_wrong_is_said_in_a_sentence(closed_town, call, says):
    told = closed_town(*call)
    assert told.exit_code == 1
    assert says in told.stderr
    assert "Traceback" not in told.output


def test_before_anything_is_closed_it_says_what_to_do(run, tmp_path):
    told = run("figures", "industrial_output/2023-Q1/zone", home=tmp_path)
    assert told.exit_code == 1
    assert "nanfeng close" in told.stderr


def test_a_folder_that_is_no_pack(tmp_path):
    told = CliRunner().invoke(app, ["--pack", str(tmp_path), "pack", "check"])
    assert told.exit_code == 1
    assert "no pack.toml" in told.stderr


def test_figures_come_as_data(closed_town):
    (figure,) = json.loads(closed_town("figures", "industrial_output/2023-Q1/zone", "--json").stdout)
    assert figure["value"] == "222000000.00"
    assert {"key", "value", "unit", "comparator", "status", "contributors", "vintage", "definition", "flags"} <= set(
        figure
    )
    assert figure["flags"] == ["synthetic"]


def test_a_trace_adds_up_to_its_figure(closed_town):
    top = json.loads(closed_town("trace", "industrial_output/2023-Q1/zone", "--json").stdout)["top"]
    assert sum(float(row["contribution"]) for row in top["rows"]) == float(top["value"]) == 222_000_000
    assert {row["file"] for row in top["rows"]} == {"monthly_return_synthetic.csv"}


def test_verify_reconcile_and_targets_come_as_data(closed_town):
    assert json.loads(closed_town("verify", "--json").stdout) == []
    findings = json.loads(closed_town("reconcile", "--json").stdout)
    assert {"rule", "outcome", "about", "against", "message", "likelihood", "cause", "numbers"} <= set(findings[0])
    targets = json.loads(closed_town("targets", "--as-of", "2023-06-30", "--json").stdout)
    assert {target["target"].split("/")[0] for target in targets} == {"three_years"}
    assert all(target["reason"]["zh"] and target["reason"]["en"] for target in targets)


def test_targets_are_shown_with_what_they_want_and_counted(closed_town):
    told = closed_town("targets", "--as-of", "2023-06-30").stdout
    assert "wanted" in told
    assert "due" in told
    assert re.search(r"^\d+ \w+", told.splitlines()[-1])


def test_numbers_are_shown_without_a_tail_of_decimals(closed_town):
    told = closed_town("trace", "industrial_output/2023-Q1/zone").stdout
    assert "222,000,000 yuan" in told


def test_measures_stand_somewhere_too(closed_town):
    (measure,) = json.loads(closed_town("targets", "--measures", "--as-of", "2023-06-30", "--json").stdout)
    assert (measure["measure"], measure["state"], measure["overdue"]) == ("three_years/visiting", "late", ["list"])


@pytest.mark.slow
def test_rows_handed_back_under_one_name_do_not_overwrite_each_other(run, tmp_path):
    home = tmp_path / "home"
    ensure(home, durable=False)
    for number, wrong in enumerate(("一百", "二百")):
        sheet = tmp_path / str(number) / "returns.csv"
        sheet.parent.mkdir()
        sheet.write_text(
            f"统一社会信用代码,报告期,工业总产值（万元）\n91999900MA9X00001U,2023年1-3月,{wrong}\n", "utf-8"
        )
        told = run("intake", sheet, "--form", "monthly_return", "--by", "me", "--json", home=home)
        assert told.exit_code == 3
        assert json.loads(told.stdout)[0]["refused"] == 1
    assert len(list((home / "refused").glob("*.xlsx"))) == 2
    discard(home)


def test_made_up_records_keep_their_mark(closed_town, root):
    told = closed_town("intake", root / "packs/example/records/visit_synthetic.csv", "--form", "visit", "--by", "me")
    assert told.exit_code == 1
    assert "--synthetic" in told.stderr


def test_a_report_shows_single_records_only_when_asked(closed_town, tmp_path):
    call = ("report", "--publication", "quarter", "--period", "2023-Q1", "--out", tmp_path)
    pages = {}
    for extra in ((), ("--rows",), ()):
        assert closed_town(*call, *extra).exit_code == 0
        pages[extra] = [page.read_text("utf-8") for page in (tmp_path / "figures").glob("*.en.html")]
    assert not any("91999900MA9X" in page for page in pages[()])
    assert any("91999900MA9X" in page for page in pages[("--rows",)])


def test_an_edited_vintage_is_found(closed_town, run, root, tmp_path):
    assert closed_town("close", "--by", "somebody else", "--json").exit_code == 0
    home = tmp_path / "edited"
    for form in ("enterprise", "membership"):
        sheet = root / "packs" / "example" / "records" / f"{form}_synthetic.csv"
        run("intake", sheet, "--form", form, "--by", "me", "--synthetic", home=home)
    vintage = json.loads(run("close", "--by", "me", "--json", home=home).stdout)["vintage"]
    path = home / "vintages" / vintage / "enterprise.parquet"
    changed = bytearray(path.read_bytes())
    changed[100] ^= 1
    path.write_bytes(bytes(changed))
    told = run("verify", home=home)
    assert told.exit_code == 1
    assert "enterprise.parquet" in told.stderr


@pytest.fixture
def explained(tmp_path):
    """Two records of the small town: one explained, one that no form could take."""
    lines = (
        "visit_no,date,企业,方式,确认说明 / Confirmed because",
        "V-900,2023-06-01,91440605MA00000011,走访,[/b] as agreed",
        "V-901,the [/day] after,91440605MA00000011,走访,",
    )
    path = tmp_path / "visits.csv"
    path.write_text("\n".join(lines), "utf-8")
    return path


def test_what_was_sent_is_told_with_what_senders_explained(closed_town, explained):
    told = closed_town("intake", explained, "--form", "visit", "--by", "me", "--synthetic", "--json")
    assert told.exit_code == 3, told.output
    result = json.loads(told.stdout)[0]
    assert (result["accepted"], result["refused"]) == (1, 1)
    assert [said["because"] for said in result["explanations"]] == ["[/b] as agreed"]
    assert {"line": 3, "code": "not_a_date"}.items() <= result["issues"][0].items()


def test_a_file_that_is_sent_again_adds_nothing_and_says_so(closed_town, explained):
    again = [closed_town("intake", explained, "--form", "visit", "--by", "me", "--synthetic") for _ in range(2)][1]
    assert "0 accepted, 1 refused, 0 to be confirmed, 1 there already" in again.stdout
    assert "the [/day] after" in again.output
