"""Addresses of files that are sent in, and of the templates for them."""

from django.urls import path

from nanfeng.web.records import views

app_name = "records"

urlpatterns = [
    path("", views.send, name="send"),
    path("template/<slug:form>.xlsx", views.template, name="template"),
    path("<int:pk>/", views.sending, name="sending"),
    path("<int:pk>/refused.xlsx", views.refused, name="refused"),
    path("<int:pk>/sent", views.as_sent, name="as_sent"),
]
