"""Addresses of accounts, posts, invitations and claims."""

from django.urls import path

from nanfeng.web.people.views import account, claims, invitations, posts

app_name = "people"

urlpatterns = [
    path("account/", account.account, name="account"),
    path("account/sessions/end/", account.end_sessions, name="end_sessions"),
    path("account/mine/", account.everything, name="everything"),
    path("posts/take-up/", posts.take_up, name="take_up"),
    path("posts/<int:identifier>/resign/", posts.resign, name="resign"),
    path("posts/colleagues/", posts.colleagues, name="colleagues"),
    path("posts/<int:identifier>/end/", posts.end_colleague, name="end_colleague"),
    path("invitations/", invitations.listed, name="invitations"),
    path("invitations/new/", invitations.invite, name="invite"),
    path("invitations/<int:identifier>/withdraw/", invitations.withdraw, name="withdraw_invitation"),
    path("invitation/<str:token>/", invitations.accept, name="accept"),
    path("claims/", claims.pending, name="claims"),
    path("claims/new/", claims.claim, name="claim"),
    path("claims/<int:identifier>/", claims.one, name="claim_detail"),
    path("claims/<int:identifier>/confirm/", claims.confirm, name="confirm_claim"),
    path("claims/<int:identifier>/reject/", claims.reject, name="reject_claim"),
    path("claims/<int:identifier>/evidence/", claims.evidence, name="evidence"),
]
