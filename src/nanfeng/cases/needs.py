"""What a programme asks for, stage by stage, in words: for those who read or plan it, before there is any case."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from nanfeng.cases.attempt import listed
from nanfeng.cases.flow import Stage
from nanfeng.cases.programme import Programme
from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text


@dataclass(frozen=True)
class Need:
    """One thing that is needed since a stage: of what kind, which, and who sees to it (None: nobody in particular)."""

    kind: Text
    label: Text
    by: Text | None = None


def needs(programme: Programme) -> tuple[tuple[Stage, tuple[Need, ...]], ...]:
    """By stage what is needed there and in all that follow, and was not before; what names an unknown stage is out."""
    return tuple(
        (stage, tuple(need for part in _PARTS for since, need in part(programme) if since == stage.id))
        for stage in programme.stages
    )


Since = tuple[str, Need]


def _fields(programme: Programme) -> Iterator[Since]:
    for section in programme.sections:
        required = [each.label for each in section.fields if each.required]
        if required:
            names = listed(required)
            label = Text(f"{section.label.zh}：{names.zh}", f"{section.label.en}: {names.en}")
            yield section.since or programme.stages[0].id, Need(_FIELDS, label, _roles(section.filled_by))


def _papers(programme: Programme) -> Iterator[Since]:
    for paper in programme.papers:
        if paper.since is not None:
            yield paper.since, Need(_PAPER, paper.label, _roles(paper.filed_by))


def _approvals(programme: Programme) -> Iterator[Since]:
    for transition in programme.transitions:
        for one in transition.needs if transition.target else ():
            label = Text(
                f"“{transition.label.zh}”之前，{one.count}人同意",
                f"{one.count} before {transition.label.en!r}",
            )
            yield transition.target or "", Need(_APPROVAL, label, one.role.label)


def _demands(programme: Programme) -> Iterator[Since]:
    for demand in programme.demands:
        label = Text(f"{demand.rule}（否则：{demand.wrong.zh}）", f"{demand.rule} (else: {demand.wrong.en})")
        yield demand.since, Need(_DEMAND, label)


def _criteria(programme: Programme) -> Iterator[Since]:
    if programme.eligible_since is not None:
        count = len(programme.criteria)
        yield programme.eligible_since, Need(_ELIGIBLE, Text(f"全部{count}项条件", f"all {count} criteria"))


def _linked(programme: Programme) -> Iterator[Since]:
    for linked in programme.linked:
        if linked.since is not None:
            label = Text(
                f"{linked.label.zh}：至少{linked.at_least}条", f"{linked.label.en}: {linked.at_least} at least"
            )
            yield linked.since, Need(_LINKED, label)


def _outcomes(programme: Programme) -> Iterator[Since]:
    for outcome in programme.outcomes:
        if outcome.since is not None:
            party = next((each.label for each in programme.fields if each.name == outcome.by), _APPLICANT)
            yield outcome.since, Need(_CONFIRMED, outcome.label, party)


def _limits(programme: Programme) -> Iterator[Since]:
    for limit in programme.limits:
        yield limit.since, Need(_TAKES, limit.label)


def _instalments(programme: Programme) -> Iterator[Since]:
    for one in programme.instalments:
        yield one.since, Need(_PAYABLE, one.label, _roles(one.paid_by))


def _roles(roles: tuple[Role, ...]) -> Text:
    return listed([role.label for role in roles])


_FIELDS, _PAPER = Text("填写", "filled in"), Text("材料", "document")
_APPROVAL, _DEMAND, _ELIGIBLE = Text("审批", "approval"), Text("规则", "rule"), Text("资格", "eligibility")
_LINKED, _CONFIRMED = Text("相关记录", "records"), Text("单位确认", "confirmed")
_TAKES, _PAYABLE = Text("占用名额或资金", "takes of a limit"), Text("可以拨付", "may be paid")
_APPLICANT = Text("申请单位", "the organisation")

_PARTS: tuple[Callable[[Programme], Iterator[Since]], ...] = (
    *(_fields, _papers, _approvals, _demands, _criteria, _linked, _outcomes, _limits, _instalments),
)
