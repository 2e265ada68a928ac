"""The program as a whole: it begins at once, and knows of its commands what they say themselves."""

import subprocess
import sys

import pytest

from nanfeng.cli.app import COMMANDS


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_does_what_the_list_of_all_says(name):
    assert " ".join(COMMANDS[name].load(name).help.split()).startswith(COMMANDS[name].does)


def test_the_list_of_commands_loads_none_of_what_they_stand_on():
    said = "from nanfeng.cli.app import app; import sys; print({'duckdb', 'scipy', 'django'} & {*sys.modules})"
    assert subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True).stdout == "set()\n"
