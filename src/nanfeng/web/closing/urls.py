"""Addresses of closing and publishing."""

from django.urls import path

from nanfeng.web.closing.views import calendar, periods, published, releases, vintages

app_name = "closing"

urlpatterns = [
    path("", periods.calls, name="calls"),
    path("<int:pk>/", periods.period, name="period"),
    path("<int:pk>/close/", periods.close, name="close"),
    path("freeze/", periods.freeze, name="freeze"),
    path("vintages/", vintages.vintages, name="vintages"),
    path("vintages/<slug:pk>/", vintages.vintage, name="vintage"),
    path("vintages/<slug:pk>/verify/", vintages.verify, name="verify"),
    path("vintages/<slug:pk>/compare/", vintages.compare, name="compare"),
    path("vintages/<slug:pk>/receipt.json", vintages.receipt, name="receipt"),
    path("vintages/<slug:pk>/<slug:form>.parquet", vintages.table, name="table"),
    path("releases/", releases.office, name="releases"),
    path("releases/build/", releases.build, name="build"),
    path("releases/<slug:pk>/", releases.release, name="release"),
    path("releases/<slug:pk>/write/", releases.write, name="write"),
    path("releases/<slug:pk>/step/", releases.step, name="step"),
    path("releases/<slug:pk>/data/<str:name>", published.download, name="download"),
    path("releases/<slug:pk>/report/<path:name>", published.report, name="report"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/plan/", calendar.plan, name="plan"),
    path("calendar/<int:pk>/cancel/", calendar.cancel, name="cancel"),
    path("corrections/", calendar.revisions, name="revisions"),
]
