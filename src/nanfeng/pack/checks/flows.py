"""What holds inside a flow: its names lead somewhere, every stage can be reached and can finish, somebody may do each
step.
"""

from collections.abc import Iterator

from nanfeng.cases.diagram import finishing, reachable
from nanfeng.cases.flow import Flow, Transition
from nanfeng.kinds.issue import Issue
from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text
from nanfeng.pack.checks.subject import STAGE, Spot, Subject, twice

TRANSITION = Text("步骤", "transition")
FACT = Text("事实", "fact")


def names_are_used_once(subject: Subject) -> Iterator[Issue]:
    """No two stages, transitions or facts of a flow share a name."""
    for flow in subject.pack.flows.values():
        named = {
            "stages": [stage.id for stage in flow.stages],
            "transitions": [transition.id for transition in flow.transitions],
            "facts": [fact.name for fact in flow.facts],
        }
        for part, names in named.items():
            yield from twice(names, subject.spot("flow", flow.id, part))


def names_lead_somewhere(subject: Subject) -> Iterator[Issue]:
    """Where it starts, where transitions lead from and to and whose actors they bar are stages and transitions."""
    for flow in subject.pack.flows.values():
        stages = [stage.id for stage in flow.stages]
        yield from subject.unknown(flow.start, stages, STAGE, subject.spot("flow", flow.id, "start"))
        for transition in flow.transitions:
            yield from _names(subject, flow, transition)


def somebody_may_do_everything(subject: Subject) -> Iterator[Issue]:
    """Each transition leads from a stage, some role may perform it, and the approvals that it needs can be given."""
    for flow, transition, spot in _transitions(subject):
        if not transition.sources:
            wrong = Text("没有写从哪个阶段出发", "it leads from no stage")
            yield spot.key("sources").issue("empty", wrong, Text("写上出发的阶段", "name the stages it leads from"))
        if not transition.roles:
            wrong = Text("没有写由谁办理", "nobody may perform it")
            yield spot.key("roles").issue("empty", wrong, Text("写上办理的角色", "name the roles that may"))
        approving = _approving(flow)
        for need in transition.needs:
            if need.role not in approving:
                wrong = Text(
                    f"{need.role.label.zh}在此流程中没有可以认可的步骤", f"{need.role} can approve nothing here"
                )
                mend = Text("给该角色一个 approval = true 的步骤", "give that role a transition with approval = true")
                yield spot.key("needs").issue("approvals", wrong, mend)


def stages_can_be_reached(subject: Subject) -> Iterator[Issue]:
    """Every stage can be reached from the start."""
    for flow in _sound(subject):
        found = reachable(flow, flow.start)
        for stage in flow.stages:
            if stage.id not in found:
                wrong = Text(f"从“{flow.start}”到不了这个阶段", f"nothing leads here from {flow.start!r}")
                spot = subject.spot("flow", flow.id, "stages", stage.id)
                yield spot.issue("unreachable", wrong, Text("加一个到此的步骤", "add a transition that leads here"))


def stages_can_finish(subject: Subject) -> Iterator[Issue]:
    """From every stage something can come to an end."""
    for flow in _sound(subject):
        found = finishing(flow)
        for stage in flow.stages:
            if stage.id not in found:
                wrong = Text("从这个阶段到不了终点", "from here it can never finish")
                mend = Text(
                    "加一个步骤，或给终点写上 terminal = true", "add a transition, or mark an end with terminal = true"
                )
                yield subject.spot("flow", flow.id, "stages", stage.id).issue("endless", wrong, mend)


def conditions_read_facts(subject: Subject) -> Iterator[Issue]:
    """The conditions of a flow read facts that it declares."""
    for flow, transition, spot in _transitions(subject):
        for condition in transition.conditions:
            for name in condition.rule.fields:
                yield from subject.unknown(name, [fact.name for fact in flow.facts], FACT, spot.key("conditions"))


def _transitions(subject: Subject) -> Iterator[tuple[Flow, Transition, Spot]]:
    for flow in subject.pack.flows.values():
        for transition in flow.transitions:
            yield flow, transition, subject.spot("flow", flow.id, "transitions", transition.id)


def _names(subject: Subject, flow: Flow, transition: Transition) -> Iterator[Issue]:
    spot = subject.spot("flow", flow.id, "transitions", transition.id)
    stages, transitions = [stage.id for stage in flow.stages], [other.id for other in flow.transitions]
    for source in transition.sources:
        yield from subject.unknown(source, stages, STAGE, spot.key("sources"))
    yield from subject.unknown(transition.target, stages, STAGE, spot.key("target"))
    for other in transition.not_by:
        yield from subject.unknown(other, transitions, TRANSITION, spot.key("not_by"))


def _sound(subject: Subject) -> Iterator[Flow]:
    """The flows whose names lead somewhere: of the others nothing can be said yet."""
    for flow in subject.pack.flows.values():
        stages = {stage.id for stage in flow.stages}
        ends = {end for one in flow.transitions for end in (*one.sources, one.target) if end is not None}
        if {flow.start, *ends} <= stages:
            yield flow


def _approving(flow: Flow) -> set[Role]:
    return {role for transition in flow.transitions if transition.approval for role in transition.roles}
