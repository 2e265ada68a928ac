"""Codes are called as the forms behind a figure call them, whatever another form means by the same word."""

import shutil
from pathlib import Path

import pytest

from nanfeng.kinds.figure import FigureKey
from nanfeng.kinds.period import Period
from nanfeng.kinds.text import Language, Text
from nanfeng.pack.load import load
from nanfeng.release.labels import code_label, code_labels
from nanfeng.release.open_data import scope_label
from nanfeng.release.sdmx_codes import codelists
from nanfeng.report.wording import figure_words

TOWN = Path(__file__).parent / "town"

FORM = """
name = "{name}"
label = {{ zh = "{name}", en = "{name}" }}
purpose = "service"
timing = "event"
key = ["number"]
when = "date"
[[fields]]
name = "number"
label = {{ zh = "编号", en = "Number" }}
type = "text"
[[fields]]
name = "date"
label = {{ zh = "日期", en = "Day" }}
type = "date"
[[fields]]
name = "stage"
label = {{ zh = "阶段", en = "Stage" }}
type = "code"
codes = [
  {{ code = "closed", label = {{ zh = "{zh}", en = "{en}" }} }},
  {{ code = "open", label = {{ zh = "进行中", en = "open" }} }},
]
"""

INDICATOR = """
id = "{name}s"
name = {{ zh = "{name}", en = "{name}" }}
definition = {{ zh = "测试用", en = "For tests" }}
unit = "count"
[formula]
kind = "count"
form = "{name}"
"""

TABLE = '\n[[tables]]\nid = "{name}s_by_stage"\nindicator = "{name}s"\nwindows = ["half"]\nby = ["stage"]\n'

CALLED = {"loan": ("已还清", "repaid"), "round": ("已总结归档", "summed up")}


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    """The town with two forms that mean different things by `closed`."""
    town = tmp_path_factory.mktemp("labels") / "town"
    shutil.copytree(TOWN, town)
    for name, (zh, en) in CALLED.items():
        (town / "forms" / f"{name}.toml").write_text(FORM.format(name=name, zh=zh, en=en), encoding="utf-8")
        (town / "indicators" / f"{name}s.toml").write_text(INDICATOR.format(name=name), encoding="utf-8")
    bulletin = town / "publications" / "bulletin.toml"
    tables = "".join(TABLE.format(name=name) for name in CALLED)
    bulletin.write_text(bulletin.read_text(encoding="utf-8") + tables, encoding="utf-8")
    return load(town)


@pytest.mark.parametrize("name", CALLED)
def test_a_code_is_called_as_its_own_form_calls_it(pack, name):
    key = FigureKey(f"{name}s", Period.parse("2023-H1"), "town", (("stage", "closed"),))
    expected = Text(*CALLED[name])
    assert code_label(pack, f"{name}s", "stage", "closed") == expected
    assert scope_label(pack, key) == expected
    assert expected.zh in figure_words(pack, key, Language.ZH)


def test_where_indicators_share_a_list_a_code_has_all_its_names(pack):
    labels = code_labels(pack, ["loans", "rounds"], "stage")
    assert labels == {"closed": Text("已还清 / 已总结归档", "repaid / summed up"), "open": Text("进行中", "open")}
    names = {code.id: code.name for code in codelists(pack)["STAGE"].items}
    assert {"已还清", "已总结归档"} <= set(names["closed"].replace("/", " ").split())


def test_what_nothing_names_is_said_as_it_is(pack):
    assert code_label(pack, "visits", "stage", "closed") == Text("closed", "closed")
    assert code_label(pack, "no longer there", "stage", "closed") == Text("closed", "closed")


def test_groups_of_industries_are_the_same_for_all(pack):
    groups = code_labels(pack, ["output"], "sector")
    assert groups
    assert groups == code_labels(pack, ["visits"], "sector")
