"""The city that this installation serves, and where its state lives."""

from functools import cache, lru_cache
from pathlib import Path

from django.conf import settings

from nanfeng.pack.load import keep, load
from nanfeng.pack.pack import Pack


@cache
def pack() -> Pack:
    """The city's definitions, loaded once a process; raise PackError that lists everything wrong with them."""
    return load(settings.ENVIRONMENT.pack)


def edition(digest: str) -> Pack:
    """The city's definitions as they were under a digest; empty: as they are. Raise PackError where what was kept then
    is not to be read now.
    """
    return pack() if digest in ("", pack().digest) else _kept(digest)


def kept_edition() -> str:
    """The digest of today's definitions, which are kept from now on: what begins under them can go by them for ever."""
    keep(home(), pack())
    return pack().digest


@lru_cache(maxsize=8)
def _kept(digest: str) -> Pack:
    return load(home() / "packs" / digest)


def home() -> Path:
    """The folder of all state outside the database: sent files, vintages, releases, documents."""
    return settings.ENVIRONMENT.home
