"""Who may do what: every address of the platform with its door, and what each role sees of records."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text
from nanfeng.web.doors import Allowed, allowed
from nanfeng.web.people.roles import READ_ONLY, SIGHT


@dataclass(frozen=True)
class Route:
    """An address with its parameters, its name (empty: none) and who may open it."""

    path: str
    name: str
    rule: Allowed

    @property
    def who(self) -> Text:
        """Who may open it, in words."""
        if self.rule.public:
            return Text("所有人", "everybody")
        if self.rule.signed_in:
            return Text("所有账号", "everybody with an account")
        roles = [role for role in Role if role in self.rule.roles]
        return Text("、".join(role.label.zh for role in roles), ", ".join(role.label.en for role in roles))


@dataclass(frozen=True)
class Seen:
    """What a role sees of single records besides its own organisation's, and whether it writes any."""

    role: Role
    purposes: tuple[str, ...]
    where: Text
    writes: bool


def routes() -> list[Route]:
    """Every address; raise LookupError that lists the views for which nobody has said who may open them."""
    found = list(_walk(get_resolver(), "/", ()))
    open_to_nobody = sorted(
        f"{path} ({pattern.lookup_str})" for path, _, pattern in found if not allowed(pattern.callback)
    )
    if open_to_nobody:
        raise LookupError("these pages say not who may open them (see doors.py): " + "; ".join(open_to_nobody))
    return [Route(path, name, rule) for path, name, pattern in found if (rule := allowed(pattern.callback))]


def sights() -> list[Seen]:
    """What every role sees of records."""
    everywhere, own = Text("全区", "the whole zone"), Text("本园区", "its own park")
    return [
        Seen(
            role,
            tuple(sorted(purpose.value for purpose in SIGHT[role].purposes)),
            everywhere if SIGHT[role].zone_wide else own,
            role not in READ_ONLY,
        )
        for role in Role
    ]


def _walk(resolver: URLResolver, before: str, spaces: tuple[str, ...]) -> Iterator[tuple[str, str, URLPattern]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from _walk(pattern, f"{before}{pattern.pattern}", inner)
        elif isinstance(pattern, URLPattern):
            name = ":".join((*spaces, pattern.name)) if pattern.name else ""
            yield f"{before}{pattern.pattern}", name, pattern
