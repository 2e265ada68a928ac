"""Mutated files end in acceptance or a clear refusal, never in a traceback, and in less than 1 GB of memory."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

FILES = 10_000 if os.environ.get("NANFENG_PROVE") else 200


@pytest.mark.slow
@pytest.mark.prove
def test_mutated_files_are_taken_or_clearly_refused(tmp_path):
    script = Path(__file__).with_name("mutations.py")
    run = subprocess.run(
        [sys.executable, str(script), str(FILES), "2023", str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr[-3000:]
    result = json.loads(run.stdout)
    assert sum(result["ends"].values()) == FILES
    assert result["ends"]["taken"] > FILES // 20
    assert len(result["ends"]) > 3
    assert result["peak"] < 1_000_000_000
