"""Addresses of returns."""

from django.urls import path

from nanfeng.web.returns.views import calls, chase, checking, inbox, own, review

app_name = "returns"

urlpatterns = [
    path("", own.mine, name="mine"),
    path("<int:pk>/", review.show, name="show"),
    path("<int:pk>/fill/", own.fill, name="fill"),
    path("<int:pk>/submit/", own.submit, name="submit"),
    path("<int:pk>/template.xlsx", own.template, name="template"),
    path("<int:pk>/move/", review.move, name="move"),
    path("review/", review.listed, name="review"),
    path("review/move/", review.move_many, name="move_many"),
    path("calls/", calls.listed, name="calls"),
    path("calls/open/", calls.open_by_hand, name="open"),
    path("calls/<int:pk>/", checking.check, name="check"),
    path("calls/<int:pk>/template.xlsx", calls.template, name="call_template"),
    path("calls/<int:pk>/chase/", chase.missing, name="chase"),
    path("calls/<int:pk>/chase.xlsx", chase.export, name="chase_export"),
    path("calls/<int:pk>/remind/", chase.remind, name="remind"),
    path("inbox/", inbox.inbox, name="inbox"),
]
