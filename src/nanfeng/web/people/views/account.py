"""One's own account: name, posts, sessions, and everything that is held about oneself."""

from collections.abc import Callable
from typing import cast

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nanfeng.kinds.text import Text
from nanfeng.web.doors import allow_own
from nanfeng.web.look.language import words
from nanfeng.web.people import queries
from nanfeng.web.people.forms import AccountForm
from nanfeng.web.people.held import held_about
from nanfeng.web.people.request import Request, account_of
from nanfeng.web.people.services import drop_sessions
from nanfeng.web.people.services.accounts import rename

_View = Callable[[Request], HttpResponse]
_password_typed_again = cast(Callable[[_View], _View], reauthentication_required)


@allow_own
@require_http_methods(["GET", "POST"])
def account(request: Request) -> HttpResponse:
    """Show one's account, and change name and language."""
    user = account_of(request)
    form = AccountForm(request.POST or None, initial={"name": user.name, "language": user.language})
    if request.method == "POST" and form.is_valid():
        rename(user, form.cleaned_data["name"], form.cleaned_data["language"])
        messages.success(request, words(Text("已保存", "Saved")))
        return redirect("people:account")
    shown = {
        "form": form,
        "held": queries.standing_posts(user),
        "claims": queries.claims_of(user),
        "sessions": queries.sessions(user),
        "this_session": request.session.session_key,
    }
    return render(request, "people/account.html", shown)


@allow_own
@require_POST
@_password_typed_again
def end_sessions(request: Request) -> HttpResponse:
    """Sign out everywhere but here, once the password was typed again."""
    ended = drop_sessions(account_of(request), but=request.session.session_key or "")
    messages.success(request, words(Text(f"已退出其他 {ended} 处登录", f"Signed out in {ended} other places")))
    return redirect("people:account")


@allow_own
@require_GET
def everything(request: Request) -> FileResponse:
    """Download everything that is held about oneself."""
    return FileResponse(held_about(account_of(request)), as_attachment=True, filename="held-about-me.zip")
