"""Addresses of the log."""

from django.urls import path

from nanfeng.web.audit import views

app_name = "audit"

urlpatterns = [
    path("", views.log, name="log"),
    path("verify/", views.verified, name="verified"),
    path("log.csv", views.export, name="export"),
]
