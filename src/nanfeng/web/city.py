"""The city that this installation serves, and where its state lives."""

from functools import cache
from pathlib import Path

from django.conf import settings

from nanfeng.pack.load import load
from nanfeng.pack.pack import Pack


@cache
def pack() -> Pack:
    """The city's definitions, loaded once a process; raise PackError that lists everything wrong with them."""
    return load(settings.ENVIRONMENT.pack)


def home() -> Path:
    """The folder of all state outside the database: sent files, vintages, releases, documents."""
    return settings.ENVIRONMENT.home
