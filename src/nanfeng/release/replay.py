"""Replay: compute a stored release again from its vintage and its pack, and compare every digit."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nanfeng.pack.load import load
from nanfeng.release.build import BuildRequest, prepare, read
from nanfeng.release.content import plain_release
from nanfeng.release.disclose import SECONDARY
from nanfeng.release.release import HELD, Release

_FOLLOWING = {"id", "figures"}
"""Entries that follow from the others, or are compared one by one."""

_WORDS = {"reason", "wording"}
"""Explanations may be put better without a number having moved."""


@dataclass(frozen=True)
class Difference:
    """Something that a replay found otherwise: which figure (its canonical text) or which other entry of the release,
    which of its fields, and both texts; None where a side has nothing.
    """

    where: str
    field: str
    stored: str | None
    computed: str | None


def replay(home: Path, release_id: str) -> list[Difference]:
    """Compute the release again with the code of today; an empty list means that every digit came out.

    Raise FileNotFoundError where release, vintage or kept pack are not there, ValueError where the release was changed
    or the kept pack is another one.
    """
    stored = read(home, release_id)
    folder = home / "packs" / stored.pack_digest
    if not folder.is_dir():
        raise FileNotFoundError(
            f"release {release_id} needs pack {stored.pack_digest}, which is not in {home / 'packs'}"
        )
    pack = load(folder)
    if pack.digest != stored.pack_digest:
        raise ValueError(f"the pack kept as {stored.pack_digest} has been changed: its digest is {pack.digest}")
    return differences(stored, prepare(home, pack, stored.publication, _request(stored)).release)


def differences(stored: Release, computed: Release) -> list[Difference]:
    """Every field of every figure, words of explanation aside, and every other entry in which two releases differ."""
    one, other = plain_release(stored), plain_release(computed)
    entries = [Difference(name, "", str(one[name]), str(other[name])) for name in one if one[name] != other[name]]
    figures = _by_key(one), _by_key(other)
    keys = dict.fromkeys([*figures[0], *figures[1]])
    found = [difference for key in keys for difference in _fields(key, figures[0].get(key), figures[1].get(key))]
    return [*(entry for entry in entries if entry.where not in _FOLLOWING), *found]


def _request(stored: Release) -> BuildRequest:
    return BuildRequest(
        stored.period,
        stored.place,
        stored.vintage,
        stored.built_at,
        stored.code_version,
        stored.earlier,
        stored.rules,
        frozenset(key for key, figure in stored.figures.items() if {SECONDARY, HELD}.intersection(figure.flags)),
    )


def _by_key(plain: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
    return {figure["key"]: figure for figure in plain["figures"]}


def _fields(key: str, stored: Mapping[str, Any] | None, computed: Mapping[str, Any] | None) -> Iterator[Difference]:
    if stored is None or computed is None:
        yield Difference(key, "", _whole(stored), _whole(computed))
        return
    for name in dict.fromkeys([*stored, *computed]):
        if name not in _WORDS and stored.get(name) != computed.get(name):
            yield Difference(key, name, _said(stored, name), _said(computed, name))


def _said(figure: Mapping[str, Any], name: str) -> str | None:
    return str(figure[name]) if name in figure else None


def _whole(figure: Mapping[str, Any] | None) -> str | None:
    return None if figure is None else str(dict(figure))
