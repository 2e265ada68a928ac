"""A call that brings a token acts in the token's post, whatever session there may be."""

from dataclasses import replace

from django.http import HttpRequest

from nanfeng.forms.form import Purpose
from nanfeng.web.api.covering import WRITE
from nanfeng.web.api.middleware import ROOT
from nanfeng.web.api.models import Token
from nanfeng.web.api.queries import token_of
from nanfeng.web.api.services import note_use
from nanfeng.web.people.bearer import Bearer, way
from nanfeng.web.people.scope import PUBLIC, scope_of

_NOBODY = Bearer(None, PUBLIC)


@way
def by_token(request: HttpRequest) -> Bearer | None:
    """The bearer of the call's token; nobody where the token does not serve. Only calls come this way, no pages."""
    said = request.headers.get("Authorization", "")
    if not said or not request.path.startswith(ROOT):
        return None
    kind, _, secret = said.partition(" ")
    token = token_of(secret.strip()) if kind.lower() == "bearer" else None
    if token is None:
        return _NOBODY
    note_use(token)
    return _bearer(token)


def _bearer(token: Token) -> Bearer:
    """What the post may, but for what the token leaves out."""
    scope = scope_of(token.post)
    kept = {*token.purposes, Purpose.PUBLIC}
    purposes = tuple(purpose for purpose in scope.purposes if purpose in kept)
    writes = scope.writes and any(each.endswith(f":{WRITE}") for each in token.covers)
    narrower = replace(scope, purposes=purposes, writes=writes)
    return Bearer(token.post, narrower, frozenset(token.covers), token.prefix)
