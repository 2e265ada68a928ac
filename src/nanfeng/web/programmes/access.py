"""Who sees which case, and what of it he may do. A case is open to whose it is, to who takes part in it, and to the
offices that its programme names, each within its scope; some oversee all programmes.
"""

from django.db.models import Q

from nanfeng.cases.programme import Programme, Section
from nanfeng.forms.field import Field, Sensitivity
from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text
from nanfeng.web import city
from nanfeng.web.audit.services import present_doer
from nanfeng.web.people.scope import present
from nanfeng.web.programmes.models import Case

OVERSEES = frozenset(
    {Role.STATION_STAFF, Role.PARK_OFFICER, Role.STATISTICIAN, Role.PLANNER, Role.APPROVER, Role.AUDITOR}
)
"""Who sees the cases of every programme within his scope, whether it names him or not."""


_READS_ALL = frozenset({Role.STATISTICIAN, Role.APPROVER, Role.AUDITOR})


class NotForYouError(PermissionError):
    """Something was tried that is not for the role, or the organisation, that somebody acts in; `args[0]` says so as
    Text.
    """


def seen() -> Q:
    """The cases that the present doer may see, as a filter."""
    scope, role = present(), present_doer().role
    own = Q(organisation__in=scope.owns) | Q(parties__overlap=list(scope.owns)) if scope.owns else Q(pk__in=())
    if not role or role in OVERSEES:
        return own | scope.condition
    return own | (scope.condition & Q(programme__in=programmes_of(Role(role))))


def programmes_of(role: Role) -> list[str]:
    """The programmes that name a role, as the city defines them today."""
    return [programme.id for programme in city.pack().programmes.values() if role in roles_of(programme)]


def roles_of(programme: Programme) -> frozenset[Role]:
    """Everybody whom a programme names."""
    return frozenset(
        {
            *programme.begun_by,
            *(role for section in programme.sections for role in section.filled_by),
            *(role for transition in programme.transitions for role in transition.roles),
            *(role for paper in programme.papers for role in paper.filed_by),
            *(role for instalment in programme.instalments for role in instalment.paid_by),
        }
    )


def is_named(roles: tuple[Role, ...]) -> bool:
    """Whether the present doer acts in one of these roles; the platform itself, which has none, does all."""
    role = present_doer().role
    return not role or Role(role) in roles


def reads_confidential(section: Section) -> bool:
    """Whether the present doer reads what is confidential in a section of any case that he may see."""
    return is_named(section.filled_by) or present_doer().role in _READS_ALL


def readable(programme: Programme, case: Case | None) -> list[Field]:
    """The fields of a case that the present doer reads; None: of any that he may see."""
    inside = case is not None and is_inside(case)
    return [
        each
        for section in programme.sections
        for each in section.fields
        if inside or each.sensitivity is not Sensitivity.CONFIDENTIAL or reads_confidential(section)
    ]


def asks_about(programme: Programme, organisation: str, park: str) -> bool:
    """Whether the present doer may ask how an organisation stands to a programme: who sees its cases of it."""
    scope, role = present(), present_doer().role
    if organisation in scope.organisations:
        return True
    works = not role or role in OVERSEES or Role(role) in roles_of(programme)
    return works and scope.holds(organisation, park, programme.use)


def check_named(roles: tuple[Role, ...]) -> None:
    """Raise NotForYouError where the present doer acts in none of these roles."""
    if is_named(roles):
        return
    may = Text("、".join(role.label.zh for role in roles), ", ".join(role.label.en for role in roles))
    raise NotForYouError(Text(f"这一项由{may.zh}办理", f"this is done by: {may.en}"))


def is_inside(case: Case) -> bool:
    """Whether the present doer acts for the organisation whose case it is, or for one that takes part."""
    return bool({case.organisation, *case.parties} - {""} & set(present().organisations))
