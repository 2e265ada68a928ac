"""Subscribing by mail, and what is held about a mail address."""

from http import HTTPStatus

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from nanfeng.kinds.text import Text
from nanfeng.web.doors import allow_public
from nanfeng.web.look.errors import problem
from nanfeng.web.look.language import reading
from nanfeng.web.people.request import Request
from nanfeng.web.site.forms import MailForm, SubscriptionForm
from nanfeng.web.site.links import opened
from nanfeng.web.site.models import TOPICS
from nanfeng.web.site.queries.readers import held_about
from nanfeng.web.site.services import subscriptions
from nanfeng.web.site.services.subscriptions import CONFIRM, CONFIRM_WITHIN, END, HELD, HELD_WITHIN
from nanfeng.web.site.throttle import TOO_OFTEN, too_often

_AN_HOUR = 5

_GONE = Text(
    "链接已失效或不完整。请重新申请，新的链接会发到您的邮箱。",
    "The link has expired or is incomplete. Ask again, and a new one comes by mail.",
)


@allow_public
@require_http_methods(["GET", "POST"])
def subscribe(request: Request) -> HttpResponse:
    """Feeds, and the form for mails."""
    form = SubscriptionForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "site/subscribe.html", {"form": form, "topics": TOPICS})
    if too_often(request, "mail", _AN_HOUR):
        return problem(request, HTTPStatus.TOO_MANY_REQUESTS, TOO_OFTEN)
    if not form.of_machine:
        subscriptions.subscribe(form.cleaned_data["email"], form.cleaned_data["topics"], reading())
    return redirect("site:look_in_mail")


@allow_public
@require_safe
def look_in_mail(request: Request) -> HttpResponse:
    """That the rest is in a mail."""
    return render(request, "site/look_in_mail.html")


@csrf_exempt  # the signed token is the proof; no cookie is needed
@allow_public
@never_cache
@require_http_methods(["GET", "POST"])
def confirm(request: Request, token: str) -> HttpResponse:
    """Begin the mails, by the link in the first one. Opening it asks; only the button begins them."""
    said = opened(CONFIRM, token, int(CONFIRM_WITHIN.total_seconds()))
    if said is None:
        return problem(request, HTTPStatus.NOT_FOUND, _GONE)
    done = None
    if request.method == "POST":
        done = subscriptions.confirm(said)
        if done is None:
            return problem(request, HTTPStatus.NOT_FOUND, _GONE)
    return render(request, "site/confirm.html", {"done": done})


@csrf_exempt  # mail programs end a subscription by themselves (RFC 8058): the signed token is the proof
@allow_public
@never_cache
@require_http_methods(["GET", "POST"])
def end(request: Request, token: str) -> HttpResponse:
    """End the mails, by the link in each of them."""
    email = opened(END, token)
    if email is None:
        return problem(request, HTTPStatus.NOT_FOUND, _GONE)
    if request.method == "POST":
        subscriptions.end(email)
    return render(request, "site/end.html", {"done": request.method == "POST", "email": email})


@allow_public
@require_http_methods(["GET", "POST"])
def my_data(request: Request) -> HttpResponse:
    """Ask for everything that is held about one's mail address."""
    form = MailForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "site/my_data.html", {"form": form})
    if too_often(request, "mail", _AN_HOUR):
        return problem(request, HTTPStatus.TOO_MANY_REQUESTS, TOO_OFTEN)
    if not form.of_machine:
        subscriptions.send_held_link(form.cleaned_data["email"], reading())
    return redirect("site:look_in_mail")


@allow_public
@never_cache
@require_safe
def held(request: Request, token: str) -> HttpResponse:
    """Everything that is held about a mail address, for who reads its mail."""
    email = opened(HELD, token, int(HELD_WITHIN.total_seconds()))
    if email is None:
        return problem(request, HTTPStatus.NOT_FOUND, _GONE)
    found = held_about(email)
    if "file" in request.GET:
        headers = {"Content-Disposition": 'attachment; filename="held.json"'}
        return JsonResponse(found, json_dumps_params={"ensure_ascii": False, "indent": 1}, headers=headers)
    return render(request, "site/held.html", {"email": email, **found})


@allow_public
@require_safe
def privacy(request: Request) -> HttpResponse:
    """What is kept, why, how long, and whom to ask."""
    return render(request, "site/privacy.html")
