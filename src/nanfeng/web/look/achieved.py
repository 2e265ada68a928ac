"""What was achieved: what the zone counts of something (a programme, say), shown on that thing's own page.

An app that knows figures gives them by a module `results.py` with one function:

    def results(request: Request, indicators: Collection[str]) -> list[Result]: ...

It gives for each indicator the newest figure that the reader may see, and nothing for those without; with as many
queries for many indicators as for one.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from itertools import chain

from django.http import HttpRequest

from nanfeng.kinds.figure import Figure
from nanfeng.web.look.offered import offered


@dataclass(frozen=True)
class Result:
    """A figure, the address of the records behind it (empty where the reader cannot follow it), and whether it is
    public yet.
    """

    figure: Figure
    trace: str
    public: bool


def results_of(request: HttpRequest, indicators: Collection[str]) -> Mapping[str, Result]:
    """The newest figure of each indicator, by its id; without those of which there is none to see."""
    makers: tuple[Callable[[HttpRequest, Collection[str]], list[Result]], ...] = offered("results", "results")
    found = chain.from_iterable(make(request, indicators) for make in makers) if indicators else ()
    return {one.figure.key.indicator: one for one in found}
