"""Who may open a page: every view says so itself, and one that does not say is closed to everybody."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from nanfeng.kinds.role import Role

View = TypeVar("View", bound=Callable)

_ELSEWHERE = {
    "allauth.": "public",
    "django.views.i18n": "public",
    "django.contrib.staticfiles": "public",
    "django.contrib.admin": "administrator",
    "django.contrib.contenttypes": "administrator",
    "unfold.": "administrator",
}
"""Views that come with packages, by the beginning of their module's name."""


@dataclass(frozen=True)
class Allowed:
    """Who may open a page: the public, everybody with an account, or the holders of certain roles.

    `own` are pages of one's own account, where even those may send a form who write nothing else.
    """

    public: bool = False
    signed_in: bool = False
    roles: frozenset[Role] = frozenset()
    own: bool = False

    def admits(self, role: Role | None, *, signed_in: bool) -> bool:
        """Whether somebody who acts in this role (None: in none) may open it."""
        return self.public or (self.signed_in and signed_in) or role in self.roles


def allow(*roles: Role) -> Callable[[View], View]:
    """Open a view to those who act in one of the roles."""
    return _marked(Allowed(roles=frozenset(roles)))


def allow_signed_in(view: View) -> View:
    """Open a view to everybody with an account, in whatever role."""
    return _marked(Allowed(signed_in=True))(view)


def allow_own(view: View) -> View:
    """Open a view of one's own account to everybody who has one, those who otherwise only read among them."""
    return _marked(Allowed(signed_in=True, own=True))(view)


def allow_public(view: View) -> View:
    """Open a view to everybody."""
    return _marked(Allowed(public=True))(view)


def allowed(view: Callable, method: str = "") -> Allowed | None:
    """Who may open a view; None for one that nobody has decided upon, and that stays closed. A view that answers
    several methods for different people says so by method (`allowed_by_method`).
    """
    by_method = getattr(view, "allowed_by_method", {})
    if method in by_method:
        return by_method[method]
    found = getattr(view, "allowed", None) or getattr(getattr(view, "view_class", None), "allowed", None)
    return found or _of_package(view)


def _marked(rule: Allowed) -> Callable[[View], View]:
    def mark(view: View) -> View:
        view.__dict__["allowed"] = rule
        return view

    return mark


def _of_package(view: Callable) -> Allowed | None:
    module = getattr(getattr(view, "view_class", None), "__module__", None) or view.__module__
    kinds = [kind for beginning, kind in _ELSEWHERE.items() if module.startswith(beginning)]
    if not kinds:
        return None
    return Allowed(public=True, own=True) if kinds[0] == "public" else Allowed(roles=frozenset({Role(kinds[0])}))
