"""Addresses of files that are sent in, of the templates for them, and of kept records."""

from django.urls import path

from nanfeng.web.records import kept, views

app_name = "records"

urlpatterns = [
    path("", views.send, name="send"),
    path("template/<slug:form>.xlsx", views.template, name="template"),
    path("kept/", kept.listed, name="kept"),
    path("kept/<int:pk>/", kept.record, name="record"),
    path("kept/<int:pk>/withdraw/", kept.take_back, name="withdraw"),
    path("<int:pk>/", views.sending, name="sending"),
    path("<int:pk>/refused.xlsx", views.refused, name="refused"),
    path("<int:pk>/sent", views.as_sent, name="as_sent"),
]
