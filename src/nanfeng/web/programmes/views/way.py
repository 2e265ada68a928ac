"""Where a case stands on its way, and who does what next, as its pages show it."""

from collections.abc import Sequence
from dataclasses import dataclass

from nanfeng.cases.ahead import Ahead, who_mends
from nanfeng.cases.programme import Part, Programme
from nanfeng.kinds.issue import Issue
from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text
from nanfeng.web.audit.services import present_doer
from nanfeng.web.look.language import words
from nanfeng.web.programmes.models import Case
from nanfeng.web.programmes.queries.one import Shown

_BETWEEN = Text("、", ", ")


@dataclass(frozen=True)
class Mark:
    """A stage on the line: `when` is past, now or ahead."""

    label: Text
    when: str


@dataclass(frozen=True)
class Next:
    """A step on the way: who takes it, whether the reader may, and what lacks before, each with who sees to it;
    `criteria` counts those that are not met or not known, of which the page tells apart.
    """

    label: Text
    roles: str
    own: bool
    missing: tuple[tuple[Issue, str], ...]
    criteria: int


def stage_line(programme: Programme, row: Case) -> list[Mark]:
    """The stages of a programme in their order, as a case has come through them."""
    ids = [stage.id for stage in programme.stages]
    stage = programme.name_now(Part.STAGE, row.stage)
    place = ids.index(stage) if stage in ids else 0
    names = {True: "past", False: "ahead"}
    return [
        Mark(stage.label, "now" if number == place else names[number < place])
        for number, stage in enumerate(programme.stages)
    ]


def next_steps(shown: Shown) -> list[Next]:
    """What comes next for a case."""
    return [_next(shown.found.programme, one) for one in shown.ahead]


def lacking_besides(shown: Shown) -> list[Issue]:
    """What a case lacks where it stands, besides what it lacks for what comes next."""
    told = {issue.wrong for one in shown.ahead for issue in one.missing}
    return [issue for issue in shown.missing if issue.wrong not in told]


def named(roles: Sequence[Role]) -> str:
    """Roles as people call them."""
    return words(_BETWEEN).join(words(role.label) for role in roles)


def _next(programme: Programme, one: Ahead) -> Next:
    return Next(
        label=one.transition.label,
        roles=named(one.transition.roles),
        own=present_doer().role in one.transition.roles,
        missing=tuple((each, named(who_mends(programme, each))) for each in one.missing if each.code != "criterion"),
        criteria=sum(each.code == "criterion" for each in one.missing),
    )
