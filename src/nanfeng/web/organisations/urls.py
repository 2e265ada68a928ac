"""Addresses of organisations. Identifiers of foreign registers may hold a slash, so that they stand last."""

from django.urls import path

from nanfeng.web.organisations.views import duplicates, pages, register

app_name = "organisations"

urlpatterns = [
    path("", pages.listed, name="list"),
    path("own/", pages.own, name="own"),
    path("find/", pages.find, name="find"),
    path("new/", register.enter, name="enter"),
    path("duplicates/", duplicates.duplicates, name="duplicates"),
    path("duplicates/seek/", duplicates.seek, name="seek"),
    path("duplicates/<int:pk>/keep-apart/", duplicates.keep_apart, name="keep_apart"),
    path("merge/", duplicates.compare, name="compare"),
    path("merge/do/", duplicates.merge, name="merge"),
    path("merges/", duplicates.merges, name="merges"),
    path("merges/<int:pk>/undo/", duplicates.undo, name="undo"),
    path("rename/<path:identifier>", register.rename, name="rename"),
    path("move/<path:identifier>", register.move, name="move"),
    path("enlist/<path:identifier>", register.enlist, name="enlist"),
    path("show/<path:identifier>", pages.show, name="show"),
]
