"""The pages on which people make tokens for their programs, and end them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from nanfeng.kinds.text import Text
from nanfeng.web.api import queries, services
from nanfeng.web.api.forms import TokenForm
from nanfeng.web.doors import allow_own
from nanfeng.web.look.language import words
from nanfeng.web.people.request import Request, account_of


@allow_own
@never_cache
@require_http_methods(["GET", "POST"])
def tokens(request: Request) -> HttpResponse:
    """One's tokens, and a new one for the post that one acts in; its secret is shown this once."""
    form = TokenForm(request.post, request.POST or None) if request.post else None
    secret = ""
    if form is not None and request.post and request.method == "POST" and form.is_valid():
        _, secret = services.make(request.post, form.wish())
        form = TokenForm(request.post)
    page = {"form": form, "secret": secret, "tokens": queries.tokens(account_of(request))}
    return render(request, "api/tokens.html", page)


@allow_own
@require_POST
def revoke(request: Request, pk: int) -> HttpResponse:
    """End a token of one's own at once."""
    services.revoke(get_object_or_404(queries.tokens(account_of(request)), pk=pk))
    messages.success(request, words(Text("令牌已作废", "The token serves no more")))
    return redirect("tokens:tokens")
