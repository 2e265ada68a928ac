"""The programmes of a pack in the generated pages: what each is, and the diagram of its stages, drawn from its file."""

from collections import defaultdict

from nanfeng.cases.diagram import Edge, edges
from nanfeng.cases.flow import Flow
from nanfeng.cases.programme import Programme
from nanfeng.cases.state import State
from nanfeng.kinds.text import Text
from nanfeng.pack.pack import Pack

_ENDS = (State.WITHDRAWN, State.LOST)


def programmes_part(pack: Pack) -> str:
    """Every programme, in Markdown; empty where the pack has none."""
    if not pack.programmes:
        return ""
    return "\n\n".join(["## Programmes", *(_programme(one) for one in pack.programmes.values())])


def diagram(flow: Flow) -> str:
    """The stages of a flow with the ways between them, as Mermaid draws them. What ends by the way leads to a state."""
    ways: dict[tuple[str, str], list[Text]] = defaultdict(list)
    for edge in edges(flow):
        ways[f"stage_{edge.source}", _target(edge)].append(edge.transition.label)
    nodes = [
        _node(f"stage_{stage.id}", stage.label, ("([", "])") if stage.terminal else ("[", "]")) for stage in flow.stages
    ]
    ended = {target for _, target in ways}
    nodes += [_node(f"state_{state}", state.label, ("{{", "}}")) for state in _ENDS if f"state_{state}" in ended]
    arrows = [f'  {source} -->|"{_said(labels)}"| {target}' for (source, target), labels in ways.items()]
    return "\n".join(["```mermaid", "flowchart LR", *nodes, *arrows, "```"])


def _programme(one: Programme) -> str:
    heading = f"### {one.label.en} · {one.label.zh}"
    return "\n\n".join([heading, f"`{one.id}`: {one.about.en} {one.about.zh}", diagram(one.flow)])


def _target(edge: Edge) -> str:
    state = edge.transition.state
    return f"state_{state}" if state in _ENDS else f"stage_{edge.target}"


def _node(name: str, label: Text, brackets: tuple[str, str]) -> str:
    return f'  {name}{brackets[0]}"{_said([label])}"{brackets[1]}'


def _said(labels: list[Text]) -> str:
    return "<br>".join(f"{label.zh} {label.en}" for label in labels).replace('"', "#quot;")
