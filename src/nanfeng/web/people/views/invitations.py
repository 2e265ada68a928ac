"""Invitations: made, listed, withdrawn; and accepted by whoever got the link."""

from allauth.account.utils import perform_login
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text
from nanfeng.web.doors import allow, allow_public
from nanfeng.web.look.language import later, words
from nanfeng.web.people import queries
from nanfeng.web.people.forms import ClerkInvitationForm, InvitationForm, OpeningForm
from nanfeng.web.people.models import Invitation, User
from nanfeng.web.people.refusals import RefusedError
from nanfeng.web.people.request import Request, post_of
from nanfeng.web.people.services import invitations
from nanfeng.web.people.services.accounts import open_account


@allow(Role.ADMINISTRATOR, Role.PARK_OFFICER)
@require_GET
def listed(request: Request) -> HttpResponse:
    """The invitations of one's park, or all."""
    pages = Paginator(queries.invitations(post_of(request)), 50)
    return render(request, "people/invitations.html", {"page": pages.get_page(request.GET.get("page"))})


@allow(Role.ADMINISTRATOR, Role.PARK_OFFICER)
@require_http_methods(["GET", "POST"])
def invite(request: Request) -> HttpResponse:
    """Invite somebody by mail."""
    post = post_of(request)
    form = (InvitationForm if post.role == Role.ADMINISTRATOR else ClerkInvitationForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            offered = invitations.invite(post, form.cleaned_data["email"], form.office())
        except RefusedError as error:
            form.add_error(None, later(error.text))
        else:
            invitations.mail(offered)
            messages.success(request, words(Text("邀请已发出", "The invitation is on its way")))
            return redirect("people:invitations")
    return render(request, "people/invite.html", {"form": form})


@allow(Role.ADMINISTRATOR, Role.PARK_OFFICER)
@require_POST
def withdraw(request: Request, identifier: int) -> HttpResponse:
    """Make the link of an invitation useless."""
    invitations.withdraw(get_object_or_404(queries.invitations(post_of(request)), pk=identifier))
    return redirect("people:invitations")


@allow_public
@never_cache
@require_http_methods(["GET", "POST"])
def accept(request: Request, token: str) -> HttpResponse:
    """Take up what was offered, with one's account or a new one."""
    invitation = invitations.opened(token)
    if invitation is None:
        return render(request, "people/invitation_gone.html", status=404)
    if isinstance(request.user, User):
        return _accept_signed_in(request, invitation, request.user)
    if User.objects.filter(email=invitation.email).exists():
        return render(request, "people/accept.html", {"invitation": invitation, "known": True})
    return _accept_new(request, invitation)


def _accept_signed_in(request: Request, invitation: Invitation, user: User) -> HttpResponse:
    if request.method == "POST":
        try:
            invitations.accept(invitation, user)
        except RefusedError as error:
            messages.error(request, words(error.text))
        else:
            return redirect("people:account")
    return render(request, "people/accept.html", {"invitation": invitation, "mine": user.email == invitation.email})


def _accept_new(request: Request, invitation: Invitation) -> HttpResponse:
    form = OpeningForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = open_account(invitation.email, form.cleaned_data["password"], form.cleaned_data["name"])
        except ValidationError as error:
            form.add_error("password", error)
        else:
            invitations.accept(invitation, user)
            return perform_login(request, user, email_verification="none", redirect_url=reverse("people:account"))
    return render(request, "people/accept.html", {"invitation": invitation, "form": form})
