"""Where targets and published claims stand by what is published: judged once a day, and anew after a publication.

Judging takes about a second; it is kept in the cache that all processes share, and in the memory of each.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.core.cache import cache

from nanfeng import __version__
from nanfeng.release.content import figure_of
from nanfeng.release.judge import Judgement, judge
from nanfeng.web import city, clock
from nanfeng.web.site.queries.figures import standing
from nanfeng.web.site.queries.releases import out

_KEPT = 2 * 24 * 3600
"""Seconds."""


@dataclass(frozen=True)
class _State:
    """All that a judgement depends on: the releases that are out, the definitions, and the day."""

    releases: tuple[str, ...]
    pack: str
    as_of: date

    @property
    def key(self) -> str:
        """The name under which the judgement is kept."""
        said = "\n".join((*self.releases, self.pack, str(self.as_of), __version__))
        return f"judgement-{hashlib.sha256(said.encode()).hexdigest()}"


def judgement() -> Judgement:
    """What the published figures say of all targets and claims, as of today."""
    return _judged(_State(tuple(out().values_list("pk", flat=True)), city.pack().digest, clock.today()))


@lru_cache(maxsize=2)
def _judged(state: _State) -> Judgement:
    found = cache.get(state.key)
    if isinstance(found, Judgement):
        return found
    figures = [figure_of(content) for content in standing().values_list("content", flat=True)]
    judged = judge(city.pack(), figures, state.as_of)
    cache.set(state.key, judged, _KEPT)
    return judged
