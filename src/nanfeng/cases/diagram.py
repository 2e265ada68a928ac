"""The diagram of a flow, drawn from its definition: its arrows, in data and in words.

What only changes the state of something (it is paused, taken up again, withdrawn) is an arrow from its stage to itself.
"""

from collections.abc import Collection
from dataclasses import dataclass

from nanfeng.cases.attempt import listed
from nanfeng.cases.flow import Allowed, Flow, Stage, Transition
from nanfeng.cases.state import State
from nanfeng.kinds.text import Text


@dataclass(frozen=True)
class Edge:
    """One arrow of the diagram; its nodes are the flow's stages, by their ids."""

    transition: Transition
    source: str
    target: str


def edges(flow: Flow) -> tuple[Edge, ...]:
    """Every arrow; a transition that stays where it is is an arrow from a stage to itself."""
    return tuple(
        Edge(transition, source, transition.target or source)
        for transition in flow.transitions
        for source in transition.sources
    )


def outline(flow: Flow) -> tuple[Text, ...]:
    """The diagram in words, one line an arrow: for screen readers, and for those who would rather read. An arrow says
    into which state it leads, or out of which, and how long one may stay where it leads.
    """
    return tuple(_line(flow, edge) for edge in edges(flow))


def named(transition: Transition) -> Text:
    """What a transition is called, with the state that it leads into where it changes it."""
    return transition.label if transition.state is None else _noted(transition.label, [transition.state.label])


def time_allowed(stage: Stage) -> Text | None:
    """How long something may stand in a stage, in words; None where it may for ever."""
    return None if stage.within is None else _span(stage.within)


def reachable(flow: Flow, start: str, past: str | None = None) -> frozenset[str]:
    """The stages that something can come to from `start`, that one included, whatever it takes; `past`: without ever
    coming to that stage.
    """
    return _closure({start}, {(edge.source, edge.target) for edge in edges(flow) if edge.target != past})


def finishing(flow: Flow) -> frozenset[str]:
    """The stages from which something can come to a terminal one; that it may be withdrawn or lost is no such end."""
    terminal = {stage.id for stage in flow.stages if stage.terminal}
    return _closure(terminal, {(edge.target, edge.source) for edge in edges(flow)})


def _closure(found: Collection[str], arrows: Collection[tuple[str, str]]) -> frozenset[str]:
    known, new = set(found), set(found)
    while new:
        new = {target for source, target in arrows if source in new} - known
        known |= new
    return frozenset(known)


def _line(flow: Flow, edge: Edge) -> Text:
    source, target = flow.stage(edge.source), flow.stage(edge.target)
    came, roles = _came_to(edge, target), listed([role.label for role in edge.transition.roles])
    label = edge.transition.label
    return Text(
        f"{_left(edge, source).zh} → {came.zh}：{label.zh}（{roles.zh}）",
        f"{_left(edge, source).en} → {came.en}: {label.en} ({roles.en})",
    )


def _left(edge: Edge, source: Stage) -> Text:
    """The stage that it leads from, with the states where it is not simply going on."""
    while_in = edge.transition.while_in
    return source.label if while_in == (State.ACTIVE,) else _noted(source.label, [state.label for state in while_in])


def _came_to(edge: Edge, target: Stage) -> Text:
    state, span = edge.transition.state, time_allowed(target)
    moves_on = edge.source != edge.target and (state or State.ACTIVE) is State.ACTIVE
    notes = [state.label] if state is not None else []
    return _noted(target.label, [*notes, span] if moves_on and span is not None else notes)


def _noted(label: Text, notes: list[Text]) -> Text:
    if not notes:
        return label
    said = listed(notes)
    return Text(f"{label.zh}〔{said.zh}〕", f"{label.en} [{said.en}]")


def _span(allowed: Allowed) -> Text:
    hours, days = allowed.hours, allowed.working_days
    spans = [Text(f"{hours}小时内", f"within {hours} hour{_s(hours)}")] if hours else []
    spans += [Text(f"{days}个工作日内", f"within {days} working day{_s(days)}")] if days else []
    return listed(spans)


def _s(count: int) -> str:
    return "" if count == 1 else "s"
