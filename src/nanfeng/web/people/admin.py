"""The administration: accounts, posts and invitations as they stand, and who may do what.

It shows tables and ends things; everything goes through the services. Claims and returns are not here: an
administrator runs the platform and sees no enterprise's data.
"""

from collections.abc import Callable
from functools import wraps

from django.contrib.admin import action
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.views.generic import RedirectView
from unfold.admin import ModelAdmin
from unfold.sites import UnfoldAdminSite

from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text
from nanfeng.web.doors import allow
from nanfeng.web.look.language import later
from nanfeng.web.people import services
from nanfeng.web.people.matrix import routes, sights
from nanfeng.web.people.models import Invitation, Post, User
from nanfeng.web.people.services import accounts

_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""The administration's own components evaluate what stands in their attributes; no other page may."""

View = Callable[..., HttpResponse]


class Administration(UnfoldAdminSite):
    """Open to those who act as administrators, whatever flags their account carries."""

    site_title = site_header = later(Text("南风 · 后台管理", "Nanfeng · administration"))
    index_title = later(Text("后台管理", "Administration"))

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether the present post is an administrator's."""
        post: Post | None = getattr(request, "post", None)
        return post is not None and post.role == Role.ADMINISTRATOR

    def admin_view(self, view: View, cacheable: bool = False) -> View:
        """Give every page of the administration its own content policy."""
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def answer(*arguments: object, **named: object) -> HttpResponse:
            response = inner(*arguments, **named)
            response.headers["Content-Security-Policy"] = _POLICY
            return response

        return answer

    def get_urls(self) -> list[URLPattern]:
        """The usual pages, and who may do what; passwords are changed elsewhere."""
        own = {"access": access, "password_change": password_change}
        usual = (pattern for pattern in super().get_urls() if getattr(pattern, "name", "") not in own)
        return [*(path(f"{name}/", self.admin_view(view), name=name) for name, view in own.items()), *usual]


@allow(Role.ADMINISTRATOR)
def access(request: HttpRequest) -> HttpResponse:
    """Who may do what, from the addresses and their doors as they are."""
    shown = {**site.each_context(request), "title": "", "routes": routes(), "sights": sights()}
    return TemplateResponse(request, "people/access.html", shown)


password_change = allow(Role.ADMINISTRATOR)(RedirectView.as_view(pattern_name="account_change_password"))
"""Leads to where everybody changes the password."""


class Shown(ModelAdmin):
    """A table to look at."""

    def get_urls(self) -> list[URLPattern]:
        """The usual pages, without those that redirect addresses of old and say not who may open them."""
        return [pattern for pattern in super().get_urls() if pattern.name]

    def has_view_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Whoever is here may look."""
        return True

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Whoever is here may look."""
        return True

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Accounts and posts come by invitation and claim."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Nothing is changed behind the services."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Nothing is deleted: what was stays on the record."""
        return False


class Users(Shown):
    """All accounts."""

    list_display = ("email", "name", "is_active", "joined", "last_login")
    search_fields = ("email", "name")
    list_filter = ("is_active",)
    fields = ("email", "name", "language", "is_active", "joined", "last_login")
    actions = ("end_access", "reset_second_factor")

    @action(description=later(Text("立即停用账号", "End all access now")))
    def end_access(self, request: HttpRequest, chosen: QuerySet[User]) -> None:
        """Close the accounts that were chosen."""
        for user in chosen:
            accounts.end_access(user, "ended by an administrator")

    @action(description=later(Text("重置两步验证", "Reset the second factor")))
    def reset_second_factor(self, request: HttpRequest, chosen: QuerySet[User]) -> None:
        """Take the lost second factors of those that were chosen away."""
        for user in chosen:
            accounts.reset_second_factor(user, "reset by an administrator")


class Posts(Shown):
    """All posts, those that ended too."""

    list_display = ("user", "role", "organisation", "park", "department", "since", "until", "granted_by")
    search_fields = ("user__email", "organisation")
    list_filter = ("role",)
    list_select_related = ("user",)
    actions = ("end_posts",)

    @action(description=later(Text("立即终止岗位", "End these posts now")))
    def end_posts(self, request: HttpRequest, chosen: QuerySet[Post]) -> None:
        """End the posts that were chosen, but for those that ended already."""
        for post in chosen.filter(until=None).select_related("user"):
            services.end(post, "ended by an administrator")


class Invitations(Shown):
    """All invitations."""

    list_display = ("email", "role", "organisation", "park", "invited_by", "made", "expires", "accepted", "withdrawn")
    search_fields = ("email", "organisation")
    list_select_related = ("invited_by",)
    exclude = ("digest",)


site = Administration("admin")
site.register(User, Users)
site.register(Post, Posts)
site.register(Invitation, Invitations)
