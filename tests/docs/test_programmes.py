"""The diagram of a programme in the generated pages shows all that its file says of its way."""

import re
import shutil

import pytest
from docs.generate import page
from docs.programmes import diagram
from typer.testing import CliRunner

from nanfeng.cli.app import app
from nanfeng.pack.load import load


@pytest.fixture
def town(root, tmp_path):
    """The example town with the programme that the how-to writes."""
    town = shutil.copytree(root / "packs" / "example", tmp_path / "town")
    text = (
        (root / "docs" / "how-to-open-a-programme.md").read_text("utf-8").split("## What this trial does not need")[0]
    )
    boxes = re.findall(r"^```toml\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    (town / "programmes").mkdir()
    (town / "programmes" / "hydrogen_forklifts.toml").write_text("\n".join(boxes), encoding="utf-8")
    return town


@pytest.fixture
def trial(town):
    return load(town)


def check(town):
    return CliRunner().invoke(app, ["--pack", str(town), "pack", "check"])


def test_every_stage_every_step_and_every_end_is_drawn(trial):
    flow = trial.programmes["hydrogen_forklifts"].flow
    drawn = diagram(flow)
    assert all(one.label.zh in drawn and one.label.en in drawn for one in (*flow.stages, *flow.transitions))
    assert 'stage_applied -->|"批准 approve"| stage_approved' in drawn
    assert 'stage_applied -->|"园区同意 endorse"| stage_applied' in drawn
    assert 'stage_trial -->|"撤回 withdraw"| state_withdrawn' in drawn
    nodes, ends = (
        set(re.findall(r"^  (\w+)\W", drawn, re.MULTILINE)),
        set(re.findall(r"\| (\w+)$", drawn, re.MULTILINE)),
    )
    assert ends <= nodes


def test_it_stands_on_the_packs_page_and_nowhere_else(root, trial):
    assert "### Hydrogen forklift trial · 氢能叉车试用" in page(trial)
    assert "## Programmes" not in page(load(root / "packs" / "example"))


def test_the_command_of_the_how_to_says_that_it_is_in_order_and_where_it_is_not(town):
    told = check(town)
    assert (told.exit_code, "1 programmes" in told.output) == (0, True)

    path = town / "programmes" / "hydrogen_forklifts.toml"
    path.write_text(path.read_text("utf-8").replace('since = "trial"', 'since = "trail"'), "utf-8")
    told = check(town)
    said = " ".join(told.output.split())
    assert told.exit_code == 1
    assert "programmes/hydrogen_forklifts.toml" in said
    assert "instalments.first.since" in said
    assert "did you mean 'trial'?" in said
