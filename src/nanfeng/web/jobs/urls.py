"""Addresses of jobs."""

from django.urls import path

from nanfeng.web.jobs import views

app_name = "jobs"

urlpatterns = [
    path("", views.listed, name="list"),
    path("<int:pk>/", views.show, name="show"),
    path("<int:pk>/state/", views.state, name="state"),
]
