"""Every address of the platform: each app says its own."""

from django.urls import include, path

from nanfeng.web.api import operations
from nanfeng.web.people.admin import site

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("admin/", site.urls),
    path("i18n/", include("django.conf.urls.i18n")),
    path("jobs/", include("nanfeng.web.jobs.urls")),
    path("flows/", include("nanfeng.web.flows.urls")),
    path("records/", include("nanfeng.web.records.urls")),
    path("organisations/", include("nanfeng.web.organisations.urls")),
    path("returns/", include("nanfeng.web.returns.urls")),
    path("cases/", include("nanfeng.web.programmes.urls")),
    path("closing/", include("nanfeng.web.closing.urls")),
    path("figures/", include("nanfeng.web.figures.urls")),
    path("plans/", include("nanfeng.web.planning.urls")),
    path("people/", include("nanfeng.web.people.urls")),
    path("audit/", include("nanfeng.web.audit.urls")),
    path("tokens/", include("nanfeng.web.api.urls")),
    path("api/v1/", include(operations.urls)),
    path("", include("nanfeng.web.site.urls")),
    path("", include("nanfeng.web.look.urls")),
]

handler400 = "nanfeng.web.look.errors.bad_request"
handler403 = "nanfeng.web.look.errors.forbidden"
handler404 = "nanfeng.web.look.errors.not_found"
handler500 = "nanfeng.web.look.errors.server_error"
