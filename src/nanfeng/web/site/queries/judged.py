"""Where targets and published claims stand by what is published: judged once for each state of publication.

Judging takes about a second; it is kept in the cache that all processes share, and in the memory of each.
"""

import hashlib
from dataclasses import dataclass
from functools import lru_cache

from django.core.cache import cache
from django.utils import timezone

from nanfeng import __version__
from nanfeng.release.content import figure_of
from nanfeng.release.judge import Judgement, judge
from nanfeng.web import city, clock
from nanfeng.web.site.queries.figures import standing
from nanfeng.web.site.queries.releases import out

_KEPT = 30 * 24 * 3600
"""Seconds."""


@dataclass(frozen=True)
class _State:
    """All that a judgement depends on: the releases that are out, and the definitions."""

    releases: tuple[str, ...]
    pack: str

    @property
    def key(self) -> str:
        """The name under which the judgement is kept."""
        said = "\n".join((*self.releases, self.pack, __version__))
        return f"judgement-{hashlib.sha256(said.encode()).hexdigest()}"


def judgement() -> Judgement:
    """What the published figures say of all targets and claims, as of the day of the last release."""
    return _judged(_State(tuple(out().values_list("pk", flat=True)), city.pack().digest))


@lru_cache(maxsize=2)
def _judged(state: _State) -> Judgement:
    found = cache.get(state.key)
    if isinstance(found, Judgement):
        return found
    judged = _judge()
    cache.set(state.key, judged, _KEPT)
    return judged


def _judge() -> Judgement:
    last = out().first()
    as_of = timezone.localdate(last.published_at) if last else clock.today()
    figures = [figure_of(content) for content in standing().values_list("content", flat=True)]
    return judge(city.pack(), figures, as_of)
