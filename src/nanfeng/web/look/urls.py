"""Addresses of the shared pages."""

from django.urls import include, path

from nanfeng.web.look import views

_look = (
    [
        path("", views.components, name="components"),
        path("charts-<slug:digest>.js", views.charts, name="charts"),
        path("job/", views.sample_job, name="sample_job"),
    ],
    "look",
)

urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search_all, name="search"),
    path("look/", include(_look)),
]
