"""Addresses of flows."""

from django.urls import path

from nanfeng.web.flows import views

app_name = "flows"

urlpatterns = [
    path("<slug:flow>/", views.show, name="show"),
]
