"""Addresses of plans."""

from django.urls import path

from nanfeng.web.planning.views import inside, plans

app_name = "planning"

urlpatterns = [
    path("", plans.plans, name="plans"),
    path("leaders/", inside.leaders, name="leaders"),
    path("file/", inside.forms, name="forms"),
    path("file/<slug:form>/", inside.file, name="file"),
    path("<slug:plan>/", plans.plan, name="plan"),
    path("<slug:plan>/targets/<slug:target>/", plans.target, name="target"),
    path("<slug:plan>/measures/<slug:measure>/", plans.measure, name="measure"),
    path("<slug:plan>/measures/<slug:measure>/report/", inside.report, name="report"),
]
