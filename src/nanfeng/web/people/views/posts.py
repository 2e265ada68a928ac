"""Posts: choosing which one acts in, giving one up, ending a colleague's."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text
from nanfeng.web.doors import allow, allow_own
from nanfeng.web.look.language import words
from nanfeng.web.people import queries, services
from nanfeng.web.people.request import Request, account_of, post_of
from nanfeng.web.people.roles import EXTERNAL


@allow_own
@require_POST
def take_up(request: Request) -> HttpResponse:
    """Act in the post that was chosen (field `post`), and go on at `next`."""
    chosen = request.POST.get("post", "")
    if not chosen.isdecimal():
        raise Http404("no post was chosen")
    services.take_up(request, int(chosen))
    onward = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(onward, {request.get_host()}, require_https=request.is_secure())
    return redirect(onward if safe else "home")


@allow_own
@require_POST
def resign(request: Request, identifier: int) -> HttpResponse:
    """Give up a post of one's own; every session ends with it."""
    mine = queries.standing_posts(account_of(request))
    services.end(get_object_or_404(mine, pk=identifier), "resigned")
    return redirect("home")


@allow(*EXTERNAL)
@require_GET
def colleagues(request: Request) -> HttpResponse:
    """Who else acts for one's organisation."""
    return render(request, "people/colleagues.html", {"colleagues": queries.colleagues(post_of(request))})


@allow(*(EXTERNAL - {Role.EXPERT}))
@require_POST
def end_colleague(request: Request, identifier: int) -> HttpResponse:
    """End a colleague's post for one's organisation at once."""
    post = get_object_or_404(queries.colleagues(post_of(request)), pk=identifier)
    services.end(post, request.POST.get("reason", "").strip() or "left the organisation")
    messages.success(request, words(Text(f"{post.user} 已不能再登录本机构", f"{post.user} no longer acts for you")))
    return redirect("people:colleagues")
