"""The diagram of a programme in the generated pages shows all that its file says of its way."""

import re
import shutil

import pytest
from docs.generate import page
from docs.programmes import diagram

from nanfeng.pack.load import load


@pytest.fixture
def trial(root, tmp_path):
    town = shutil.copytree(root / "packs" / "example", tmp_path / "town")
    (town / "programmes").mkdir()
    shutil.copy(root / "tests" / "pack" / "programmes" / "hydrogen_forklifts.toml", town / "programmes")
    return load(town)


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
