"""Addresses of the shared pages."""

from django.urls import path

from nanfeng.web.look import views

urlpatterns = [
    path("", views.home, name="home"),
]
