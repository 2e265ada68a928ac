"""The guide to production names commands, options and settings that there are."""

import configparser
import re
import shlex
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup

from nanfeng.cli.app import app
from nanfeng.web import environment
from nanfeng.web.wsgi import LARGEST

PROGRAM = re.compile(r"(?:^|\.venv/bin/)nanfeng ([^&#`|\n]+)", re.MULTILINE)


@pytest.fixture(scope="module")
def guide(root: Path) -> str:
    return (root / "docs" / "production.md").read_text("utf-8")


def blocks(guide: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", guide, re.MULTILINE | re.DOTALL)


def calls(guide: str) -> list[str]:
    """Everything that the guide runs the program with, in its blocks and within its sentences."""
    run = "".join(block for language in ("sh", "ini", "cron") for block in blocks(guide, language))
    within = re.findall(r"`nanfeng ([a-z][^`]*)`", guide)
    return sorted({call.strip() for call in (*PROGRAM.findall(run), *within)})


def understood(words: list[str]) -> None:
    """Read a call as the program does, without running it; raise where a command or an option is not there."""
    command, context = typer.main.get_command(app), None
    while isinstance(command, TyperGroup):
        context = command.make_context("nanfeng", list(words), parent=context)
        _, command, words = command.resolve_command(context, [*context._protected_args, *context.args])
    try:
        command.make_context("nanfeng", list(words), parent=context)
    except typer.BadParameter as error:
        if "does not exist" not in str(error):  # as files of another machine do not
            raise


def test_every_call_of_the_program_is_understood(guide):
    found = calls(guide)
    assert len(found) > 12
    for call in found:
        understood(shlex.split(call))


def test_a_call_with_an_option_that_is_not_there_would_be_found():
    with pytest.raises(Exception, match="No such option"):
        understood(["serve", "--adress", "x"])


def test_every_setting_is_told_and_is_read(guide, root):
    told = set(re.findall(r"^\| `([A-Z_]+)`", guide, re.MULTILINE))
    sources = [path.read_text("utf-8") for path in (root / "src" / "nanfeng" / "web").rglob("*.py")]
    read = {name for name in told if any(f'"{name}"' in source for source in sources)}
    assert told - read == {"FORWARDED_ALLOW_IPS"}  # gunicorn reads it
    documented = set(re.findall(r"NANFENG_[A-Z_]+", environment.Environment.__doc__))
    assert documented - told == {"NANFENG_DEMO", "NANFENG_DAYS_AGO"}  # never set by hand


def test_the_units_are_whole(guide):
    units = [block for block in blocks(guide, "ini") if "[Unit]" in block]
    assert len(units) == 2
    for unit in units:
        parsed = configparser.ConfigParser(interpolation=None, strict=True)
        parsed.optionxform = str
        parsed.read_string(unit)
        assert parsed["Service"]["ExecStart"].startswith("/opt/nanfeng/.venv/bin/nanfeng ")
        assert parsed["Service"]["ReadWritePaths"] == "/srv/nanfeng"
        assert int(parsed["Service"]["TimeoutStopSec"]) > 45  # what the supervisor gives its children


def test_the_proxy_lets_through_what_the_platform_takes(guide):
    assert f"client_max_body_size {LARGEST // 2**20}m;" in "".join(blocks(guide, "nginx"))
