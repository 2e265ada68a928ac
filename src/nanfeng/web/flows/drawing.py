"""The diagram of a flow as boxes and arrows with their places, in pixels, from its definition alone.

A box holds a stage's name and how long something may stand there; below it hang the states into which it may go from
there (paused, withdrawn, lost) without coming to another stage.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from textwrap import wrap

from nanfeng.cases.diagram import edges, named, time_allowed
from nanfeng.cases.flow import Flow, Stage, Transition
from nanfeng.cases.state import State
from nanfeng.kinds.text import Language

WIDTH, HEIGHT, GAP, RISE, MARGIN, TAB = 116, 44, 48, 22, 10, 20
_LINE, _NOTE = 16, 14
_PER_LINE = {Language.ZH: 8, Language.EN: 15}
_PER_NOTE = {Language.ZH: 10, Language.EN: 19}
"""Characters that fit beside one another in a box, of its label and of what is noted in small letters."""

_AWAY, _AND_BACK = "→", "⇄"
_BETWEEN = " · "


@dataclass(frozen=True)
class Tab:
    """A state into which something may go in a stage: its label with an arrow (one that leads back, too, where it may
    be taken up again), where it stands, and the transitions that lead there and back.
    """

    y: int
    label: str
    ways: str

    @property
    def foot(self) -> int:
        """Where its label stands."""
        return self.y + TAB - 6


@dataclass(frozen=True)
class Box:
    """A stage: its upper left corner and height, its label and what is noted of it in lines with their heights, the
    states that hang below it, whether the thing stands there.
    """

    x: int
    y: int
    height: int
    lines: tuple[tuple[int, str], ...]
    notes: tuple[tuple[int, str], ...]
    tabs: tuple[Tab, ...]
    present: bool
    terminal: bool

    @property
    def middle(self) -> int:
        """Where its label is centred."""
        return self.x + WIDTH // 2

    @property
    def bottom(self) -> int:
        """Where it ends with all that hangs below it."""
        return self.y + self.height + TAB * len(self.tabs)


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
    ways = _ways(flow, language)
    above = max([target - source for source, target in ways if target - source > 1], default=0)
    below = max([source - target for source, target in ways if source > target], default=0)
    boxes = _boxes(flow, stage, language, top=MARGIN + RISE * above)
    return Drawing(
        width=2 * MARGIN + len(boxes) * (WIDTH + GAP) - GAP,
        height=max(box.bottom for box in boxes) + RISE * below + MARGIN,
        boxes=boxes,
        arrows=tuple(Arrow(_path(way, boxes), _BETWEEN.join(labels)) for way, labels in ways.items()),
    )


def _ways(flow: Flow, language: Language) -> Mapping[tuple[int, int], list[str]]:
    """By the places of two stages the transitions that lead from one to the other, with the states they lead into."""
    order = {one.id: place for place, one in enumerate(flow.stages)}
    ways: dict[tuple[int, int], list[str]] = defaultdict(list)
    for edge in edges(flow):
        if edge.source != edge.target:
            ways[order[edge.source], order[edge.target]].append(named(edge.transition).in_language(language))
    return ways


def _boxes(flow: Flow, stage: str | None, language: Language, top: int) -> tuple[Box, ...]:
    """The stages, all of one height."""
    lines = {one.id: wrap(one.label.in_language(language), _PER_LINE[language]) for one in flow.stages}
    notes = {one.id: _notes(one, language) for one in flow.stages}
    height = max(HEIGHT, *(12 + _LINE * len(lines[one]) + _NOTE * len(notes[one]) for one in lines))
    boxes = []
    for place, one in enumerate(flow.stages):
        first = top + (height - _LINE * len(lines[one.id]) - _NOTE * len(notes[one.id])) // 2 + 13
        then = first + _LINE * len(lines[one.id]) - 2
        boxes.append(
            Box(
                x=MARGIN + place * (WIDTH + GAP),
                y=top,
                height=height,
                lines=tuple((first + _LINE * number, line) for number, line in enumerate(lines[one.id])),
                notes=tuple((then + _NOTE * number, line) for number, line in enumerate(notes[one.id])),
                tabs=_tabs(flow, one, language, top + height),
                present=one.id == stage,
                terminal=one.terminal,
            )
        )
    return tuple(boxes)


def _notes(stage: Stage, language: Language) -> list[str]:
    allowed = time_allowed(stage)
    return wrap(allowed.in_language(language), _PER_NOTE[language]) if allowed else []


def _tabs(flow: Flow, stage: Stage, language: Language, top: int) -> tuple[Tab, ...]:
    staying = [one for one in flow.leaving(stage.id) if one.target in (None, stage.id)]
    states = [state for state in State if state is not State.ACTIVE and state in [one.state for one in staying]]
    return tuple(_tab(state, staying, language, top + TAB * number) for number, state in enumerate(states))


def _tab(state: State, staying: list[Transition], language: Language, y: int) -> Tab:
    there = [one for one in staying if one.state is state]
    back = [one for one in staying if one.state is State.ACTIVE and state in one.while_in]
    ways = _BETWEEN.join(one.label.in_language(language) for one in (*there, *back))
    return Tab(y, f"{_AND_BACK if back else _AWAY} {state.label.in_language(language)}", ways)


def _path(way: tuple[int, int], boxes: tuple[Box, ...]) -> str:
    """A straight line to the next stage; else an arc, the higher the more stages it passes."""
    source, target = (boxes[place] for place in way)
    span = way[1] - way[0]
    if span == 1:
        return f"M{source.x + WIDTH},{source.y + source.height // 2} H{target.x - 8}"
    if span > 1:
        turn, start, end = source.y - RISE * span + 4, source.middle + 16, target.middle - 16
        return f"M{start},{source.y} C{start},{turn} {end},{turn} {end},{target.y - 8}"
    turn = max(box.bottom for box in boxes) - RISE * span - 4
    start, end = source.middle - 16, target.middle + 16
    return f"M{start},{source.bottom} C{start},{turn} {end},{turn} {end},{target.bottom + 8}"
