"""The diagram of a flow as boxes and arrows with their places, in pixels, from its definition alone."""

from collections import defaultdict
from dataclasses import dataclass
from textwrap import wrap

from nanfeng.cases.diagram import edges
from nanfeng.cases.flow import Flow
from nanfeng.kinds.text import Language

WIDTH, HEIGHT, GAP, RISE, MARGIN = 116, 44, 48, 22, 10
_PER_LINE = {Language.ZH: 8, Language.EN: 15}
"""Characters that fit beside one another in a box."""


@dataclass(frozen=True)
class Box:
    """A stage: its upper left corner, its label in lines with their heights, whether the thing stands there."""

    x: int
    y: int
    lines: tuple[tuple[int, str], ...]
    present: bool
    terminal: bool

    @property
    def middle(self) -> int:
        """Where its label is centred."""
        return self.x + WIDTH // 2


@dataclass(frozen=True)
class Arrow:
    """The way from one stage to another: a path of SVG, and the transitions that take it."""

    path: str
    label: str


@dataclass(frozen=True)
class Drawing:
    """The whole picture with its size."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def drawing(flow: Flow, stage: str | None, language: Language) -> Drawing:
    """Draw a flow: stages in a row in their order, ways forward that skip some above them, ways back below."""
    order = {one.id: place for place, one in enumerate(flow.stages)}
    ways: dict[tuple[int, int], list[str]] = defaultdict(list)
    for edge in edges(flow):
        way = order[edge.source], order[edge.target]
        ways[way].append(edge.transition.label.in_language(language))
    above = max([target - source for source, target in ways if target - source > 1], default=0)
    below = max([source - target for source, target in ways if source > target], default=0)
    top = MARGIN + RISE * above
    arrows = [Arrow(_path(way, top), " · ".join(labels)) for way, labels in ways.items() if way[0] != way[1]]
    return Drawing(
        width=2 * MARGIN + len(order) * (WIDTH + GAP) - GAP,
        height=top + HEIGHT + RISE * below + MARGIN,
        boxes=tuple(_box(flow, place, top, (stage, language)) for place in range(len(order))),
        arrows=tuple(arrows),
    )


def _box(flow: Flow, place: int, top: int, seen: tuple[str | None, Language]) -> Box:
    one, (stage, language) = flow.stages[place], seen
    lines = wrap(one.label.in_language(language), _PER_LINE[language])
    first = top + HEIGHT // 2 + 5 - 8 * (len(lines) - 1)
    placed = tuple((first + 16 * number, line) for number, line in enumerate(lines))
    return Box(_left(place), top, placed, one.id == stage, one.terminal)


def _left(place: int) -> int:
    return MARGIN + place * (WIDTH + GAP)


def _path(way: tuple[int, int], top: int) -> str:
    """A straight line to the next stage; else an arc, the higher the more stages it passes."""
    source, target = way
    span = target - source
    if span == 1:
        return f"M{_left(source) + WIDTH},{top + HEIGHT // 2} H{_left(target) - 8}"
    edge, lean = (top, -1) if span > 0 else (top + HEIGHT, 1)
    turn = edge + lean * (RISE * abs(span) - 4)
    start, end = _left(source) + WIDTH // 2, _left(target) + WIDTH // 2
    start, end = (start + 16, end - 16) if span > 0 else (start - 16, end + 16)
    return f"M{start},{edge} C{start},{turn} {end},{turn} {end},{edge + lean * 8}"
