"""Addresses of figures. A figure's key has slashes in it, so that it stands last."""

from django.urls import path

from nanfeng.web.figures.views import board, figure, files, inside, table

app_name = "figures"

urlpatterns = [
    path("", board.dashboard, name="dashboard"),
    path("table/", table.table, name="table"),
    path("warnings/", inside.warnings, name="warnings"),
    path("compare/", inside.compare, name="compare"),
    path("files/structure.xml", files.structure, name="structure"),
    path("files/figures.<str:name>", files.file, name="file"),
    path("trace/<path:key>", figure.trace, name="trace"),
    path("figure/<path:key>", figure.figure, name="figure"),
]
