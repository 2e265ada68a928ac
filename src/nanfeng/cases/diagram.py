"""The diagram of a flow, drawn from its definition: its arrows, in data and in words."""

from collections.abc import Collection
from dataclasses import dataclass

from nanfeng.cases.attempt import listed
from nanfeng.cases.flow import Flow, Transition
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
    """The diagram in words, one line an arrow: for screen readers, and for those who would rather read."""
    return tuple(_line(flow, edge) for edge in edges(flow))


def reachable(flow: Flow, start: str) -> frozenset[str]:
    """The stages that something can come to from `start`, that one included, whatever it takes."""
    return _closure({start}, {(edge.source, edge.target) for edge in edges(flow)})


def finishing(flow: Flow) -> frozenset[str]:
    """The stages from which something can come to a terminal one."""
    terminal = {stage.id for stage in flow.stages if stage.terminal}
    return _closure(terminal, {(edge.target, edge.source) for edge in edges(flow)})


def _closure(found: Collection[str], arrows: Collection[tuple[str, str]]) -> frozenset[str]:
    known = frozenset(found)
    further = known | {target for source, target in arrows if source in known}
    return known if further == known else _closure(further, arrows)


def _line(flow: Flow, edge: Edge) -> Text:
    source, target = flow.stage(edge.source).label, flow.stage(edge.target).label
    roles, label = listed([role.label for role in edge.transition.roles]), edge.transition.label
    return Text(
        f"{source.zh} → {target.zh}：{label.zh}（{roles.zh}）", f"{source.en} → {target.en}: {label.en} ({roles.en})"
    )
