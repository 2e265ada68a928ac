"""Addresses of the pages of tokens; those of the API itself are in `operations`."""

from django.urls import path

from nanfeng.web.api import views

app_name = "tokens"

urlpatterns = [
    path("", views.tokens, name="tokens"),
    path("<int:pk>/revoke/", views.revoke, name="revoke"),
]
