"""The command that says which program this is."""

from nanfeng import __version__
from nanfeng.cli.settings import out


def version_command() -> None:
    """Print the version of the program."""
    out.print(__version__)
